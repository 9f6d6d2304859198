/**
 * A copy made before an erasure, restored after it. Bugs these catch: words of an erased customer back on the desk or on its
 * disk, an erasure that reads as tampering, what a hold once kept taken after all, a folder that was away never told, a list
 * lost or damaged without a word, a restore cut off that leaves the words beside the desk.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { finishRestore } from '#electron/app/finishRestore';
import { verifyLedger } from '#electron/engine/ledger/verify';
import { realClock } from '#electron/engine/platform/clock';
import type { BackupShelf } from '#shared/ipc/desk/backupRoutes';
import { codeOf, emptyFolder, erase, expectErased, OTHER, prepareErasure, raw, said, SECRET } from '#test/kit/erasureCase';
import { startHeadlessEngine, type HeadlessEngine } from '#test/kit/headlessEngine';
import { isEntry } from '#test/kit/portClient';

const PASSPHRASE = '备份口令-2026-冬';
const DAY = 86_400_000;

const plan = (engine: HeadlessEngine, folder: string): Promise<unknown> => engine.desk.call('backup.plan', { plan: { folder, daily: null, keep: 9 }, passphrase: PASSPHRASE });

const start = async (dataDir: string, withoutSetup = true): Promise<HeadlessEngine> => {
  const engine = await startHeadlessEngine({ dataDir, withoutSetup });
  onTestFinished(engine.stop);
  return engine;
};

type Restored = { readonly dataDir: string; readonly answer: unknown; readonly shelf: BackupShelf | undefined };

/** On another computer, from the folder, the copy of that name. */
const restore = async (folder: string, generation: string): Promise<Restored> => {
  const dataDir = await emptyFolder();
  const fresh = await start(dataDir);
  const [shelf] = await fresh.desk.call('backup.look', { folder, passphrase: PASSPHRASE });
  const answer = await fresh.desk.call('backup.restore', { folder, passphrase: PASSPHRASE, repository: shelf?.repository ?? '', generation });
  await fresh.stop();
  expect(await finishRestore(dataDir)).toBe(true);
  return { dataDir, answer, shelf };
};

const listIn = async (folder: string): Promise<string> => {
  const [name = ''] = await readdir(folder);
  return join(folder, name, 'erasures.zxe');
};

describe('a copy older than an erasure', () => {
  it('is restored without what was erased, verifies as erased, and says so on record', async () => {
    const { engine, customer, other } = await prepareErasure();
    const folder = await emptyFolder();
    await plan(engine, folder);
    const untouched = await raw(engine.dataDir, other); // what comes later need not be in the copy
    const { generation } = await engine.desk.call('backup.run');
    expect(await engine.desk.call('erasure.preview', { customer })).toMatchObject({ copies: { keep: 9, inReach: true } });
    const request = await erase(engine, customer);
    expect((await engine.openArchive().waitFor(isEntry('erasure.finished'))).data.listed).toBe(true);
    expect((await readFile(await listIn(folder))).includes(Buffer.from('20001'))).toBe(false);

    const { dataDir, answer, shelf } = await restore(folder, generation);
    expect(shelf?.erased).toMatchObject({ list: 'read', count: 1 });
    expect(answer).toEqual({ repeated: 1, list: 'read' });
    await expectErased(dataDir, other, untouched);
    const restored = await start(dataDir);
    const entries = await restored.openArchive().entries();
    expect([said(entries, SECRET), said(entries, OTHER) >= 40]).toEqual([0, true]);
    expect(entries.find(isEntry('backup.restored'))?.data).toMatchObject({ generation, repeated: 1, list: 'read' });
    expect(entries.find(isEntry('erasure.repeated'))?.data).toMatchObject({ request, subject: { kind: 'customer' }, decided: { alone: false } });
    expect(await restored.desk.call('engine.info')).toMatchObject({ ledger: shelf?.ledger });
    // The copy of the desk that erased holds nothing to repeat; the restored desk's own list goes on.
    const { generation: later } = await engine.desk.call('backup.run');
    expect((await restore(folder, later)).answer).toEqual({ repeated: 0, list: 'read' });
  });

  it('is told of an erasure by the next copy where the folder was away, and the preview says so', async () => {
    const { engine, customer, other } = await prepareErasure();
    const place = await emptyFolder();
    const folder = join(place, 'usb');
    await mkdir(folder);
    await plan(engine, folder);
    const untouched = await raw(engine.dataDir, other); // what comes later need not be in the copy
    const { generation } = await engine.desk.call('backup.run');
    await rename(folder, join(place, 'away'));
    expect(await engine.desk.call('erasure.preview', { customer })).toMatchObject({ copies: { inReach: false } });
    await erase(engine, customer);
    expect((await engine.openArchive().waitFor(isEntry('erasure.finished'))).data.listed).toBe(false);
    await rename(join(place, 'away'), folder);
    expect((await engine.desk.call('backup.list')).erased).toMatchObject({ count: 0 });
    await engine.desk.call('backup.run');
    expect((await engine.desk.call('backup.list')).erased).toMatchObject({ count: 1 });
    const { dataDir, answer } = await restore(folder, generation);
    expect(answer).toEqual({ repeated: 1, list: 'read' });
    await expectErased(dataDir, other, untouched);
  });

  it('repeats a period exactly: what a later hold kept stays, although the copy knows of no hold', async () => {
    const clock = { now: Date.now() };
    const { engine, conversation, other } = await prepareErasure({ clock: { ...realClock, now: () => clock.now } });
    const { desk } = engine;
    const folder = await emptyFolder();
    await plan(engine, folder);
    const kept = await raw(engine.dataDir, conversation);
    const { generation } = await desk.call('backup.run');
    await desk.call('hold.place', { conversation, reason: '诉讼保全' });
    clock.now += 400 * DAY;
    await desk.call('retention.set', { rules: [{ account: null, kind: 'text', days: 365, auto: true }] });
    const gone = desk.next('erasure.finished');
    expect(await desk.call('retention.look')).toEqual({ proposals: 1 });
    await gone;
    const { dataDir, answer } = await restore(folder, generation);
    expect(answer).toEqual({ repeated: 1, list: 'read' });
    expect((await raw(dataDir, conversation)).slice(0, kept.length)).toEqual(kept);
    expect((await verifyLedger(join(dataDir, 'ledger'))).problems).toEqual([]);
    const left = await (await start(dataDir)).openArchive().entries();
    expect([said(left.filter(({ type }) => type === 'message.received'), OTHER), said(left, SECRET) > 40]).toEqual([0, true]);
    expect((await raw(dataDir, other)).length).toBeGreaterThanOrEqual(40); // heads stay
  });

  it('is restored all the same when the list is damaged or gone, and says which', async () => {
    const { engine, customer } = await prepareErasure();
    const folder = await emptyFolder();
    await plan(engine, folder);
    const { generation } = await engine.desk.call('backup.run');
    await erase(engine, customer);
    const path = await listIn(folder);
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length - 1));
    const damaged = await restore(folder, generation);
    expect([damaged.shelf?.erased, damaged.answer]).toEqual([{ list: 'damaged' }, { repeated: 0, list: 'damaged' }]);
    await rm(path);
    expect((await restore(folder, generation)).answer).toEqual({ repeated: 0, list: 'none' });
    await engine.desk.call('backup.run');
    expect((await restore(folder, generation)).answer).toEqual({ repeated: 1, list: 'read' });
  });

  it('leaves nothing beside the desk when the restore was cut off, and is cancelled cleanly while it erases', async () => {
    const { engine, customer } = await prepareErasure();
    const folder = await emptyFolder();
    await plan(engine, folder);
    const { generation } = await engine.desk.call('backup.run');
    await erase(engine, customer);
    const dataDir = await emptyFolder();
    const fresh = await start(dataDir);
    const [shelf] = await fresh.desk.call('backup.look', { folder, passphrase: PASSPHRASE });
    const input = { folder, passphrase: PASSPHRASE, repository: shelf?.repository ?? '', generation };
    fresh.desk.on('backup.progress', (work) => { if (work?.kind === 'repeat') void fresh.desk.call('backup.cancel'); });
    expect(await codeOf(fresh.desk.call('backup.restore', input))).toMatch(/^(?:backup.cancelled|none)$/); // too late to cancel is done
    await fresh.stop();
    const isDone = await finishRestore(dataDir);
    expect((await readdir(dataDir)).filter((name) => name === 'restore')).toEqual([]);
    if (isDone) return;
    // Killed before the marker: the next start clears it away.
    await mkdir(join(dataDir, 'restore', 'ledger'), { recursive: true });
    await writeFile(join(dataDir, 'restore', 'ledger', 'x'), SECRET);
    expect(await finishRestore(dataDir)).toBe(false);
    const again = await start(dataDir);
    await again.desk.call('backup.restore', input);
    await again.stop();
    expect(await finishRestore(dataDir)).toBe(true);
  });
});
