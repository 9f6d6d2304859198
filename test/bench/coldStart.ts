/**
 * From starting the program to a list one can work with, at a million messages, against an empty window drawn by
 * React. A person signs in between, so the typing of a password and its check do not count. The history goes through the ledger's own writer, the archive is built by the app itself (minutes); then
 * both are started in turn, so that whatever else the machine does meets both.
 * ZUOXI_BENCH_MESSAGES scales down; ZUOXI_BENCH_DESK names a folder to keep the prepared desk in for the next run.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareForTests } from '../../electron/runtime/forTests.mjs';
import { quantile, ratioRow, valueRow, type BenchRow } from '../kit/benchRow';
import { writeReactApp } from '../kit/plainApps';
import { preparedDesk } from '../kit/preparedDesk';
import { timeStart, type StartMarks } from '../kit/startWatch';

const STARTS = 7;

const say = (text: string): void => { process.stderr.write(`  ${text}\n`); };

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
    say(`start ${n + 1}: desk ${start.usable} ms, empty ${empty.at(-1)?.usable} ms, check ${start.check} ms; ${JSON.stringify(start.all)}`);
  }
  return { desk, empty, engine };
};

const middle = (values: readonly number[]): number => quantile(values, 0.5);

const measure = async (plain: string): Promise<readonly BenchRow[]> => {
  await writeReactApp(plain);
  const { userData, messages, head, rebuildPerSecond } = await preparedDesk();
  const { desk, empty, engine } = await timeBoth(userData, plain);
  const at = `at ${messages.toLocaleString('en')} messages`;
  return [
    ratioRow(`start to the door and from the password to a usable list ${at}, against an empty window with React (median of ${STARTS})`, middle(desk.map(({ usable }) => usable)), 'ms', middle(empty.map(({ usable }) => usable)), { atMost: 2 }),
    valueRow('check of the password between them, slow by design (median)', middle(desk.map(({ check }) => check)), 'ms'),
    ratioRow(`start to shown window ${at}, against the same`, middle(desk.map(({ shown }) => shown)), 'ms', middle(empty.map(({ shown }) => shown))),
    valueRow(`start to running engine ${at} (${head.toLocaleString('en')} entries)`, middle(engine), 'ms'),
    valueRow(`archive made anew ${at}`, rebuildPerSecond, 'entries/s'),
  ];
};

export const run = async (): Promise<readonly BenchRow[]> => {
  const plain = await mkdtemp(join(tmpdir(), 'zuoxi-plain-'));
  try {
    return await measure(plain);
  } finally {
    await rm(plain, { recursive: true, force: true, maxRetries: 5 });
  }
};
