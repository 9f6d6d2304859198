/**
 * When a waiting clock runs: always, in shifts, or on working days. Pure arithmetic over ms since 1970 and an offset
 * from UTC (no zone database: the same answer in engine, window and report). Spans are half open.
 */
import { z } from 'zod';

const DAY = 86_400_000;
const MINUTE = 60_000;
/** Nobody waits longer than this; a schedule without a single open minute ends here too. */
const FURTHEST_DAYS = 3_660;

/** `2026-11-22`, in the company's zone. */
export const dayTextSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const timeTextSchema = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);

/** Minutes after midnight of `09:30`; `24:00` is the end of the day. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

export const shiftSchema = z.object({ from: timeTextSchema, to: timeTextSchema })
  .refine(({ from, to }) => minutesOf(from) < minutesOf(to), { error: 'a shift ends after it begins; cut one that passes midnight in two', path: ['to'] });

/** Working calendar: the weekend, less the make-up days, plus the public holidays. `weekend` 0 = Sunday. */
export const calendarSchema = z.object({
  /** Minutes east of UTC; China keeps one time all year. */
  offsetMinutes: z.number().int().min(-720).max(840).default(480),
  weekend: z.array(z.number().int().min(0).max(6)).max(6).default([0, 6]),
  holidays: z.array(dayTextSchema).max(2_000).default([]),
  makeUpDays: z.array(dayTextSchema).max(2_000).default([]),
}).readonly();
export type WorkCalendar = z.infer<typeof calendarSchema>;

export const shiftPlanSchema = z.object({
  /** `workdays`: closed on weekends and holidays. */
  days: z.enum(['every', 'workdays']).default('every'),
  spans: z.array(shiftSchema).min(1).max(12),
}).readonly();
export type ShiftPlan = z.infer<typeof shiftPlanSchema>;

export const runsSchema = z.enum(['always', 'shifts', 'workdays']);
export type Runs = z.infer<typeof runsSchema>;

/** One rule of running, ready for arithmetic. Spans in ms after midnight, ascending, not overlapping. */
export type Schedule = {
  readonly isAlways: boolean;
  readonly offset: number;
  readonly spans: readonly (readonly [number, number])[];
  readonly isOpenDay: (day: number) => boolean;
  /** Where the spans are not the same every day: the open spans of a day (days since 1970) as times, ms, ascending. */
  readonly spansOf?: (day: number) => readonly (readonly [number, number])[];
};

/** Days since 1970 of `2026-11-22`. */
export const dayNumber = (text: string): number => Math.floor(Date.parse(`${text}T00:00:00Z`) / DAY);

/** Days since 1970-01-01, a Thursday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** Whether a day (days since 1970) is a working day of the calendar. */
export const workdayTest = (calendar: WorkCalendar): ((day: number) => boolean) => {
  const holidays = new Set(calendar.holidays.map(dayNumber));
  const makeUp = new Set(calendar.makeUpDays.map(dayNumber));
  const weekend = new Set(calendar.weekend);
  return (day) => makeUp.has(day) || (!holidays.has(day) && !weekend.has(weekdayOf(day)));
};

/** Spans of one day in ms, ascending, those that meet made one. */
export const joined = (spans: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] => {
  const all: [number, number][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = all.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
};

export const scheduleOf = (runs: Runs, calendar: WorkCalendar, shifts: ShiftPlan): Schedule => {
  const offset = calendar.offsetMinutes * MINUTE;
  if (runs === 'always') return { isAlways: true, offset, spans: [[0, DAY]], isOpenDay: () => true };
  const isWorkday = workdayTest(calendar);
  if (runs === 'workdays') return { isAlways: false, offset, spans: [[0, DAY]], isOpenDay: isWorkday };
  const spans = joined(shifts.spans.map(({ from, to }) => [minutesOf(from) * MINUTE, minutesOf(to) * MINUTE] as const));
  return { isAlways: false, offset, spans, isOpenDay: shifts.days === 'every' ? () => true : isWorkday };
};

/** The day (days since 1970) a moment lies on where the schedule is kept. */
export const dayAt = (schedule: Schedule, at: number): number => Math.floor((at + schedule.offset) / DAY);

/** Open spans of one day as times, ascending. */
export const spansOn = (schedule: Schedule, day: number): readonly (readonly [number, number])[] => {
  if (schedule.spansOf !== undefined) return schedule.spansOf(day);
  if (!schedule.isOpenDay(day)) return [];
  const midnight = day * DAY - schedule.offset;
  return schedule.spans.map(([from, to]) => [midnight + from, midnight + to] as const);
};

/** How long the clock ran between two times, ms; 0 when `to` is not later. */
export const runBetween = (schedule: Schedule, from: number, to: number): number => {
  if (to <= from) return 0;
  if (schedule.isAlways) return to - from;
  let sum = 0;
  const last = Math.min(dayAt(schedule, to), dayAt(schedule, from) + FURTHEST_DAYS);
  for (let day = dayAt(schedule, from); day <= last; day += 1) {
    for (const [start, end] of spansOn(schedule, day)) sum += Math.max(0, Math.min(end, to) - Math.max(start, from));
  }
  return sum;
};

/** The first time at which the clock, started at `from`, has run `ms`; Infinity when it never will. */
export const timeAfter = (schedule: Schedule, from: number, ms: number): number => {
  if (schedule.isAlways) return from + ms;
  let left = ms;
  const first = dayAt(schedule, from);
  for (let day = first; day <= first + FURTHEST_DAYS; day += 1) {
    for (const [start, end] of spansOn(schedule, day)) {
      const begin = Math.max(start, from);
      if (end <= begin) continue;
      if (end - begin >= left) return begin + left;
      left -= end - begin;
    }
  }
  return Infinity;
};

/** `at` when the clock runs then, else when it runs next; Infinity when never. */
export const nextRun = (schedule: Schedule, at: number): number => {
  if (schedule.isAlways) return at;
  const first = dayAt(schedule, at);
  for (let day = first; day <= first + FURTHEST_DAYS; day += 1) {
    for (const [start, end] of spansOn(schedule, day)) if (end > at) return Math.max(start, at);
  }
  return Infinity;
};

/** When the span ends that `at` lies in, or `at` itself when the clock stands. Infinity for one that never stops. */
export const runEnd = (schedule: Schedule, at: number): number => {
  if (schedule.isAlways) return Infinity;
  const open = spansOn(schedule, dayAt(schedule, at)).find(([start, end]) => start <= at && at < end);
  if (open === undefined) return at;
  // A working day runs into the next one at midnight.
  const next = nextRun(schedule, open[1]);
  return next === open[1] && next - at < FURTHEST_DAYS * DAY ? runEnd(schedule, open[1]) : open[1];
};
