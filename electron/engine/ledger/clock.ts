/** Times of entries never go back. A wall clock set back by more than a second is told once per jump. */
const TOLERANCE_MS = 1000;

export type Stamp = { readonly at: number; readonly back?: number };
export type LedgerClock = { readonly stamp: () => Stamp };

/** `last` is the newest stored time; `isBehind` when the jump behind it is already on record. */
export const createClock = (now: () => number, last: number, isBehind: boolean): LedgerClock => {
  let lastAt = last;
  let lastRead = isBehind ? Math.min(now(), last) : last;
  return {
    stamp: () => {
      const read = Math.max(0, Math.trunc(now()));
      const back = lastRead - read;
      lastRead = back > 0 && back <= TOLERANCE_MS ? lastRead : read;
      lastAt = Math.max(lastAt, read);
      return back > TOLERANCE_MS ? { at: lastAt, back } : { at: lastAt };
    },
  };
};
