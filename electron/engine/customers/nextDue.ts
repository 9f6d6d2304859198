import type { Repeat } from '#shared/domain/customer';

/** The next time of a repeated plan after `now`, keeping the hour and, by months, the day (or the month's last). ms. */
export const nextDue = (due: number, { every, unit }: Repeat, now: number): number => {
  const start = new Date(due);
  const at = (turn: number): number => {
    const date = new Date(start);
    if (unit === 'month') {
      date.setDate(1);
      date.setMonth(start.getMonth() + turn * every);
      date.setDate(Math.min(start.getDate(), new Date(date.getFullYear(), date.getMonth() + 1, 0).getDate()));
    } else date.setDate(start.getDate() + turn * every * (unit === 'week' ? 7 : 1));
    return date.getTime();
  };
  let turn = 1;
  while (at(turn) <= now) turn += 1;
  return at(turn);
};
