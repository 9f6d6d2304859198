import { setTimeout as wait } from 'node:timers/promises';

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** kill -9; a process that is already gone is as good. */
export const killNow = (pid: number): void => {
  try { process.kill(pid, 'SIGKILL'); } catch (error) { if (isAlive(pid)) throw error; }
};

/** The system tells nobody but the parent when a process ends: asking is the only way. Rejects after `withinMs`. */
export const untilGone = async (pids: readonly number[], withinMs = 15_000): Promise<void> => {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const left = pids.filter(isAlive);
    if (left.length === 0) return;
    if (Date.now() > deadline) throw new Error(`still alive after ${withinMs} ms: ${left.join(', ')}`);
    await wait(20);
  }
};
