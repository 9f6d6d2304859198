/**
 * A desk in a process of its own that carries out an approved erasure, or restores a copy, and is killed at one step:
 * tsx erasureWorker.ts JOB_JSON. It sends itself SIGKILL there; nothing of it runs any more.
 */
import { readFileSync, writeSync } from 'node:fs';
import type { BlobId } from '#shared/domain/ids';
import type { Ledger } from '#electron/engine/ledger/contract';
import { openLedger, type DiskLedger } from '#electron/engine/ledger/openLedger';
import { startHeadlessEngine } from './headlessEngine';
import { createMemoryVault } from './memoryVault';

/** Before the tombstones · behind them · signed, the backup folder not told · told, no body gone · half of them gone · all, no attachment · before and behind the last entry. */
export const ERASURE_STEPS = ['tombstones', 'tombstoned', 'told', 'bodies', 'halfTheBodies', 'attachments', 'finish', 'finished'] as const;
export type ErasureStep = (typeof ERASURE_STEPS)[number];

export type ErasureJob = {
  readonly dataDir: string;
  readonly vault: readonly (readonly [string, string])[];
  /** `never`: goes on until it is killed from outside. */
  readonly at: ErasureStep | 'never' | 'repeat';
  readonly decide?: { readonly request: string; readonly person: string };
  readonly restore?: { readonly folder: string; readonly passphrase: string; readonly repository: string; readonly generation: string };
};

const die = <T>(): Promise<T> => {
  process.kill(process.pid, 'SIGKILL');
  return new Promise<T>(() => undefined);
};

const killedAt = (ledger: DiskLedger, at: ErasureJob['at']): Ledger => {
  let isTombstoned = false;
  const dieAt = async (step: ErasureStep): Promise<void> => { if (at === step) await die(); };
  return {
    ...ledger,
    append: async (drafts) => {
      const tombstones = drafts.some(({ type }) => type === 'record.erased');
      const last = drafts.some(({ type }) => type === 'erasure.finished');
      if (tombstones) await dieAt('tombstones');
      if (last) await dieAt('finish');
      const entries = await ledger.append(drafts);
      isTombstoned ||= tombstones;
      if (tombstones) await dieAt('tombstoned');
      if (last) await dieAt('finished');
      return entries;
    },
    checkpoint: async () => {
      const note = await ledger.checkpoint();
      if (isTombstoned) await dieAt('told');
      return note;
    },
    blobs: { ...ledger.blobs, remove: async (blob: BlobId) => { await dieAt('attachments'); await ledger.blobs.remove?.(blob); } },
    ...(ledger.erasure && { erasure: {
      begin: ledger.erasure.begin,
      bodies: async (ranges, marks) => {
        await dieAt('bodies');
        const half = at === 'halfTheBodies' ? ranges.slice(0, Math.ceil(ranges.length / 2)) : ranges;
        const count = await ledger.erasure?.bodies(half, marks) ?? 0;
        await dieAt('halfTheBodies');
        return count;
      },
    } }),
  };
};

const run = async ({ dataDir, vault: kept, at, decide, restore }: ErasureJob): Promise<void> => {
  const vault = createMemoryVault();
  for (const [key, value] of kept) vault.kept.set(key, value);
  const engine = await startHeadlessEngine({
    dataDir, vault, withoutSetup: restore !== undefined,
    ledger: { lowMediaBytes: 0, lowTextBytes: 0, segmentBytes: 8 * 1024 }, openLedger: async (options) => killedAt(await openLedger(options), at),
  });
  if (at === 'repeat') engine.desk.on('backup.progress', (work) => { if (work?.kind === 'repeat') process.kill(process.pid, 'SIGKILL'); });
  writeSync(1, 'ready\n');
  if (restore) await engine.desk.call('backup.restore', restore);
  if (decide) await engine.openDesk({ id: decide.person, role: 'administrator' }).call('erasure.decide', { request: decide.request, verdict: 'approved' });
  writeSync(1, 'decided\n');
};

const [job] = process.argv.slice(2);
if (job !== undefined && process.argv[1]?.endsWith('erasureWorker.ts')) await run(JSON.parse(readFileSync(job, 'utf8')) as ErasureJob); // written by the test
