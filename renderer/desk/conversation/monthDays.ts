/** Days of a month in weeks that begin on Monday, local time. Pure. */
export type MonthDay = { /** Local midnight, ms. */ readonly at: number; /** Of the month before or after. */ readonly isOutside: boolean };

export const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** Whole weeks around the month `at` lies in. */
export const monthDays = (at: number): readonly MonthDay[] => {
  const date = new Date(at);
  const [year, month] = [date.getFullYear(), date.getMonth()];
  const lead = (new Date(year, month, 1).getDay() + 6) % 7;
  const length = new Date(year, month + 1, 0).getDate();
  const weeks = Math.ceil((lead + length) / 7);
  return Array.from({ length: weeks * 7 }, (_, nth) => {
    const day = new Date(year, month, nth - lead + 1);
    return { at: day.getTime(), isOutside: day.getMonth() !== month };
  });
};

/** The same day a month earlier or later, at most that month's last. */
export const stepMonth = (at: number, by: 1 | -1): number => {
  const date = new Date(at);
  const last = new Date(date.getFullYear(), date.getMonth() + by + 1, 0).getDate();
  return new Date(date.getFullYear(), date.getMonth() + by, Math.min(date.getDate(), last)).getTime();
};
