/**
 * Ingest: 200,000 messages from the engine's ledger to the archive in the real app, against bare IndexedDB writes of
 * the same rows and indexes in the same window; then how fast a lost archive is made anew.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { launchApp, type DeskApp } from '../kit/app';
import { ratioRow, valueRow, type BenchRow } from '../kit/benchRow';
import { startHeadlessEngine } from '../kit/headlessEngine';
import { addHistory } from '../kit/history';
import { preparePage, progress, rawWrites, untilApplied, watchArchive } from './archivePage';
import type { Load } from './ingestLoad';

const load: Load = { messages: 200_000, accounts: 20, conversations: 2000 };
const RAW_BATCH = 1000;

/** Writes the load into the ledger of an app that does not run, and lets an engine read it once: the engine that wrote it would know it. Gives the head of the load. */
const fill = async (dataDir: string, what: Load): Promise<number> => {
  const head = await addHistory(dataDir, what);
  const engine = await startHeadlessEngine({ dataDir, withoutSetup: true });
  await engine.stop();
  return head;
};

type Rate = { readonly entries: number; readonly ms: number };

/** From the first thing the archive said of its progress to the last. */
const rateOf = async (app: DeskApp, head: number): Promise<Rate> => {
  await untilApplied(app.page, head);
  const seen = (await progress(app.page)).filter(({ applied }) => applied > 0);
  const first = seen[0];
  const last = seen.find(({ applied }) => applied >= head) ?? seen.at(-1);
  if (first === undefined || last === undefined || last.applied === first.applied) throw new Error('the archive was done before it could be measured');
  return { entries: last.applied - first.applied, ms: last.at - first.at };
};

const perSecond = (count: number, ms: number): number => count / (ms / 1000);

export const measure = async (what: Load): Promise<readonly BenchRow[]> => {
  // Once empty, so that the archive exists and is complete: what follows is ingest, not a rebuild.
  const empty = await launchApp();
  const { userData, dataDir } = empty;
  try {
    await preparePage(empty.page);
    await untilApplied(empty.page, 1);
    await empty.quit();
    const head = await fill(dataDir, what);
    const perEntry = what.messages / head;

    const fresh = await launchApp({ userData });
    await preparePage(fresh.page);
    await watchArchive(fresh.page);
    const ingest = await rateOf(fresh, head);
    const raw = await rawWrites(fresh.page, RAW_BATCH);
    await fresh.quit();

    await rm(join(userData, 'IndexedDB'), { recursive: true, force: true });
    const lost = await launchApp({ userData });
    await preparePage(lost.page);
    await watchArchive(lost.page);
    const rebuild = await rateOf(lost, head);
    await lost.quit();

    return [
      ratioRow('ingest', perSecond(ingest.entries * perEntry, ingest.ms), 'messages/s', perSecond(raw.rows, raw.ms), { atLeast: 0.5 }),
      valueRow('rebuild', perSecond(rebuild.entries, rebuild.ms), 'entries/s'),
    ];
  } finally {
    await empty.dispose();
    await rm(userData, { recursive: true, force: true });
  }
};

export const run = (): Promise<readonly BenchRow[]> => measure(load);
