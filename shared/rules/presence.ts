/** Absence from a post during shift hours: pure arithmetic, the same in engine and report. */
import { nextRun, runBetween, timeAfter, type Schedule } from './schedule';

const DAY = 86_400_000;

export type AwaySpan = { readonly from: number; readonly to: number; readonly shiftMs: number };

/** The part of an outage that fell on shift, its edges moved inwards to the shift; null when it was shorter than `graceMs`. */
export const awayOnShift = (schedule: Schedule, from: number, to: number, graceMs: number): AwaySpan | null => {
  const shiftMs = runBetween(schedule, from, to);
  if (shiftMs <= 0 || shiftMs < graceMs) return null;
  const begin = nextRun(schedule, from);
  return { from: begin, to: Math.min(to, timeAfter(schedule, begin, shiftMs)), shiftMs };
};

/** The midnight after `at` where the shifts are kept: a long outage counts once a day. */
export const dayEnd = (schedule: Pick<Schedule, 'offset'>, at: number): number =>
  (Math.floor((at + schedule.offset) / DAY) + 1) * DAY - schedule.offset;

/** `2026-11`: the month a moment belongs to where the shifts are kept. */
export const monthOf = (offsetMinutes: number, at: number): string => new Date(at + offsetMinutes * 60_000).toISOString().slice(0, 7);
