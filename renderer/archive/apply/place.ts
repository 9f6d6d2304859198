import type { TimelineRow } from '../schema/timelineRows';

/** Clocks of platform and desk may differ by this much, ms; some platforms count whole seconds only. */
const SKEW = 5 * 60_000;

/**
 * Place of something that happens now: its time, but never before what is already there, unless it is so much
 * older that it truly belongs further up. Else a reply would stand above the question it answers.
 */
export const livePlace = (at: number, newest: number): number => (at < newest && newest - at <= SKEW ? newest : at);

/** True when `row` stands after `(place, seq)`. */
export const isAfter = (row: TimelineRow, place: number, seq: number): boolean =>
  -row.back > place || (-row.back === place && row.seq > seq);
