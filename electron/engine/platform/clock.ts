import type { Clock } from '../channels/contract/channel';

/** Node fires a timer beyond this at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Wall clock and timers of this machine. Timers are unref'd: they never keep the process alive by themselves. */
export const realClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, Math.min(ms, LONGEST_MS));
    timer.unref();
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};
