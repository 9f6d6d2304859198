import type { Clock } from '../channels/contract/channel';

export type BackoffRange = { readonly baseMs: number; readonly maxMs: number };

/** Delay before try number `failures + 1` in ms: doubles from `baseMs` to `maxMs`, with ±20 % jitter. `failures` ≥ 1. */
export const backoffMs = (failures: number, range: BackoffRange, clock: Pick<Clock, 'random'>): number => {
  const raw = Math.min(range.maxMs, range.baseMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(raw * (0.8 + clock.random() * 0.4));
};
