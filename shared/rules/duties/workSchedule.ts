/**
 * When one person works: the company's plan as it stood on each day, the pattern they were given, single days otherwise,
 * less their leave. Pure. A plan or pattern saved later changes no day before it.
 */
import type { ShiftPattern } from '../../domain/duties';
import { joined, minutesOf, scheduleOf, spansOn, weekdayOf, workdayTest, type Runs, type Schedule, type ShiftPlan, type WorkCalendar } from '../schedule';
import { dayStart, dayTextAt } from './days';

const DAY = 86_400_000;
const MINUTE = 60_000;

type Span = readonly [number, number];
type Clocked = { readonly from: string; readonly to: string };

/** A version of the company's plan: in force from the day it was saved on (`savedAt` ms; 0 = the one shipped). */
export type PlanVersion = { readonly savedAt: number; readonly calendar: WorkCalendar; readonly shifts: ShiftPlan };

export type WorkFacts = {
  /** Ascending by `savedAt`, at least one. */
  readonly plans: readonly PlanVersion[];
  /** In the order they were given: the last that began by a day counts on it; `null` = the company's plan again. */
  readonly patterns: readonly { readonly from: string; readonly pattern: ShiftPattern | null }[];
  /** In the order they were given: the last of a day counts; `null` = as the pattern says. */
  readonly days: readonly { readonly day: string; readonly spans: readonly Clocked[] | null }[];
  /** Approved leave, ms. */
  readonly leaves: readonly { readonly from: number; readonly to: number }[];
};

/** Why somebody does not work on a day. */
export type OffReason = 'leave' | 'dayOff' | 'offShift';

const spansOfTexts = (spans: readonly Clocked[]): readonly Span[] => joined(spans.map(({ from, to }) => [minutesOf(from) * MINUTE, minutesOf(to) * MINUTE] as const));

/** What is left of spans after some times were taken out. */
const without = (spans: readonly Span[], taken: readonly { readonly from: number; readonly to: number }[]): readonly Span[] =>
  taken.reduce<readonly Span[]>((left, { from, to }) => left.flatMap(([start, end]): readonly Span[] => {
    if (to <= start || from >= end) return [[start, end]];
    return [...(from > start ? [[start, from] as const] : []), ...(to < end ? [[to, end] as const] : [])];
  }), spans);

const planOn = (plans: readonly PlanVersion[], dayEnd: number): PlanVersion => {
  const plan = plans.findLast(({ savedAt }) => savedAt < dayEnd) ?? plans[0];
  if (plan === undefined) throw new Error('a company always has a plan');
  return plan;
};

/** Whether a pattern is worked on a day: by the weekday, less public holidays; make-up days count for who works the week. */
const isPatternDay = (pattern: ShiftPattern, calendar: WorkCalendar, day: number): boolean => {
  const isWeekday = pattern.weekdays.includes(weekdayOf(day));
  if (pattern.holidays) return isWeekday;
  const text = new Date(day * DAY).toISOString().slice(0, 10);
  if (calendar.holidays.includes(text)) return false;
  const worksTheWeek = [0, 1, 2, 3, 4, 5, 6].every((each) => calendar.weekend.includes(each) || pattern.weekdays.includes(each));
  return isWeekday || (worksTheWeek && calendar.makeUpDays.includes(text));
};

const offsetOf = ({ plans }: WorkFacts): number => plans.at(-1)?.calendar.offsetMinutes ?? 480;

/** Spans of a day in ms after midnight, leave not taken out yet. */
const plannedOn = (facts: WorkFacts, day: number, midnight: number): readonly Span[] => {
  const text = new Date(day * DAY).toISOString().slice(0, 10);
  const single = facts.days.findLast((each) => each.day === text);
  if (single?.spans) return spansOfTexts(single.spans);
  const { calendar, shifts } = planOn(facts.plans, midnight + DAY);
  const pattern = facts.patterns.findLast(({ from }) => from <= text)?.pattern ?? null;
  if (pattern !== null) return isPatternDay(pattern, calendar, day) ? spansOfTexts(pattern.spans) : [];
  return shifts.days === 'every' || workdayTest(calendar)(day) ? spansOfTexts(shifts.spans) : [];
};

const remembered = (spansOf: (day: number) => readonly Span[]): ((day: number) => readonly Span[]) => {
  const known = new Map<number, readonly Span[]>();
  return (day) => {
    const before = known.get(day);
    if (before !== undefined) return before;
    const made = spansOf(day);
    known.set(day, made);
    return made;
  };
};

/** When the person is on shift. */
export const workScheduleOf = (facts: WorkFacts): Schedule => {
  const offset = offsetOf(facts) * MINUTE;
  return {
    isAlways: false, offset, spans: [], isOpenDay: () => true,
    spansOf: remembered((day) => {
      const midnight = day * DAY - offset;
      return without(plannedOn(facts, day, midnight).map(([from, to]) => [midnight + from, midnight + to] as const), facts.leaves);
    }),
  };
};

/** A clock as it runs for this person: `shifts` = their own, the others less their leave. */
export const personSchedule = (facts: WorkFacts, runs: Runs): Schedule => {
  if (runs === 'shifts') return workScheduleOf(facts);
  const { calendar, shifts } = planOn(facts.plans, Infinity);
  const base = scheduleOf(runs, calendar, shifts);
  if (facts.leaves.length === 0) return base;
  return { isAlways: false, offset: base.offset, spans: [], isOpenDay: () => true, spansOf: remembered((day) => without(spansOn(base, day), facts.leaves)) };
};

export type DayOfWork = {
  /** Open spans as times, ms; leave taken out. */
  readonly spans: readonly Span[];
  /** Set when there are none. */
  readonly off?: OffReason;
  /** Some or all of the planned time is leave. */
  readonly hasLeave: boolean;
  /** Planned otherwise than the pattern or plan says. */
  readonly isOverridden: boolean;
};

/** What one day holds for a person. */
export const dayOfWork = (facts: WorkFacts, day: string): DayOfWork => {
  const offsetMinutes = offsetOf(facts);
  const midnight = dayStart(offsetMinutes, day);
  const number = Math.floor((midnight + offsetMinutes * MINUTE) / DAY);
  const planned = plannedOn(facts, number, midnight).map(([from, to]) => [midnight + from, midnight + to] as const);
  const spans = without(planned, facts.leaves);
  const hasLeave = planned.some(([from, to]) => facts.leaves.some((leave) => leave.from < to && leave.to > from));
  const isOverridden = (facts.days.findLast((each) => each.day === day)?.spans ?? null) !== null;
  const off: OffReason | undefined = spans.length > 0 ? undefined : hasLeave ? 'leave' : isOverridden ? 'dayOff' : 'offShift';
  return { spans, hasLeave, isOverridden, ...(off !== undefined && { off }) };
};

/** Today for a person, e.g. `2026-11-22`. */
export const todayOf = (facts: WorkFacts, now: number): string => dayTextAt(offsetOf(facts), now);

