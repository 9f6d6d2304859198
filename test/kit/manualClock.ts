/** A clock a test moves by hand; timers fire in order of their time. */
import type { Clock } from '#electron/engine/channels/contract/channel';

export type ManualClock = Clock & {
  /** Moves on, firing what is due, and lets promises settle after each timer. */
  readonly advance: (ms: number) => Promise<void>;
  /** Lets everything that only waits for promises (not for files) settle. */
  readonly settle: () => Promise<void>;
  readonly pending: () => number;
  /** From now on timers fire at once: for ending a test without waiting for deadlines. */
  readonly freewheel: () => void;
};

export const createManualClock = (start = 1_760_000_000_000): ManualClock => {
  let now = start;
  let last = 0;
  let isFree = false;
  const timers = new Map<number, { readonly at: number; readonly run: () => void }>();
  const settle = async (): Promise<void> => { for (let i = 0; i < 50; i += 1) await Promise.resolve(); };
  const due = (until: number): readonly [number, { readonly at: number; readonly run: () => void }] | undefined =>
    [...timers].filter(([, timer]) => timer.at <= until).sort(([idA, a], [idB, b]) => a.at - b.at || idA - idB)[0];
  return {
    now: () => now,
    random: () => 0.5,
    after: (ms, run) => {
      if (isFree) {
        const timer = setTimeout(run, Math.min(ms, 20));
        return () => clearTimeout(timer);
      }
      last += 1;
      const id = last;
      timers.set(id, { at: now + ms, run });
      return () => { timers.delete(id); };
    },
    advance: async (ms) => {
      const until = now + ms;
      await settle();
      for (let next = due(until); next; next = due(until)) {
        timers.delete(next[0]);
        now = Math.max(now, next[1].at);
        next[1].run();
        await settle();
      }
      now = until;
      await settle();
    },
    settle,
    pending: () => timers.size,
    freewheel: () => {
      isFree = true;
      for (const [id, timer] of [...timers]) {
        timers.delete(id);
        timer.run();
      }
    },
  };
};
