/**
 * From starting the program to a list one can work with, at a million messages, against an empty window drawn by
 * React. The history goes through the ledger's own writer, the archive is built by the app itself (minutes); then
 * both are started in turn, so that whatever else the machine does meets both.
 * ZUOXI_BENCH_MESSAGES scales down; ZUOXI_BENCH_DESK names a folder to keep the prepared desk in for the next run.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareForTests } from '../../electron/runtime/forTests.mjs';
import { launchApp } from '../kit/app';
import { enterDesk } from '../kit/deskActions';
import { quantile, ratioRow, valueRow, type BenchRow } from '../kit/benchRow';
import { addHistory, settledDrafts } from '../kit/history';
import { writeReactApp } from '../kit/plainApps';
import { timeStart, type StartMarks } from '../kit/startWatch';
import { preparePage, progress, untilApplied, watchArchive } from './archivePage';

const MESSAGES = Number(process.env.ZUOXI_BENCH_MESSAGES ?? 1_000_000);
const CONVERSATIONS = Math.min(2000, Math.ceil(MESSAGES / 100));
const STARTS = 7;

type Prepared = { readonly messages: number; readonly head: number; readonly rebuildPerSecond: number };

const say = (text: string): void => { process.stderr.write(`  ${text}\n`); };

const countMessages = (): ((share: number) => void) => {
  let tenth = 0;
  return (share) => {
    if (Math.floor(share * 10) <= tenth) return;
    tenth = Math.floor(share * 10);
    say(`ledger ${tenth * 10} %`);
  };
};

/** Fills the ledger and lets the app build its archive once. */
const prepareDesk = async (userData: string): Promise<Prepared> => {
  const head = await addHistory(join(userData, 'desk'), { messages: MESSAGES, accounts: 20, conversations: CONVERSATIONS }, { before: settledDrafts, onPage: countMessages() });
  const desk = await launchApp({ userData });
  try {
    await enterDesk(desk);
    await preparePage(desk.page);
    await watchArchive(desk.page);
    const started = performance.now();
    for (const tenth of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
      await untilApplied(desk.page, Math.floor((head * tenth) / 10));
      say(`archive ${tenth * 10} %, ${Math.round((performance.now() - started) / 1000)} s`);
    }
    const seen = (await progress(desk.page)).filter(({ applied }) => applied > 0);
    const [first, last] = [seen[0], seen.at(-1)];
    if (first === undefined || last === undefined) throw new Error('the archive said nothing of its progress');
    return { messages: MESSAGES, head, rebuildPerSecond: (last.applied - first.applied) / ((last.at - first.at) / 1000) };
  } finally {
    await desk.quit();
  }
};

/** A prepared desk; the one kept in ZUOXI_BENCH_DESK when it has as many messages. */
const preparedDesk = async (userData: string): Promise<Prepared> => {
  const note = join(userData, 'bench.json');
  if (existsSync(note)) {
    const kept = JSON.parse(await readFile(note, 'utf8')) as Prepared; // written below
    if (kept.messages === MESSAGES) return kept;
    await rm(userData, { recursive: true, force: true });
  }
  await mkdir(userData, { recursive: true });
  const made = await prepareDesk(userData);
  await writeFile(note, JSON.stringify(made));
  return made;
};

/** When main noted that the engine ran, ms after the spawn. */
const engineReady = async (userData: string, start: StartMarks): Promise<number> => {
  const lines = (await readFile(join(userData, 'desk', 'logs', 'main.log'), 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as { readonly at: string; readonly state?: string }); // the app's own log
  const running = lines.find((line) => line.state === 'running' && Date.parse(line.at) >= start.at);
  return running === undefined ? Number.NaN : Date.parse(running.at) - start.at;
};

type Starts = { readonly desk: readonly StartMarks[]; readonly empty: readonly StartMarks[]; readonly engine: readonly number[] };

const timeBoth = async (userData: string, plain: string): Promise<Starts> => {
  const { app } = await prepareForTests();
  const startDesk = (): Promise<StartMarks> => timeStart(app, { ZUOXI_USER_DATA: userData });
  const startEmpty = (): Promise<StartMarks> => timeStart(plain, { PLAIN_DATA: join(plain, 'data') });
  // Once each for the caches: what is measured is the tenth morning, not the first.
  await startDesk();
  await startEmpty();
  const desk: StartMarks[] = [];
  const empty: StartMarks[] = [];
  const engine: number[] = [];
  for (let n = 0; n < STARTS; n += 1) {
    const start = await startDesk();
    desk.push(start);
    engine.push(await engineReady(userData, start));
    empty.push(await startEmpty());
    say(`start ${n + 1}: desk ${start.usable} ms, empty ${empty.at(-1)?.usable} ms; ${JSON.stringify(start.all)}`);
  }
  return { desk, empty, engine };
};

const middle = (values: readonly number[]): number => quantile(values, 0.5);

const measure = async (userData: string, plain: string): Promise<readonly BenchRow[]> => {
  await writeReactApp(plain);
  const { messages, head, rebuildPerSecond } = await preparedDesk(userData);
  const { desk, empty, engine } = await timeBoth(userData, plain);
  const at = `at ${messages.toLocaleString('en')} messages`;
  return [
    ratioRow(`start to usable list ${at}, against an empty window with React (median of ${STARTS})`, middle(desk.map(({ usable }) => usable)), 'ms', middle(empty.map(({ usable }) => usable)), { atMost: 2 }),
    ratioRow(`start to shown window ${at}, against the same`, middle(desk.map(({ shown }) => shown)), 'ms', middle(empty.map(({ shown }) => shown))),
    valueRow(`start to running engine ${at} (${head.toLocaleString('en')} entries)`, middle(engine), 'ms'),
    valueRow(`archive made anew ${at}`, rebuildPerSecond, 'entries/s'),
  ];
};

export const run = async (): Promise<readonly BenchRow[]> => {
  const kept = process.env.ZUOXI_BENCH_DESK;
  const userData = kept ?? await mkdtemp(join(tmpdir(), 'zuoxi-start-'));
  const plain = await mkdtemp(join(tmpdir(), 'zuoxi-plain-'));
  try {
    return await measure(userData, plain);
  } finally {
    await rm(plain, { recursive: true, force: true, maxRetries: 5 });
    if (kept === undefined) await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  }
};
