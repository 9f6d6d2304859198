import { isWorkday } from 'chinese-days';
import type { WorkCalendar } from '#shared/rules/schedule';

const DAY = 86_400_000;

/** The years the published calendar knows, as it came with this version of the app. */
export const FIRST_YEAR = 2025;
export const lastYear = (now: number): number => new Date(now).getFullYear() + 1;

/** Public holidays on weekdays, and weekend days that are worked, of a span of years. */
export const publishedDays = (from: number, to: number): Pick<WorkCalendar, 'holidays' | 'makeUpDays'> => {
  const holidays: string[] = [];
  const makeUpDays: string[] = [];
  for (let at = Date.UTC(from, 0, 1); at < Date.UTC(to + 1, 0, 1); at += DAY) {
    const date = new Date(at);
    const text = date.toISOString().slice(0, 10);
    const isWeekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
    const isWorked = isWorkday(text);
    if (isWorked && isWeekend) makeUpDays.push(text);
    if (!isWorked && !isWeekend) holidays.push(text);
  }
  return { holidays, makeUpDays };
};
