/**
 * The process that erases is killed by SIGKILL, at each step and at moments nobody chose. Bugs these catch: records that no
 * longer verify, words half gone for good, an erasure forgotten, one begun without a decision, another customer's byte
 * changed, a backup folder never told, words left beside the desk by a restore that was killed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { finishRestore } from '#electron/app/finishRestore';
import { verifyLedger } from '#electron/engine/ledger/verify';
import { emptyFolder, erase, expectErased, isFinished, prepareErasure, raw, said, second, SECRET, until, type ErasureCase } from '#test/kit/erasureCase';
import { ERASURE_STEPS, type ErasureJob } from '#test/kit/erasureWorker';
import { startHeadlessEngine } from '#test/kit/headlessEngine';
import { killNow } from '#test/kit/processes';

const PASSPHRASE = '备份口令-2026-冬';
const RANDOM_KILLS = 5;
const worker = join(import.meta.dirname, '../../kit/erasureWorker.ts');
/** What the engine imports as text, read as the bundler does. */
const rawText = `data:text/javascript,import{register}from"node:module";register("${pathToFileURL(join(import.meta.dirname, '../../../electron/runtime/rawText.mjs')).href}")`;

/** Resolves when the worker is gone, killed: by itself at its step, or from here so many ms after its desk stood. */
const runKilled = async (job: ErasureJob, afterMs?: number): Promise<void> => {
  const path = join(await emptyFolder(), 'job.json');
  await writeFile(path, JSON.stringify(job));
  const child = spawn(process.execPath, ['--import', 'tsx', '--import', rawText, worker, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const { pid } = child;
  if (pid === undefined) throw new Error('no worker');
  onTestFinished(() => killNow(pid));
  if (afterMs !== undefined) {
    await Promise.race([once(child.stdout, 'data'), exited]);
    await wait(afterMs);
    killNow(pid);
  }
  const [code, signal] = await exited;
  expect([code, signal]).toEqual([null, 'SIGKILL']);
};

type Prepared = ErasureCase & { readonly dataDir: string; readonly job: Omit<ErasureJob, 'dataDir' | 'at'>; readonly folder: string; readonly untouched: readonly string[] };

/** Asked for, with a second person to decide and a backup before it; the desk is closed. */
const prepare = async (): Promise<Prepared> => {
  const given = await prepareErasure();
  const { engine, customer, other } = given;
  const folder = await emptyFolder();
  await engine.desk.call('backup.plan', { plan: { folder, daily: null, keep: 9 }, passphrase: PASSPHRASE });
  await engine.desk.call('backup.run');
  const { request } = await engine.desk.call('erasure.ask', { customer, reason: '客户要求删除' });
  await second(engine);
  const person = engine.engine.roster().people.find(({ name }) => name === '第二人')?.id ?? '';
  const untouched = await raw(engine.dataDir, other);
  await engine.engine.stop();
  return { ...given, dataDir: engine.dataDir, folder, untouched, job: { vault: [...engine.vault.kept], decide: { request, person } } };
};

/** A copy of the prepared disk, for one death. */
const disk = async ({ dataDir }: Prepared): Promise<string> => {
  const dir = await emptyFolder();
  await cp(dataDir, dir, { recursive: true });
  return dir;
};

/** Starts anew, offline, on what the killed process left and waits until the erasure is through. */
const goOn = async (prepared: Prepared, dataDir: string): Promise<void> => {
  const again = await startHeadlessEngine({ dataDir, vault: prepared.engine.vault, passwords: prepared.engine.passwords });
  onTestFinished(() => again.stop());
  await until(() => isFinished(dataDir));
  expect(await again.desk.call('ledger.verify')).toMatchObject({ intact: true });
  expect(said(await again.openArchive().entries(), SECRET)).toBe(0);
  expect((await again.desk.call('backup.list')).erased).toMatchObject({ list: 'read', count: 1 });
  await again.stop();
  await expectErased(dataDir, prepared.other, prepared.untouched);
};

describe('an erasure killed by SIGKILL', () => {
  it(`goes on and is whole after the next start, killed at: ${ERASURE_STEPS.join(', ')}`, async () => {
    const prepared = await prepare();
    for (const at of ERASURE_STEPS) {
      const dataDir = await disk(prepared);
      await runKilled({ ...prepared.job, dataDir, at });
      expect((await verifyLedger(join(dataDir, 'ledger'))).problems, at).toEqual([]);
      await goOn(prepared, dataDir);
      await rm(dataDir, { recursive: true, force: true });
    }
  });

  it('is whole or not begun, killed at moments nobody chose', async () => {
    const prepared = await prepare();
    const whole = await raw(prepared.dataDir, prepared.conversation);
    let begun = 0;
    for (let round = 0; round < RANDOM_KILLS; round += 1) {
      const dataDir = await disk(prepared);
      await runKilled({ ...prepared.job, dataDir, at: 'never' }, round * 30 + Math.random() * 30);
      expect((await verifyLedger(join(dataDir, 'ledger'))).problems).toEqual([]);
      const again = await startHeadlessEngine({ dataDir, vault: prepared.engine.vault, passwords: prepared.engine.passwords });
      const isDecided = (await again.archive.entries()).some(({ type }) => type === 'erasure.decided');
      if (isDecided) await until(() => isFinished(dataDir));
      await again.stop();
      begun += Number(isDecided);
      if (isDecided) await expectErased(dataDir, prepared.other, prepared.untouched);
      else expect((await raw(dataDir, prepared.conversation)).slice(0, whole.length)).toEqual(whole);
      await rm(dataDir, { recursive: true, force: true });
    }
    expect(begun).toBeGreaterThan(0); // the last rounds wait long enough
  });

  it('leaves nothing of a restore that was killed while it erased again', async () => {
    const { engine, customer, other } = await prepareErasure();
    const folder = await emptyFolder();
    await engine.desk.call('backup.plan', { plan: { folder, daily: null, keep: 9 }, passphrase: PASSPHRASE });
    const untouched = await raw(engine.dataDir, other);
    const { generation } = await engine.desk.call('backup.run');
    await erase(engine, customer);
    const { repository } = await engine.desk.call('backup.list');
    const dataDir = await emptyFolder();
    const restore = { folder, passphrase: PASSPHRASE, repository, generation };
    await runKilled({ dataDir, vault: [], at: 'repeat', restore });
    expect(await readdir(dataDir)).toContain('restore');
    expect(await finishRestore(dataDir)).toBe(false);
    const fresh = await startHeadlessEngine({ dataDir, withoutSetup: true });
    onTestFinished(() => fresh.stop());
    await until(async () => !(await readdir(dataDir)).includes('restore'));
    expect(await fresh.desk.call('backup.restore', restore)).toEqual({ repeated: 1, list: 'read' });
    await fresh.stop();
    expect(await finishRestore(dataDir)).toBe(true);
    await expectErased(dataDir, other, untouched);
  });
});
