/** Delays between restarts: half a second doubling to half a minute; a minute of life starts over. */
export const BACK_OFF_FIRST_MS = 500;
export const BACK_OFF_MOST_MS = 30_000;
export const STABLE_MS = 60_000;

/** Milliseconds to wait before restart number `attempt` (1 is the first). */
export const restartDelay = (attempt: number): number => Math.min(BACK_OFF_MOST_MS, BACK_OFF_FIRST_MS * 2 ** (attempt - 1));

/** Number of the next restart after a process that lived for `livedMs`. */
export const nextAttempt = (attempt: number, livedMs: number): number => (livedMs >= STABLE_MS ? 1 : attempt + 1);
