/**
 * Copies of a real ledger and desks made from them. Bugs these catch: a copy that cannot be restored, a second copy that
 * writes everything again, a wrong passphrase or an altered object taken for good, older copies spoilt by a failed run, a
 * restored desk nobody can sign in to, a person below administrator who copies the records, a schedule that never runs.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { finishRestore } from '#electron/app/finishRestore';
import { verifyLedger } from '#electron/engine/ledger/verify';
import { startHeadlessEngine, type HeadlessEngine, type HeadlessOptions } from '#test/kit/headlessEngine';
import { createManualClock } from '#test/kit/manualClock';
import { createMemoryVault } from '#test/kit/memoryVault';
import { isEntry } from '#test/kit/portClient';

const PASSPHRASE = '备份口令-2026-冬';
const PNG = Uint8Array.from(Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(1_500_000, 7)]));

const folder = async (): Promise<string> => {
  const dir = await mkdtemp(join(tmpdir(), 'zuoxi-backup-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
};
const start = async (options: HeadlessOptions = {}): Promise<HeadlessEngine> => {
  const desk = await startHeadlessEngine({ ledger: { segmentBytes: 64 * 1024, lowMediaBytes: 0, lowTextBytes: 0 }, ...options });
  onTestFinished(desk.stop);
  return desk;
};
/** Text enough for several sealed segments, and an attachment of more than one chunk. */
const fill = async ({ desk }: HeadlessEngine, words: string): Promise<void> => {
  for (let n = 0; n < 40; n += 1) await desk.call('wording.save', { wording: { id: `w-${words}-${n}` as never, title: `${words} ${n}`, category: [], shortcut: '', parts: [{ kind: 'text', text: words.repeat(900) }], accounts: [] } });
  await desk.call('blob.put', { name: `${words}.png`, mime: 'image/png', bytes: PNG });
};
const plan = (dir: string, keep = 3, daily: number | null = null) => ({ plan: { folder: dir, daily, keep }, passphrase: PASSPHRASE });
const filesIn = async (dir: string): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const name of await readdir(dir, { recursive: true })) if ((await stat(join(dir, name))).isFile()) found.push(join(dir, name));
  return found.sort();
};
const objectsIn = async (dir: string): Promise<readonly string[]> => (await filesIn(dir)).filter((path) => path.includes('/objects/'));
const codeOf = (call: Promise<unknown>): Promise<string> => call.then(() => 'none', (error: { readonly code: string }) => error.code);

describe('a copy of the record', () => {
  it('holds everything, nothing readable, is proven, and the next one writes only what is new', async () => {
    const desk = await start();
    const dir = await folder();
    await writeFile(join(desk.dataDir, 'sign-in.json'), '{"version":1,"verifiers":{}}');
    await fill(desk, '羊绒大衣');
    await desk.desk.call('backup.plan', plan(dir));
    await desk.desk.call('backup.run');
    const first = await desk.archive.waitFor(isEntry('backup.done'));
    expect(first.data).toMatchObject({ why: 'manual', skipped: 0 });
    const proven = await desk.desk.call('backup.prove');
    expect(proven).toEqual({ generation: first.data.generation, head: first.data.head });
    expect((await readdir(desk.dataDir)).filter((name) => name.startsWith('restore'))).toEqual([]);
    for (const path of await filesIn(dir)) {
      const bytes = await readFile(path);
      expect(bytes.includes(Buffer.from('羊绒大衣')) || bytes.includes(Buffer.from('测试商行')) || bytes.includes(Buffer.from(PNG.subarray(0, 40))), path).toBe(false);
    }
    const before = await objectsIn(dir);
    await desk.desk.call('wording.save', { wording: { id: 'w-last' as never, title: '又一条', category: [], shortcut: '', parts: [{ kind: 'text', text: '又一条' }], accounts: [] } });
    await desk.desk.call('backup.run');
    const [, second] = (await desk.archive.entries()).filter(isEntry('backup.done'));
    expect(second?.data.added).toBeLessThan(300_000); // the picture and the sealed segments are there already
    expect((await objectsIn(dir)).filter((path) => before.includes(path)).length).toBeGreaterThan(3);
    expect((await desk.desk.call('backup.list')).generations.map(({ head }) => head)).toEqual([second?.data.head, first.data.head]);
  });

  it('keeps as many as it was told, and what the kept ones need', async () => {
    const desk = await start();
    const dir = await folder();
    await desk.desk.call('backup.plan', plan(dir, 2));
    for (let n = 0; n < 4; n += 1) await desk.desk.call('backup.run');
    const { generations } = await desk.desk.call('backup.list');
    expect(generations.length).toBe(2);
    await desk.desk.call('backup.prove');
  });

  it('restores on another computer: same ledger, proven, with its people, and says so on record', async () => {
    const desk = await start();
    const dir = await folder();
    await writeFile(join(desk.dataDir, 'sign-in.json'), '{"version":1,"verifiers":{}}');
    await fill(desk, '驼色');
    await desk.desk.call('backup.plan', plan(dir));
    const { generation } = await desk.desk.call('backup.run');
    const ledger = (await desk.desk.call('engine.info')).ledger;

    const dataDir = await folder();
    const fresh = await startHeadlessEngine({ dataDir, withoutSetup: true, vault: createMemoryVault() });
    expect(await codeOf(fresh.desk.call('backup.look', { folder: dir, passphrase: '不是这一句-0' }))).toBe('backup.wrongPassphrase');
    expect(await codeOf(fresh.desk.call('backup.look', { folder: join(dir, 'none'), passphrase: PASSPHRASE }))).toBe('backup.folderGone');
    expect(await codeOf(fresh.desk.call('backup.run'))).toBe('port.noPerson');
    const [shelf] = await fresh.desk.call('backup.look', { folder: dir, passphrase: PASSPHRASE });
    expect(shelf).toMatchObject({ ledger, unreadable: 0, generations: [{ id: generation, company: '测试商行' }] });
    await fresh.desk.call('backup.restore', { folder: dir, passphrase: PASSPHRASE, repository: shelf?.repository ?? '', generation });
    await fresh.stop();
    expect(await finishRestore(dataDir)).toBe(true);
    expect(await finishRestore(dataDir)).toBe(false);
    expect(await readFile(join(dataDir, 'sign-in.json'), 'utf8')).toContain('verifiers');
    expect((await verifyLedger(join(dataDir, 'ledger'))).isIntact).toBe(true);

    const restored = await startHeadlessEngine({ dataDir, vault: createMemoryVault() });
    expect(restored.engine.roster()).toEqual(desk.engine.roster());
    const info = await restored.desk.call('engine.info');
    expect(info).toMatchObject({ ledger, company: '测试商行' });
    expect((await restored.archive.waitFor(isEntry('backup.restored'))).data.generation).toBe(generation);
    const [ours, theirs] = [await desk.archive.entries(), await restored.archive.entries()];
    const head = shelf?.generations[0]?.head ?? 0;
    expect(theirs.slice(0, head)).toEqual(ours.slice(0, head));
    await restored.stop();
    const report = await verifyLedger(join(dataDir, 'ledger'));
    expect(report.isIntact, JSON.stringify(report.problems)).toBe(true); // goes on with a key of its own
  });

  it('finds every altered or missing object when it is proven, mends it by the next run, and older plans stay', async () => {
    const desk = await start();
    const dir = await folder();
    await fill(desk, '围巾');
    await desk.desk.call('backup.plan', plan(dir));
    await desk.desk.call('backup.run');
    const prove = (): Promise<string> => desk.desk.call('backup.prove').then(() => 'proven', (error: { readonly code: string; readonly data: object }) => `${error.code} ${JSON.stringify(error.data)}`);
    const isObject = (path: string): boolean => path.includes('/objects/') && !path.endsWith('.bad');
    let caught = 0;
    for (const [n, path] of (await objectsIn(dir)).entries()) {
      if (!isObject(path)) continue;
      const good = await readFile(path).catch(() => undefined);
      if (!good) continue; // went with an older copy
      const bad = Buffer.from(good);
      const at = (n * 7919) % good.length;
      bad[at] = (bad[at] ?? 0) ^ 1;
      await writeFile(path, n % 3 === 0 ? good.subarray(0, good.length - 1) : bad);
      const { files = 0 } = (await desk.desk.call('backup.list')).generations[0] ?? {};
      expect(files).toBeGreaterThan(5);
      const told = await prove();
      if (told === 'proven') continue; // an older copy's alone
      expect(told, path).toContain('backup.damaged');
      caught += 1;
      await desk.desk.call('backup.run'); // writes it again
      expect(await prove(), `mended ${told}`).toBe('proven');
    }
    expect(caught).toBeGreaterThan(4);
    expect((await desk.archive.entries()).filter(isEntry('backup.unproven')).length).toBe(caught);
  });

  it('asks for the passphrase of a folder it has no key for, changes it where it has, and refuses its own folder', async () => {
    const vault = createMemoryVault();
    const desk = await start({ vault });
    const dir = await folder();
    expect(await codeOf(desk.desk.call('backup.plan', { plan: plan(dir).plan }))).toBe('backup.needsPassphrase');
    expect(await codeOf(desk.desk.call('backup.plan', { plan: plan(dir).plan, passphrase: '短' }))).toBe('backup.weakPassphrase');
    expect(await codeOf(desk.desk.call('backup.plan', plan(join(desk.dataDir, 'ledger'))))).toBe('backup.folderInside');
    expect(await codeOf(desk.desk.call('backup.run'))).toBe('backup.none');
    await desk.desk.call('backup.plan', plan(dir));
    await desk.desk.call('backup.run');
    vault.kept.delete('backup.key');
    expect(await codeOf(desk.desk.call('backup.run'))).toBe('backup.needsPassphrase');
    expect(await codeOf(desk.desk.call('backup.plan', { ...plan(dir), passphrase: '另一句备份口令-9' }))).toBe('backup.wrongPassphrase');
    await desk.desk.call('backup.plan', plan(dir));
    await desk.desk.call('backup.plan', { ...plan(dir), passphrase: '另一句备份口令-9' });
    await desk.desk.call('backup.prove');
    vault.lock();
    expect(await codeOf(desk.desk.call('backup.run'))).toBe('vault.locked');
    vault.unlock();
  });

  it('is the administrator\'s business alone, and nobody restores over a desk without signing in', async () => {
    const desk = await start();
    const dir = await folder();
    await desk.desk.call('backup.plan', plan(dir));
    await desk.desk.call('backup.run');
    for (const role of ['agent', 'supervisor'] as const) {
      const { person } = await desk.desk.call('person.add', { name: role, role: 'agent', password: '当面给的口令-1' }) as unknown as { readonly person: string };
      const port = desk.openDesk({ id: person ?? role, role });
      for (const method of ['backup.run', 'backup.prove', 'backup.list', 'backup.stop', 'backup.cancel'] as const) expect(['port.forbidden', 'port.stale']).toContain(await codeOf(port.call(method)));
      expect(['port.forbidden', 'port.stale']).toContain(await codeOf(port.call('backup.look', { folder: dir, passphrase: PASSPHRASE })));
    }
    expect(await codeOf(desk.openDesk(null).call('backup.look', { folder: dir, passphrase: PASSPHRASE }))).toBe('port.noPerson');
  });

  it('runs by the clock, once a day, makes up for a moment the desk was off, and tells why it failed', async () => {
    const clock = createManualClock();
    const desk = await start({ clock });
    const dir = await folder();
    await mkdir(join(dir, 'usb'));
    const now = new Date(clock.now());
    const minute = (now.getHours() * 60 + now.getMinutes() + 30) % 1440;
    await desk.desk.call('backup.plan', plan(join(dir, 'usb'), 3, minute));
    await clock.advance(31 * 60_000);
    await desk.archive.waitFor(isEntry('backup.done', (entry) => entry.data.why === 'scheduled'));
    await rm(join(dir, 'usb'), { recursive: true });
    await clock.advance(24 * 60 * 60_000);
    expect((await desk.archive.waitFor(isEntry('backup.failed'))).data).toEqual({ code: 'backup.folderGone', why: 'scheduled' });
  });
});
