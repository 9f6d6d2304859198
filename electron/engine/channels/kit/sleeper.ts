/** Waiting that can be ended early, so that closing never leaves a timer behind. */
import type { Clock } from '../contract/channel';

export type Sleeper = {
  /** Resolves after `ms`, or at once when woken. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Ends every wait under way. */
  readonly wakeAll: () => void;
};

export const createSleeper = (clock: Clock): Sleeper => {
  const sleeping = new Set<() => void>();
  return {
    sleep: (ms) => new Promise((resolve) => {
      const wake = (): void => { stopTimer(); sleeping.delete(wake); resolve(); };
      const stopTimer = clock.after(ms, wake);
      sleeping.add(wake);
    }),
    wakeAll: () => { for (const wake of [...sleeping]) wake(); },
  };
};
