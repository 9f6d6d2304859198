import type { Clock } from '../channels/contract/channel';

/** Wall clock and timers of this machine. Timers are unref'd: they never keep the process alive by themselves. */
export const realClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};
