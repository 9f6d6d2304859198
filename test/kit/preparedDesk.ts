/**
 * A desk with a year behind it, for the benches that need one: made once per run (minutes), shared by all of them.
 * ZUOXI_BENCH_MESSAGES scales down; ZUOXI_BENCH_DESK names a folder to keep it in for the next run.
 */
import { existsSync, rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { preparePage, progress, untilApplied, watchArchive } from '../bench/archivePage';
import { launchApp } from './app';
import { enterDesk } from './deskActions';
import { addHistory, settledDrafts } from './history';

const MESSAGES = Number(process.env['ZUOXI_BENCH_MESSAGES'] ?? 1_000_000);
const CONVERSATIONS = Math.min(10_000, Math.ceil(MESSAGES / 100));
/** Of one conversation among them, so that scrolling has somewhere to go. */
const LONG = Math.ceil(MESSAGES / 10);

export type PreparedDesk = {
  readonly userData: string;
  /** Those of the long conversation among them. */
  readonly messages: number;
  readonly conversations: number;
  readonly long: number;
  readonly head: number;
  readonly rebuildPerSecond: number;
};

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
const make = async (userData: string): Promise<PreparedDesk> => {
  const head = await addHistory(join(userData, 'desk'), { messages: MESSAGES - LONG, accounts: 20, conversations: CONVERSATIONS }, { before: settledDrafts, long: LONG, onPage: countMessages() });
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
    // A small desk may be whole before anybody looks.
    const rebuildPerSecond = first === undefined || last === undefined || last.at === first.at ? Number.NaN : (last.applied - first.applied) / ((last.at - first.at) / 1000);
    return { userData, messages: MESSAGES, conversations: CONVERSATIONS, long: LONG, head, rebuildPerSecond };
  } finally {
    await desk.quit();
  }
};

const KEPT = process.env['ZUOXI_BENCH_DESK'];

const open = async (): Promise<PreparedDesk> => {
  const userData = KEPT ?? await mkdtemp(join(tmpdir(), 'zuoxi-prepared-'));
  if (KEPT === undefined) process.once('exit', () => rmSync(userData, { recursive: true, force: true, maxRetries: 5 }));
  const note = join(userData, 'bench.json');
  if (existsSync(note)) {
    const kept = JSON.parse(await readFile(note, 'utf8')) as PreparedDesk; // written below
    if (kept.messages === MESSAGES && kept.long === LONG && kept.conversations === CONVERSATIONS) return { ...kept, userData };
    await rm(userData, { recursive: true, force: true });
  }
  await mkdir(userData, { recursive: true });
  const made = await make(userData);
  await writeFile(note, JSON.stringify(made));
  return made;
};

let prepared: Promise<PreparedDesk> | undefined;

/** The one of this run, to read and to start; who writes to it takes a copy. */
export const preparedDesk = (): Promise<PreparedDesk> => (prepared ??= open());

/** A copy of it, removed with the program. */
export const copyOfPreparedDesk = async (): Promise<PreparedDesk> => {
  const desk = await preparedDesk();
  const userData = await mkdtemp(join(tmpdir(), 'zuoxi-copied-'));
  process.once('exit', () => rmSync(userData, { recursive: true, force: true, maxRetries: 5 }));
  // Chromium's marks of a running instance are no part of it.
  await cp(desk.userData, userData, { recursive: true, filter: (path) => !basename(path).startsWith('Singleton') });
  return { ...desk, userData };
};
