/** Limits how fast we speak to a peer. First come, first served. */
import type { Clock } from '../contract/channel';

export type TokenBucket = {
  /** True when it is our turn; false when the bucket was closed or `signal` aborted meanwhile. */
  readonly take: (signal?: AbortSignal) => Promise<boolean>;
  /** Sends everyone waiting away. Idempotent. */
  readonly close: () => void;
};

/** `perSecond` tokens flow in, at most `burst` are kept. */
export const createTokenBucket = (clock: Clock, { perSecond, burst }: { readonly perSecond: number; readonly burst: number }): TokenBucket => {
  const queue: { readonly grant: (isGranted: boolean) => void }[] = [];
  let tokens = burst;
  let filledAt = clock.now();
  let stopTimer: (() => void) | undefined;
  let closed = false;

  const refill = (): void => {
    const now = clock.now();
    tokens = Math.min(burst, tokens + (Math.max(0, now - filledAt) / 1_000) * perSecond);
    filledAt = now;
  };
  const serve = (): void => {
    stopTimer?.();
    stopTimer = undefined;
    refill();
    while (queue.length > 0 && tokens >= 1) {
      tokens -= 1;
      queue.shift()?.grant(true);
    }
    if (queue.length > 0) stopTimer = clock.after(Math.ceil(((1 - tokens) / perSecond) * 1_000) + 1, serve);
  };

  return {
    take: (signal) => new Promise((resolve) => {
      if (closed || signal?.aborted) return resolve(false);
      const entry = { grant: (isGranted: boolean): void => { signal?.removeEventListener('abort', leave); resolve(isGranted); } };
      const leave = (): void => {
        const index = queue.indexOf(entry);
        if (index >= 0) queue.splice(index, 1);
        entry.grant(false);
      };
      signal?.addEventListener('abort', leave, { once: true });
      queue.push(entry);
      serve();
    }),
    close: () => {
      closed = true;
      stopTimer?.();
      for (const entry of queue.splice(0)) entry.grant(false);
    },
  };
};
