import { dayOf, monthEndOf, monthStartOf, startOfDay } from '../contactDays';

/** Days since 1970 in UTC+8, `from` included, `to` not. */
export type Period = { readonly from: number; readonly to: number };

export type PeriodName = 'today' | 'yesterday' | 'days7' | 'days30' | 'month' | 'lastMonth';
export const periodNames: readonly PeriodName[] = ['today', 'yesterday', 'days7', 'days30', 'month', 'lastMonth'];

/** A named period as it stands at `now` (ms); today is part of all but `yesterday` and `lastMonth`. */
export const periodOf = (name: PeriodName, now: number): Period => {
  const today = dayOf(now);
  switch (name) {
    case 'today': return { from: today, to: today + 1 };
    case 'yesterday': return { from: today - 1, to: today };
    case 'days7': return { from: today - 6, to: today + 1 };
    case 'days30': return { from: today - 29, to: today + 1 };
    case 'month': return { from: monthStartOf(now), to: today + 1 };
    case 'lastMonth': return lastMonth(now);
  }
};

const lastMonth = (now: number): Period => {
  const first = monthStartOf(now);
  return { from: monthStartOf(startOfDay(first - 1)), to: first };
};

/** As many days, straight before. */
export const periodBefore = ({ from, to }: Period): Period => ({ from: from - (to - from), to: from });

/** The whole month `at` lies in. */
export const monthOf = (at: number): Period => ({ from: monthStartOf(at), to: monthEndOf(at) });
