/** Counts the connections this process tries to make, also those that reach nobody. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';

const CHANNEL = 'net.client.socket';

/** `untilMore(n)` resolves after n more attempts from now. */
export const countDials = (): { readonly untilMore: (count: number) => Promise<void>; readonly stop: () => void } => {
  const waiters = new Set<() => void>();
  let dials = 0;
  const note = (): void => {
    dials += 1;
    for (const wake of [...waiters]) wake();
  };
  subscribe(CHANNEL, note);
  return {
    untilMore: (count) => new Promise((resolve) => {
      const wanted = dials + count;
      const check = (): void => {
        if (dials < wanted) return;
        waiters.delete(check);
        resolve();
      };
      waiters.add(check);
    }),
    stop: () => { unsubscribe(CHANNEL, note); },
  };
};
