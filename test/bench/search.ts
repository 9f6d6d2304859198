/**
 * Search in the real app over its own archive, against native SQLite FTS5 over character pairs of the same texts in
 * the same run. First 50 results of a mixed set of queries. What search adds to ingest is counted in processor time of
 * the whole app: it does not depend on what else the machine does.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { chineseFold } from '#renderer/archive/search/chineseFold';
import { launchApp, type DeskApp } from '../kit/app';
import { quantile, ratioRow, valueBeside, valueRow, type BenchRow } from '../kit/benchRow';
import { cpuSeconds } from '../kit/processCpu';
import { preparePage, untilApplied } from './archivePage';
import { PER_SECOND, searchLive, type Searched } from './searchLive';
import { fillLedger } from './searchLoad';
import { native, type Native } from './searchNative';
import { ask, holdSearch, letSearch, untilIndexed, untilOpen, type Asked } from './searchPage';
import { KINDS, searchQueries, searchTexts } from './searchTexts';

/** `ZUOXI_BENCH_MESSAGES=1000000 npm run bench -- --only search` is the long run; a million takes some ten minutes. */
const MESSAGES = Number(process.env['ZUOXI_BENCH_MESSAGES'] ?? 200_000);
/** What arrives at full speed: while questions are asked, with search beside it, and without. */
const MORE = 20_000;
const SIZE = `${MESSAGES.toLocaleString('en')} messages`;
const PASSES = 3;

/** Nothing of the profile is in memory any more when it is opened next. */
const dropFromMemory = (folder: string): void => {
  const drop = 'import os,sys\nfor at,_,names in os.walk(sys.argv[1]):\n  for name in names:\n    try:\n      file=os.open(os.path.join(at,name),os.O_RDONLY); os.fsync(file); os.posix_fadvise(file,0,0,os.POSIX_FADV_DONTNEED); os.close(file)\n    except OSError: pass';
  spawnSync('python3', ['-c', drop, folder]);
};

const say = (text: string): void => { process.stderr.write(`  ${text}\n`); };

const cpuOf = (app: DeskApp): Promise<number> => cpuSeconds(app.electron.process().pid ?? 0);

/** Seconds, of the processor and on the clock. */
type Cost = { readonly cpu: number; readonly wall: number };

const costOf = async (app: DeskApp, work: () => Promise<unknown>): Promise<Cost> => {
  const cpu = await cpuOf(app);
  const start = performance.now();
  await work();
  return { cpu: await cpuOf(app) - cpu, wall: (performance.now() - start) / 1000 };
};

const costText = ({ cpu, wall }: Cost): string => `${cpu.toFixed(1)} s of processor, ${wall.toFixed(1)} s`;

type Built = { readonly archive: Cost; readonly index: Cost; readonly bytes: number };

/** The archive alone, then the index from nothing. */
const build = async (userData: string, head: number): Promise<Built> => {
  const app = await launchApp({ userData });
  await preparePage(app.page);
  await holdSearch(app.page);
  const archive = await costOf(app, () => untilApplied(app.page, head));
  say(`archive alone ${costText(archive)}`);
  let bytes = 0;
  const index = await costOf(app, async () => {
    await letSearch(app.page);
    ({ bytes } = await untilIndexed(app.page, MESSAGES));
  });
  say(`index ${costText(index)}, ${(bytes / MESSAGES).toFixed(1)} bytes/message`);
  await app.quit();
  return { archive, index, bytes };
};

/** One start of the app over what lies there, from its window to `until`. */
const session = async (userData: string, until: (app: DeskApp) => Promise<unknown>): Promise<Cost> => {
  const app = await launchApp({ userData });
  await preparePage(app.page);
  await until(app);
  const cost: Cost = { cpu: await cpuOf(app), wall: 0 };
  await app.quit();
  return cost;
};

/** Asks over and over until the archive has all and the index too; times in ms. */
const askDuring = async ({ page }: DeskApp, queries: readonly string[], head: number, docs: number): Promise<readonly number[]> => {
  await untilOpen(page);
  const times: number[] = [];
  const done = Promise.all([untilApplied(page, head), untilIndexed(page, docs)]).then(() => true);
  for (let turn = 0; ; turn += 1) {
    const { first } = await ask(page, queries.slice((turn * 20) % queries.length).slice(0, 20), 1);
    times.push(...first);
    if (await Promise.race([done, Promise.resolve(false)])) return times;
  }
};

type CaughtUp = { readonly during: readonly number[]; readonly beside: number; readonly alone: number };

/** `MORE` more than the `known` lines three times over: with questions, without, and with no search at all. */
const catchUp = async (userData: string, dataDir: string, texts: readonly string[], queries: readonly string[], known: number): Promise<CaughtUp> => {
  const more = (turn: number): Promise<number> => fillLedger(dataDir, texts.slice(turn * MORE, (turn + 1) * MORE), MESSAGES + turn * MORE);
  let head = await more(0);
  let during: readonly number[] = [];
  await session(userData, async (app) => { during = await askDuring(app, queries, head, known + MORE); });
  const idle = await session(userData, ({ page }) => untilIndexed(page, known + MORE));
  head = await more(1);
  const beside = await session(userData, ({ page }) => Promise.all([untilApplied(page, head), untilIndexed(page, known + 2 * MORE)]));
  head = await more(2);
  const alone = await session(userData, async ({ page }) => {
    await holdSearch(page);
    await untilApplied(page, head);
  });
  say(`a start ${idle.cpu.toFixed(1)} s of processor, with ${MORE} to take in ${beside.cpu.toFixed(1)} s, without search ${alone.cpu.toFixed(1)} s`);
  return { during, beside: beside.cpu - idle.cpu, alone: alone.cpu - idle.cpu };
};

type Measured = { readonly built: Built; readonly asked: Asked; readonly baseline: Native; readonly caughtUp: CaughtUp; readonly live: Searched };

const rowsOf = ({ built, asked, baseline, caughtUp, live }: Measured, queries: readonly string[]): readonly BenchRow[] => {
  const differing = queries.flatMap((query, at) => (asked.counts[at] === baseline.counts[at] ? [] : [`${query}: ${asked.counts[at]} / ${baseline.counts[at]}`]));
  if (differing.length > 0) process.stdout.write(`counts differ from native: ${JSON.stringify(differing)}\n`);
  const ofKind = (times: readonly number[], kind: number): readonly number[] => times.filter((_, at) => at % KINDS.length === kind);
  const { archive, index, bytes } = built;
  return [
    ratioRow(`search in ${SIZE}, first 50, warm p95`, quantile(asked.warm, 0.95), 'ms', quantile(baseline.warm, 0.95), { atMost: 1.5 }),
    ratioRow('search, warm p50', quantile(asked.warm, 0.5), 'ms', quantile(baseline.warm, 0.5)),
    ...KINDS.map((name, kind) => ratioRow(`search, warm p95, ${name}`, quantile(ofKind(asked.warm, kind), 0.95), 'ms', quantile(ofKind(baseline.warm, kind), 0.95))),
    valueRow('search, first query after a start from cold files', asked.first[0] ?? Number.NaN, 'ms', { atMost: 150 }),
    valueRow('search, first pass after it, p95', quantile(asked.first, 0.95), 'ms'),
    valueBeside(`search in ${SIZE}, p95 of ${live.busy.length} while ${PER_SECOND} messages/s arrive (baseline: nothing arriving; load ${live.load.toFixed(0)})`, quantile(live.busy, 0.95), 'ms', quantile(live.quiet, 0.95), { atMost: 50 }),
    valueBeside(`search, p95 of ${live.beginning.length} in the first seconds of that`, quantile(live.beginning, 0.95), 'ms', quantile(live.quiet, 0.95)),
    valueRow(`search in ${SIZE}, p95 of ${caughtUp.during.length} while ${MORE.toLocaleString('en')} are caught up on at full speed`, quantile(caughtUp.during, 0.95), 'ms'),
    valueRow('search, queries whose count differs from native', differing.length, `of ${queries.length}`, { atMost: 0 }),
    valueRow('search, index with its copy of the text', bytes / MESSAGES, 'bytes/message', { atMost: 120 }),
    ratioRow('archive and index from nothing against archive, processor', archive.cpu + index.cpu, 's', archive.cpu, { atMost: 1.3 }),
    ratioRow('archive and index from nothing against archive, one after the other', archive.wall + index.wall, 's', archive.wall),
    ratioRow(`${MORE.toLocaleString('en')} with search beside against without, processor`, caughtUp.beside, 's', caughtUp.alone, { atMost: 1.3 }),
    valueRow('index from nothing', MESSAGES / index.wall, 'messages/s'),
  ];
};

export const run = async (): Promise<readonly BenchRow[]> => {
  const all = searchTexts(MESSAGES + 3 * MORE);
  const texts = all.slice(0, MESSAGES);
  const queries = searchQueries(texts);
  const { fold } = chineseFold();
  const empty = await launchApp();
  const { userData, dataDir } = empty;
  try {
    await preparePage(empty.page);
    await untilApplied(empty.page, 1);
    await empty.quit();
    const filled = await fillLedger(dataDir, texts);
    say(`ledger of ${filled} entries`);
    const built = await build(userData, filled);

    dropFromMemory(userData);
    let asked: Asked = { first: [], warm: [], counts: [] };
    await session(userData, async ({ page }) => {
      await untilIndexed(page, MESSAGES);
      asked = await ask(page, queries, PASSES);
    });
    say(`warm p95 ${quantile(asked.warm, 0.95).toFixed(1)} ms`);
    const baseline = native(texts.map(fold), queries.map(fold), PASSES);
    say(`native p95 ${quantile(baseline.warm, 0.95).toFixed(1)} ms`);
    // Before the catching up: for half a minute after so much at once Chromium's store tidies up, whatever anybody asks.
    const live = await searchLive({ userData, dataDir, docs: MESSAGES, texts: all.slice(MESSAGES), queries });
    const caughtUp = await catchUp(userData, dataDir, all.slice(MESSAGES), queries, live.docs);
    return rowsOf({ built, asked, baseline, caughtUp, live }, queries);
  } finally {
    await empty.dispose();
    rmSync(userData, { recursive: true, force: true });
  }
};
