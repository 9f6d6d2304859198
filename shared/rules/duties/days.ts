/** Days of the company's calendar as texts, e.g. `2026-11-22`. Pure; `offsetMinutes` = minutes east of UTC. */
import { dayNumber } from '../schedule';

const DAY = 86_400_000;
const MINUTE = 60_000;

const textOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** The day a moment (ms) lies on. */
export const dayTextAt = (offsetMinutes: number, at: number): string => textOf(Math.floor((at + offsetMinutes * MINUTE) / DAY));

/** When a day begins, ms. */
export const dayStart = (offsetMinutes: number, day: string): number => dayNumber(day) * DAY - offsetMinutes * MINUTE;

export const addDays = (day: string, days: number): string => textOf(dayNumber(day) + days);

/** Days of a month (`2026-11`), ascending. */
export const daysOfMonth = (month: string): readonly string[] => {
  const first = dayNumber(`${month}-01`);
  const days: string[] = [];
  for (let day = first; textOf(day).startsWith(month); day += 1) days.push(textOf(day));
  return days;
};
