import type { DayOfWork } from '#shared/rules/duties/workSchedule';
import { translate } from '../i18n/translate';

const HALF_DAY = 43_200_000;

const clock = (offsetMinutes: number, at: number): string => new Date(at + offsetMinutes * 60_000).toISOString().slice(11, 16);

/** `09:00–12:00  13:30–18:00` on the company's clock, or why somebody does not work. */
export const dayWords = ({ spans, off }: Pick<DayOfWork, 'spans' | 'off'>, offsetMinutes: number): string => {
  if (off !== undefined) return translate(`shifts.off.${off}`);
  return spans.map(([from, to]) => `${clock(offsetMinutes, from)}–${clock(offsetMinutes, to).replace('00:00', '24:00')}`).join('  ');
};

/** A moment of a company's day that lies on the same date on a computer nearby: for words that name the day. */
export const noonOf = (dayStartAt: number): number => dayStartAt + HALF_DAY;
