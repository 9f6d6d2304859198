import type { RulePack } from '#shared/rules/rulePack';
import { runEnd, scheduleOf } from '#shared/rules/schedule';

export type SnoozePreset = { readonly key: 'halfHour' | 'twoHours' | 'shiftEnd' | 'tomorrow'; readonly until: number };

const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;
const MORNING_HOUR = 9;

const endOfDay = (now: number): number => {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
};

/** Half an hour before the last shift of today ends; undefined when that is past or there is none. */
const beforeShiftEnd = (pack: RulePack, now: number): number | undefined => {
  const schedule = scheduleOf('shifts', pack.calendar, pack.shifts);
  const midnight = endOfDay(now);
  let last: number | undefined;
  for (let at = now; at < midnight; at += 15 * MINUTE) {
    const end = runEnd(schedule, at);
    if (end > at && end <= midnight) last = end;
  }
  return last === undefined || last - HALF_HOUR <= now + HALF_HOUR ? undefined : last - HALF_HOUR;
};

const tomorrowMorning = (now: number): number => {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, MORNING_HOUR).getTime();
};

/** Times to put a conversation off to, soonest first; one that makes no sense now is left out. */
export const snoozePresets = (pack: RulePack, now: number): readonly SnoozePreset[] => {
  const end = beforeShiftEnd(pack, now);
  const all: readonly SnoozePreset[] = [
    { key: 'halfHour', until: now + HALF_HOUR },
    { key: 'twoHours', until: now + 4 * HALF_HOUR },
    ...(end === undefined ? [] : [{ key: 'shiftEnd', until: end } as const]),
    { key: 'tomorrow', until: tomorrowMorning(now) },
  ];
  return [...all].sort((a, b) => a.until - b.until);
};
