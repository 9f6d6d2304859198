/**
 * Lawful erasure on a real ledger. Bugs these catch: words of an erased customer left in a segment, the snapshot, a draft or an
 * attachment; another customer's records changed by a byte; an erasure that verify takes for tampering; a body taken out
 * without a tombstone that verify lets pass; one person erasing alone; a hold that holds nothing; history bringing it back.
 */
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ConversationId, CustomerId, NoteId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import { channelSources } from '#electron/engine/channels/registry';
import type { Ledger } from '#electron/engine/ledger/contract';
import { eraseInSegment } from '#electron/engine/ledger/eraseBodies';
import { openLedger, type DiskLedger } from '#electron/engine/ledger/openLedger';
import { realClock } from '#electron/engine/platform/clock';
import { rawRecords } from '#electron/engine/evidence/rawRecords';
import { verifyLedger } from '#electron/engine/ledger/verify';
import { startHeadlessEngine, type HeadlessEngine, type HeadlessOptions } from '#test/kit/headlessEngine';
import { isEntry } from '#test/kit/portClient';
import { startOnebotGateway } from '#test/peers/onebot/gateway';

const SECRET = '甲的秘密';
const OTHER = '乙的话';

type Case = { readonly engine: HeadlessEngine; readonly customer: CustomerId; readonly conversation: ConversationId; readonly other: ConversationId; readonly gateway: Awaited<ReturnType<typeof startOnebotGateway>> };

const prepare = async (options: HeadlessOptions = {}): Promise<Case> => {
  const engine = await startHeadlessEngine({ ...options, channels: channelSources, ledger: { lowMediaBytes: 0, lowTextBytes: 0, segmentBytes: 8 * 1024 } });
  const gateway = await startOnebotGateway({ self: '10001', heartbeatMs: 2_000, friends: [{ user: '20001', nickname: SECRET }, { user: '30003', nickname: '乙' }] });
  onTestFinished(async () => { await engine.stop(); await gateway.close(); });
  const { account } = await engine.desk.call('account.add', { channel: 'onebot', name: '店', settings: { mode: 'forward', url: gateway.url, perMinute: 6_000 }, secrets: {}, mark: { code: '店', color: 1 } });
  await engine.archive.waitFor(isEntry('account.identity'));
  const url = gateway.addFile('a.png', Uint8Array.from(Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(300, 3)])));
  gateway.write({ user: '20001', message: [{ type: 'text', data: { text: SECRET } }, { type: 'image', data: { file: 'a.png', url } }] });
  for (let n = 0; n < 40; n += 1) {
    gateway.write({ user: '20001', message: `${SECRET} ${n} ${'长'.repeat(80)}` });
    gateway.write({ user: '30003', message: `${OTHER} ${n}` });
  }
  await engine.archive.waitFor(isEntry('message.received', (entry) => JSON.stringify(entry.data.parts).includes(`${OTHER} 39`)));
  await engine.archive.waitFor(isEntry('message.media', (entry) => entry.data.media.state === 'stored'));
  const customer = `${account}/20001` as CustomerId; // the gateway's own users
  const other = `${account}/30003` as CustomerId;
  const { desk } = engine;
  await desk.call('customer.profile', { customer, fields: { remark: SECRET, phones: ['13812345678'] } });
  await desk.call('customer.import', { action: 'import-0001', file: 't.xlsx', rows: [{ customer, fields: { name: SECRET } }, { customer: other, fields: { name: OTHER } }] });
  await desk.call('customer.change', { action: 'change-0001', customers: [customer, other], change: { kind: 'star', starred: true } });
  await desk.call('followUp.plan', { id: 'follow-0001', customer, due: Date.now() + 86_400_000, purpose: SECRET });
  await desk.call('note.add', { conversation: `${account}/private:20001` as ConversationId, note: 'note-00001' as NoteId, parts: [{ kind: 'text', text: SECRET }] });
  await desk.call('draft.save', { conversation: `${account}/private:20001` as ConversationId, text: `给${SECRET}的草稿` });
  return { engine, gateway, customer, conversation: `${account}/private:20001` as ConversationId, other: `${account}/private:30003` as ConversationId };
};

const codeOf = (call: Promise<unknown>): Promise<string> => call.then(() => 'none', (error: { readonly code: string }) => error.code);

/** A second administrator, whom a desk of one raises alone with a reason. */
const second = async ({ desk, openDesk }: HeadlessEngine): Promise<ReturnType<HeadlessEngine['openDesk']>> => {
  const { person } = await desk.call('person.add', { name: '第二人', role: 'administrator', password: '第二人的口令-1', reason: '双人复核' });
  return openDesk({ id: person, role: 'administrator' });
};

const filesUnder = async (dir: string): Promise<readonly string[]> =>
  (await readdir(dir, { recursive: true, withFileTypes: true })).filter((item) => item.isFile()).map((item) => join(item.parentPath, item.name));

/** Every record of a conversation as it lies on the disk. */
const raw = async (dataDir: string, conversation: ConversationId): Promise<readonly string[]> => {
  const records: string[] = [];
  for await (const { head, body } of rawRecords(join(dataDir, 'ledger', 'segments'), Number.MAX_SAFE_INTEGER, [Buffer.from(JSON.stringify(conversation))], () => undefined)) records.push(`${head.toString('hex')}:${body.toString('hex')}`);
  return records;
};
const said = (entries: readonly Entry[], words: string): number => entries.filter((entry) => JSON.stringify(entry).includes(words)).length;

/** The engine goes on by itself after its start; nothing tells a port that was not there yet. */
const until = (holds: () => Promise<boolean>): Promise<void> => vi.waitFor(async () => { if (!(await holds())) throw new Error('not yet'); }, { timeout: 20_000, interval: 100 });

/** Asked of the disk: an erasure ends the archive ports there are. */
const isFinished = async (dataDir: string): Promise<boolean> => {
  for await (const record of rawRecords(join(dataDir, 'ledger', 'segments'), Number.MAX_SAFE_INTEGER, [Buffer.from('"type":"erasure.finished"')], () => undefined)) if (record.body.length > 0) return true;
  return false;
};

/** Stands still for ever at one step, as a process killed there. */
const dyingLedger = (ledger: DiskLedger, where: 'bodies' | 'halfTheBodies' | 'attachments' | 'finish', dies: <T>() => Promise<T>): Ledger => ({
  ...ledger,
  append: (drafts) => (where === 'finish' && drafts.some(({ type }) => type === 'erasure.finished') ? dies() : ledger.append(drafts)),
  blobs: { ...ledger.blobs, remove: (blob) => (where === 'attachments' ? dies() : ledger.blobs.remove?.(blob) ?? Promise.resolve()) },
  ...(ledger.erasure && { erasure: {
    begin: ledger.erasure.begin,
    bodies: async (ranges, marks) => {
      await ledger.sealed();
      if (where === 'bodies') return dies();
      const count = await ledger.erasure?.bodies(where === 'halfTheBodies' ? ranges.slice(0, Math.ceil(ranges.length / 2)) : ranges, marks) ?? 0;
      return where === 'halfTheBodies' ? dies() : count;
    },
  } }),
});

describe('lawful erasure', () => {
  it('takes every copy of one customer off the disk, leaves the others byte for byte, and still verifies', async () => {
    const { engine, customer, conversation, other, gateway } = await prepare();
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

  it.each(['bodies', 'halfTheBodies', 'attachments', 'finish'] as const)('goes on after the process died before: %s', async (where) => {
    let died: () => void = () => undefined;
    const death = new Promise<void>((resolve) => { died = resolve; });
    const revive: (() => void)[] = [];
    const dies = <T>(): Promise<T> => { died(); return new Promise<T>((_, reject) => { revive.push(() => reject(new Error('killed'))); }); };
    const { engine, customer, other } = await prepare({ openLedger: async (options) => dyingLedger(await openLedger(options), where, dies) });
    onTestFinished(() => { for (const end of revive) end(); }); // so that the one left standing can be stopped
    const untouched = await raw(engine.dataDir, other);
    const { request } = await engine.desk.call('erasure.ask', { customer, reason: '客户要求删除' });
    await (await second(engine)).call('erasure.decide', { request, verdict: 'approved' });
    await death;
    // What the disk holds at that moment is what a killed process leaves.
    const dataDir = await mkdtemp(join(tmpdir(), 'zuoxi-erased-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    await cp(engine.dataDir, dataDir, { recursive: true });
    await rm(join(dataDir, 'ledger', 'ledger.lock'), { force: true });
    expect((await verifyLedger(join(dataDir, 'ledger'))).problems).toEqual([]);

    const again = await startHeadlessEngine({ dataDir, vault: engine.vault, passwords: engine.passwords });
    onTestFinished(() => again.stop());
    await until(() => isFinished(dataDir));
    // Signs after the erasure has signed: archive ports opened from here on stay.
    expect(await again.desk.call('ledger.verify')).toMatchObject({ intact: true });
    expect(said(await again.openArchive().entries(), SECRET)).toBe(0);
    expect(await raw(dataDir, other)).toEqual(untouched);
    const report = await verifyLedger(join(dataDir, 'ledger'));
    expect(report.problems).toEqual([]);
    for (const path of await filesUnder(dataDir)) expect((await readFile(path)).includes(Buffer.from(SECRET)), path).toBe(false);
  });

  it('is told from a body taken out by hand, which verify names', async () => {
    const { engine, other } = await prepare();
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
    const { engine, customer, conversation } = await prepare({ clock: { ...realClock, now: () => clock.now } });
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
    const { engine, conversation } = await prepare({ clock: { ...realClock, now: () => clock.now } });
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
