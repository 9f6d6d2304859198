/**
 * Ingest: 200,000 messages from the engine's ledger to the archive in the real app, against bare IndexedDB writes of
 * the same rows and indexes in the same window; then how fast a lost archive is made anew.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openLedger } from '#electron/engine/ledger/openLedger';
import { launchApp, type DeskApp } from '../kit/app';
import { ratioRow, valueRow, type BenchRow } from '../kit/benchRow';
import { preparePage, progress, rawWrites, untilApplied, watchArchive } from './archivePage';
import { accountDrafts, draftsOf, type Load } from './ingestLoad';

const load: Load = { messages: 200_000, accounts: 20, conversations: 2000 };
const RAW_BATCH = 1000;
const ENGINE_READS_MS = 120_000;

/** Appends the load to the ledger of an app that does not run; gives the new head. */
const fill = async (dataDir: string, what: Load): Promise<number> => {
  const ledger = await openLedger({ dir: join(dataDir, 'ledger'), seat: 'bench', now: Date.now, key: () => null });
  try {
    await ledger.append(accountDrafts(what.accounts));
    for (const drafts of draftsOf(what)) await ledger.append(drafts);
    return ledger.head();
  } finally {
    await ledger.close();
  }
};

type Rate = { readonly entries: number; readonly ms: number };

/** From the first thing the archive said of its progress, or the first after so many entries, to the last. */
const rateOf = async (app: DeskApp, head: number, after = 0): Promise<Rate> => {
  await untilApplied(app.page, head);
  const seen = (await progress(app.page)).filter(({ applied }) => applied > after);
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
    // An engine that wrote these entries knows them; this one has to read them first, which is no part of the way.
    await fresh.page.getByTestId('first-company').waitFor({ timeout: ENGINE_READS_MS });
    const ingest = await rateOf(fresh, head, (await progress(fresh.page)).at(-1)?.applied);
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
