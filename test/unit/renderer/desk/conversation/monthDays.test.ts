import { describe, expect, it } from 'vitest';
import { monthDays, stepMonth } from '#renderer/desk/conversation/monthDays';

const day = (year: number, month: number, date: number): number => new Date(year, month - 1, date).getTime();
const words = (at: number): string => `${new Date(at).getMonth() + 1}-${new Date(at).getDate()}`;

describe('a month', () => {
  it('is whole weeks from Monday, however it begins', () => {
    const november = monthDays(day(2026, 11, 21));
    expect([words(november[0]?.at ?? 0), words(november.at(-1)?.at ?? 0), november.length]).toEqual(['10-26', '12-6', 42]);
    const february = monthDays(day(2027, 2, 1));
    expect([words(february[0]?.at ?? 0), february.length, february.some(({ isOutside }) => isOutside)]).toEqual(['2-1', 28, false]);
  });

  it('a month on from the 31st stays in that month (bug: from October 31 to December 1)', () => {
    expect(words(stepMonth(day(2026, 10, 31), 1))).toBe('11-30');
    expect(words(stepMonth(day(2026, 3, 31), -1))).toBe('2-28');
  });
});
