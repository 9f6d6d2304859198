/** Days as the company counts them: China Standard Time, whatever the computer's zone, so that every desk counts alike. */
const DAY_MS = 86_400_000;
const OFFSET_MS = 8 * 3_600_000;

/** Days since 1970-01-01 in UTC+8. */
export const dayOf = (at: number): number => Math.floor((at + OFFSET_MS) / DAY_MS);

/** First day of the month `at` lies in. */
export const monthStartOf = (at: number): number => {
  const date = new Date(at + OFFSET_MS);
  return Math.floor(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / DAY_MS);
};

/** First day of the month after. */
export const monthEndOf = (at: number): number => {
  const date = new Date(at + OFFSET_MS);
  return Math.floor(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / DAY_MS);
};

/** The moment a day begins, ms. */
export const startOfDay = (day: number): number => day * DAY_MS - OFFSET_MS;
