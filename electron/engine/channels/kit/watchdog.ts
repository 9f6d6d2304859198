/** Tells when a peer has been silent for too long. An open socket proves nothing; traffic does. */
import type { Clock } from '../contract/channel';

export type Watchdog = {
  /** Something came from the peer. */
  readonly touch: () => void;
  readonly setLimit: (ms: number) => void;
  /** No more calls. Idempotent. */
  readonly stop: () => void;
};

/** A timer later than this says that we ourselves were held up (a busy or sleeping machine), not that the peer was. */
const LATE_MS = 250;
/** Share of the limit a peer gets to be heard after we were held up: what it sent meanwhile waits unread. */
const GRACE = 0.25;

/** Calls `onSilent` once per silence of `limitMs`; the next silence is counted from then. */
export const createWatchdog = (clock: Clock, limitMs: number, onSilent: () => void): Watchdog => {
  let limit = limitMs;
  let touchedAt = clock.now();
  let stopTimer: (() => void) | undefined;
  let stopped = false;
  let dueAt = 0;

  const arm = (ms: number): void => {
    stopTimer?.();
    dueAt = clock.now() + ms;
    if (!stopped) stopTimer = clock.after(ms, check);
  };
  const check = (): void => {
    if (clock.now() - dueAt > LATE_MS) return arm(limit * GRACE);
    const silent = clock.now() - touchedAt;
    // A clock set back would hide the silence until it had caught up: count anew from here.
    if (silent < 0) touchedAt = clock.now();
    if (silent < limit) return arm(limit - Math.max(0, silent));
    touchedAt = clock.now();
    arm(limit);
    onSilent();
  };
  arm(limit);
  return {
    touch: () => { touchedAt = clock.now(); },
    setLimit: (ms) => { if (ms !== limit) { limit = ms; arm(limit); } },
    stop: () => { stopped = true; stopTimer?.(); },
  };
};
