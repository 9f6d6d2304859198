/** Memory of a process with everything it started, as the system counts it. Linux only. */
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { quantile } from './benchRow';

/** A process that ends while one looks has no file any more. */
const readOrNothing = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');

/** `pid` and all its descendants. */
export const treeOf = async (pid: number): Promise<readonly number[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name));
  const parents = new Map(await Promise.all(pids.map(async (each): Promise<readonly [number, number]> => {
    const stat = await readOrNothing(`/proc/${each}/stat`);
    // The name in brackets may itself hold blanks and brackets.
    return [Number(each), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0)];
  })));
  const isBelow = (each: number): boolean => each === pid || (each > 1 && isBelow(parents.get(each) ?? 0));
  return [...parents.keys()].filter(isBelow);
};

const MEGABYTE = 1024;

/** Proportional set size of the whole tree, MB: pages shared by several processes count once altogether. */
const treePss = async (pid: number): Promise<number> => {
  const texts = await Promise.all((await treeOf(pid)).map((each) => readOrNothing(`/proc/${each}/smaps_rollup`)));
  return texts.reduce((sum, text) => sum + Number(/^Pss:\s+(\d+) kB/mu.exec(text)?.[1] ?? 0), 0) / MEGABYTE;
};

const SAMPLES = 15;
const APART_MS = 1000;

/** Median of a quarter of a minute, MB: collectors run when they like, and nothing tells when they are done. */
export const settledPss = async (pid: number): Promise<number> => {
  const samples: number[] = [];
  while (samples.length < SAMPLES) {
    await wait(APART_MS);
    samples.push(await treePss(pid));
  }
  return quantile(samples, 0.5);
};
