/**
 * Lawful erasure on a real ledger (killed at its steps: test/faults/records). Bugs these catch: words of an erased customer left in a segment, the snapshot, a draft or an
 * attachment; another customer's records changed by a byte; an erasure that verify takes for tampering; a body taken out
 * without a tombstone that verify lets pass; one person erasing alone; a hold that holds nothing; history bringing it back.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eraseInSegment } from '#electron/engine/ledger/eraseBodies';
import { realClock } from '#electron/engine/platform/clock';
import { verifyLedger } from '#electron/engine/ledger/verify';
import { codeOf, filesUnder, OTHER, prepareErasure, raw, said, second, SECRET } from '#test/kit/erasureCase';
import { isEntry } from '#test/kit/portClient';

describe('lawful erasure', () => {
  it('takes every copy of one customer off the disk, leaves the others byte for byte, and still verifies', async () => {
    const { engine, customer, conversation, other, gateway } = await prepareErasure();
    const { desk } = engine;
    const preview = await desk.call('erasure.preview', { customer });
    expect(preview).toMatchObject({ holds: [], count: { conversations: 1, messages: 41, files: 1 }, clause: 'PIPL-47' });
    const untouched = await raw(engine.dataDir, other);
    const { request } = await desk.call('erasure.ask', { customer, reason: '客户要求删除' });
    expect(await codeOf(desk.call('erasure.ask', { customer, reason: '再来一次' }))).toBe('erasure.pending');
    const decider = await second(engine);
    expect(await codeOf(desk.call('erasure.decide', { request, verdict: 'approved', reason: '自己批' }))).toBe('erasure.notEntitled');
    const supervisor = engine.openDesk({ id: 'x', role: 'supervisor' });
    expect(await codeOf(supervisor.call('erasure.decide', { request, verdict: 'approved' }))).toMatch(/^port\./);
    const finished = desk.next('erasure.finished');
    await decider.call('erasure.decide', { request, verdict: 'approved' });
    await finished;

    const reader = engine.openArchive();
    const left = await reader.entries();
    expect(said(left, SECRET)).toBe(0);
    expect(said(left, OTHER)).toBeGreaterThanOrEqual(40);
    // What one record said of both keeps what it says of the other, where it stood.
    expect(left.find((entry) => entry.type === 'customer.imported')?.data).toMatchObject({ rows: [{ fields: { name: OTHER } }] });
    expect(left.find((entry) => entry.type === 'customer.changed')?.data).toMatchObject({ customers: [other.replace('private:', '')] });
    expect(await raw(engine.dataDir, other)).toEqual(untouched);
    const report = await verifyLedger(join(engine.dataDir, 'ledger'));
    expect(report.problems).toEqual([]);
    expect(report.notes).toContainEqual(expect.objectContaining({ kind: 'erased', reason: '客户要求删除', count: preview.count.entries + preview.count.files }));
    expect(await desk.call('ledger.verify')).toMatchObject({ intact: true, erased: [{ reason: '客户要求删除' }] });
    for (const record of await raw(engine.dataDir, conversation)) expect(record.endsWith(':')).toBe(true);
    for (const path of await filesUnder(engine.dataDir)) expect((await readFile(path)).includes(Buffer.from(SECRET)), path).toBe(false);
    // The platform tells the same again: history does not bring it back, a new word of theirs is heard.
    gateway.write({ user: '20001', message: '我又来了' });
    await reader.waitFor(isEntry('message.received', (entry) => JSON.stringify(entry.data.parts).includes('我又来了')));
  });

  it('is told from a body taken out by hand, which verify names', async () => {
    const { engine, other } = await prepareErasure();
    await engine.desk.call('ledger.verify');
    const victim = (await engine.archive.entries()).find((entry) => entry.type === 'message.received' && entry.conversation === other);
    const segments = join(engine.dataDir, 'ledger', 'segments');
    let taken = 0;
    for (const name of (await readdir(segments)).filter((each) => each.endsWith('.gz'))) taken += await eraseInSegment({ kind: 'sealed', number: 1, firstSeq: 1, path: join(segments, name) }, (seq) => seq === victim?.seq);
    expect(taken).toBe(1);
    const report = await verifyLedger(join(engine.dataDir, 'ledger'));
    expect(report.isIntact).toBe(false);
    expect(report.problems).toEqual([expect.objectContaining({ kind: 'bodyMissing', seq: victim?.seq })]);
  });

  it('waits where one person is alone, and is stopped by a hold and by evidence taken out', async () => {
    const clock = { now: Date.now() };
    const { engine, customer, conversation } = await prepareErasure({ clock: { ...realClock, now: () => clock.now } });
    const { desk } = engine;
    const { request } = await desk.call('erasure.ask', { customer, reason: '客户要求删除' });
    expect(await codeOf(desk.call('erasure.decide', { request, verdict: 'approved', reason: '只有我一人' }))).toBe('erasure.wait');
    clock.now += 25 * 3_600_000;
    expect(await codeOf(desk.call('erasure.decide', { request, verdict: 'approved' }))).toBe('erasure.reasonNeeded');
    await desk.call('hold.place', { conversation, reason: '诉讼保全' });
    expect(await codeOf(desk.call('erasure.decide', { request, verdict: 'approved', reason: '只有我一人' }))).toBe('erasure.held');
    expect(await desk.call('erasure.preview', { customer })).toMatchObject({ holds: ['hold'], aloneAfterHours: 24 });
    const placed = await engine.archive.waitFor(isEntry('hold.placed'));
    await desk.call('hold.lift', { hold: placed.data.hold, reason: '已结案' });
    await desk.call('evidence.export', { of: { kind: 'conversation', conversations: [conversation] }, purpose: '举证', path: join(engine.dataDir, 'p.zip') });
    expect(await codeOf(desk.call('erasure.decide', { request, verdict: 'approved', reason: '只有我一人' }))).toBe('erasure.held');
    clock.now += 181 * 86_400_000;
    const finished = desk.next('erasure.finished');
    await desk.call('erasure.decide', { request, verdict: 'approved', reason: '只有我一人' });
    await finished;
    expect((await engine.openArchive().entries()).find((entry) => entry.type === 'erasure.decided')?.data).toMatchObject({ alone: true, reason: '只有我一人' });
  });

  it('proposes what is past its period, and keeps words when only attachments go', async () => {
    const clock = { now: Date.now() };
    const { engine, conversation } = await prepareErasure({ clock: { ...realClock, now: () => clock.now } });
    const { desk } = engine;
    await desk.call('retention.set', { rules: [{ account: null, kind: 'media', days: 30, auto: true }, { account: null, kind: 'text', days: 365, auto: false }] });
    expect(await desk.call('retention.look')).toEqual({ proposals: 0 });
    clock.now += 40 * 86_400_000;
    const mediaGone = desk.next('erasure.finished');
    expect(await desk.call('retention.look')).toEqual({ proposals: 1 });
    await mediaGone;
    const kept = await engine.openArchive().entries();
    expect(said(kept, SECRET)).toBeGreaterThan(40);
    expect(kept.find((entry) => entry.type === 'erasure.asked')?.data).toMatchObject({ subject: { what: 'media' }, count: { entries: 0, files: 1 } });
    expect(await filesUnder(join(engine.dataDir, 'ledger', 'blobs'))).toEqual([]);
    expect((await verifyLedger(join(engine.dataDir, 'ledger'))).problems).toEqual([]);
    await desk.call('hold.place', { conversation, reason: '诉讼保全' });
    clock.now += 400 * 86_400_000;
    expect(await desk.call('retention.look')).toEqual({ proposals: 1 });
    const asked = (await engine.openArchive().entries()).findLast((entry) => entry.type === 'erasure.asked')?.data;
    expect(asked).toMatchObject({ subject: { what: 'text' }, count: { conversations: 1 } });
    const textGone = desk.next('erasure.finished');
    await desk.call('erasure.decide', { request: asked?.request ?? '', verdict: 'approved' });
    await textGone;
    const left = await engine.openArchive().entries();
    expect([said(left.filter(({ type }) => type === 'message.received'), OTHER), said(left, SECRET) > 40]).toEqual([0, true]);
    expect((await verifyLedger(join(engine.dataDir, 'ledger'))).problems).toEqual([]);
  });
});
