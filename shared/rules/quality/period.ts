/** Periods of sampling plans, cut where the company's days are (`offset` ms east of UTC). Half open, ms. */
import { DAY_MS } from './qualityRules';
import type { SamplePlan } from './sample';

export type Period = { readonly from: number; readonly to: number };

const dayOf = (at: number, offset: number): number => Math.floor((at + offset) / DAY_MS);

/** The last period that was over at `now`: a day, a week from Monday, a month; null for plans drawn by hand. */
export const lastPeriod = (every: SamplePlan['every'], now: number, offset: number): Period | null => {
  const today = dayOf(now, offset);
  const midnight = (day: number): number => day * DAY_MS - offset;
  switch (every) {
    case 'hand': return null;
    case 'day': return { from: midnight(today - 1), to: midnight(today) };
    case 'week': {
      const monday = today - ((((today + 3) % 7) + 7) % 7); // 1970-01-01 was a Thursday
      return { from: midnight(monday - 7), to: midnight(monday) };
    }
    case 'month': {
      const local = new Date(now + offset);
      const first = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), 1);
      return { from: Date.UTC(local.getUTCFullYear(), local.getUTCMonth() - 1, 1) - offset, to: first - offset };
    }
  }
};
