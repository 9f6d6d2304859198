/** Processor time of a process with everything it started: what work costs, however busy the machine is. Linux only. */
import { readFile } from 'node:fs/promises';
import { treeOf } from './processMemory';

/** Ticks per second of `/proc`, the same on every Linux (USER_HZ, proc(5)). */
const TICKS = 100;

/** Seconds of processor time so far, in user and system mode; what has ended meanwhile is not counted. */
export const cpuSeconds = async (pid: number): Promise<number> => {
  const stats = await Promise.all((await treeOf(pid)).map((each) => readFile(`/proc/${each}/stat`, 'utf8').catch(() => '')));
  const ticks = stats.map((stat) => stat.slice(stat.lastIndexOf(')') + 2).split(' ')).map((fields) => Number(fields[11] ?? 0) + Number(fields[12] ?? 0));
  return ticks.reduce((sum, each) => sum + each, 0) / TICKS;
};
