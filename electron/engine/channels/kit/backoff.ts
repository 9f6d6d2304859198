/** Exponential back-off with full jitter: a crowd that lost one server does not come back as a crowd. */
export type BackoffOptions = { readonly baseMs: number; readonly capMs: number; readonly floorMs?: number; readonly random: () => number };
export type Backoff = { readonly next: () => number; readonly reset: () => void; readonly attempts: () => number };

/** `next` gives the wait in ms before the coming attempt: random in [floor, min(cap, base·2^n)]. */
export const createBackoff = ({ baseMs, capMs, floorMs = 50, random }: BackoffOptions): Backoff => {
  let attempt = 0;
  return {
    next: () => {
      const ceiling = Math.min(capMs, baseMs * 2 ** Math.min(attempt, 30));
      attempt += 1;
      return Math.round(Math.max(floorMs, random() * ceiling));
    },
    reset: () => { attempt = 0; },
    attempts: () => attempt,
  };
};
