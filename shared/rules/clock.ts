/**
 * Waiting clocks of a rule pack over one wait: which run, when each is due, how it stands at a time [look.md §4].
 * Pure. List, badge, tray, breaches and reports ask the same functions.
 */
import type { ChatKind } from '../domain/chat';
import { matterOf, type ClockRule, type Matter, type RulePack } from './rulePack';
import { nextRun, runBetween, scheduleOf, timeAfter, type Runs, type Schedule } from './schedule';
import { isUnhandled } from './waiting';

/** `paused`: the clock stands (outside shifts or working days) and the limit is not passed. */
export type ClockState = 'none' | 'ok' | 'warn' | 'overdue' | 'paused';

/** Of the limit, from here on a wait is amber. */
export const WARN_AT = 0.6;

/** What a conversation's row or record tells about its wait; times in ms since 1970, 0 = never. */
export type WaitFacts = {
  /** Since when somebody waits; 0 = nobody. */
  readonly waitingSince: number;
  /** When the wait was taken up again after it had been put off. */
  readonly resumedAt?: number;
  /** Last time we had answered before; 0 = not yet, or closed since. */
  readonly handledAt?: number;
  readonly kind: ChatKind;
  readonly matter?: Matter | undefined;
  /** Put off for now: nobody is reminded and no clock runs. */
  readonly snooze?: object | undefined;
};

/** One clock of one wait. `due`, `warnAt`, `escalateAt` are wall clock times; Infinity when it never gets there. */
export type RunningClock = {
  readonly rule: ClockRule;
  readonly schedule: Schedule;
  readonly since: number;
  readonly limit: number;
  readonly warnAt: number;
  readonly due: number;
  readonly escalateAt: number;
};

export type Clock = {
  readonly state: ClockState;
  /** How long the clock ran, ms. */
  readonly elapsed: number;
  /** How long it ran past the limit, ms. */
  readonly over: number;
  /** elapsed / limit. */
  readonly p: number;
  /** While paused: when it runs again; Infinity = never. */
  readonly resumesAt?: number;
};

type Compiled = { readonly clocks: readonly ClockRule[]; readonly schedules: Readonly<Record<Runs, Schedule>>; readonly gap: number };
const compiled = new WeakMap<RulePack, Compiled>();

const compile = (pack: RulePack): Compiled => {
  const known = compiled.get(pack);
  if (known !== undefined) return known;
  const of = (runs: Runs): Schedule => scheduleOf(runs, pack.calendar, pack.shifts);
  const made = { clocks: pack.clocks.filter((rule) => rule.isOn), schedules: { always: of('always'), shifts: of('shifts'), workdays: of('workdays') }, gap: pack.sessionGapHours * 3_600_000 };
  compiled.set(pack, made);
  return made;
};

/** From when the clocks of this wait count. */
export const clockSince = (wait: Pick<WaitFacts, 'waitingSince' | 'resumedAt'>): number => Math.max(wait.waitingSince, wait.resumedAt ?? 0);

/** Whether a wait asks for the first answer of a contact by the pack: never answered, closed since, or long ago. */
export const isFirstQuestion = (pack: RulePack, wait: Pick<WaitFacts, 'waitingSince' | 'handledAt'>): boolean => isFirstAsk(wait, compile(pack).gap);

/** How long the shifts of the pack were open between two times, ms. */
export const shiftTimeBetween = (pack: RulePack, from: number, to: number): number => runBetween(compile(pack).schedules.shifts, from, to);

const isFirstAsk = (wait: Pick<WaitFacts, 'waitingSince' | 'handledAt'>, gap: number): boolean => {
  const handled = wait.handledAt ?? 0;
  return handled === 0 || wait.waitingSince - handled > gap;
};

const concerns = (rule: ClockRule, wait: WaitFacts, channel: string, isFirst: boolean): boolean =>
  rule.matter === matterOf(wait)
  && (rule.asks === 'round' || isFirst)
  && (rule.channels.length === 0 || rule.channels.includes(channel))
  && (rule.chats.length === 0 || rule.chats.includes(wait.kind));

const running = (rule: ClockRule, schedule: Schedule, since: number): RunningClock => {
  const limit = rule.limitSeconds * 1000;
  return {
    rule, schedule, since, limit,
    warnAt: timeAfter(schedule, since, limit * WARN_AT),
    due: timeAfter(schedule, since, limit),
    escalateAt: rule.escalateSeconds === undefined ? Infinity : timeAfter(schedule, since, rule.escalateSeconds * 1000),
  };
};

/** Every clock that runs for this wait on a channel, the one due first in front; none while nobody waits or it is put off. */
export const clocksOf = (pack: RulePack, wait: WaitFacts, channel: string): readonly RunningClock[] => {
  if (!isUnhandled(wait)) return [];
  const { clocks, schedules, gap } = compile(pack);
  const isFirst = isFirstAsk(wait, gap);
  const since = clockSince(wait);
  return clocks.filter((rule) => concerns(rule, wait, channel, isFirst)).map((rule) => running(rule, schedules[rule.runs], since)).sort((a, b) => a.due - b.due);
};

/** How a clock stands at `now`; once overdue it stays so, whatever the hour. */
export const clockAt = (clock: RunningClock | undefined, now: number): Clock => {
  if (clock === undefined) return { state: 'none', elapsed: 0, over: 0, p: 0 };
  const elapsed = runBetween(clock.schedule, clock.since, now);
  const p = elapsed / clock.limit;
  if (now >= clock.due) return { state: 'overdue', elapsed, over: elapsed - clock.limit, p };
  const resumesAt = nextRun(clock.schedule, now);
  if (resumesAt > now) return { state: 'paused', elapsed, over: 0, p, resumesAt };
  return { state: now >= clock.warnAt ? 'warn' : 'ok', elapsed, over: 0, p };
};

export const isOverdue = (clock: RunningClock | undefined, now: number): boolean => clock !== undefined && now >= clock.due;
