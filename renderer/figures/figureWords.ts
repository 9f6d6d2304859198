/** Numbers of figures as words of the language on the screen. */
import { figures, type FigureId } from '#shared/rules/figures/figureList';
import { startOfDay } from '#shared/rules/contactDays';
import { formatSpanWords } from '../i18n/format';
import { currentLocale, translate } from '../i18n/translate';

const isTime = (figure: FigureId): boolean => figures[figure].reduction === 'spread';

/** A number of that figure; `undefined` = nothing to tell. */
export const figureText = (figure: FigureId, value: number | undefined): string => {
  if (value === undefined) return translate('figures.nothing');
  if (isTime(figure)) return formatSpanWords(value);
  switch (figures[figure].reduction) {
    case 'share': return `${Math.round(value * 1000) / 10}%`;
    case 'mean': return String(Math.round(value * 10) / 10);
    default: return value.toLocaleString(currentLocale());
  }
};

/** The value of one case: a time, yes or no, or a count. */
export const caseText = (figure: FigureId, value: number): string => {
  if (isTime(figure) || figure === 'openWaits' || figure === 'unanswered') return formatSpanWords(value);
  if (figures[figure].reduction === 'share') return translate(value === 1 ? 'figures.yes' : 'figures.no');
  return value.toLocaleString(currentLocale());
};

/** How a number stands to the one before: `↑ 12`. */
export const changeText = (figure: FigureId, now: number | undefined, before: number | undefined): string => {
  if (now === undefined || before === undefined) return translate('figures.beforeNone');
  const by = now - before;
  if (by === 0) return translate('figures.same');
  const size = Math.abs(by);
  const amount = figures[figure].reduction === 'share' ? `${Math.round(size * 1000) / 10}%` : figureText(figure, size);
  return translate(by > 0 ? 'figures.up' : 'figures.down', { amount });
};

const two = (value: number): string => String(value).padStart(2, '0');

/** `11-21` of a day number (UTC+8). */
export const dayText = (day: number): string => {
  const date = new Date(day * 86_400_000);
  return `${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
};

/** `2026-11-21`, as a date field writes it. */
export const dayField = (day: number): string => `${new Date(day * 86_400_000).getUTCFullYear()}-${dayText(day)}`;
export const dayOfField = (text: string): number | undefined => {
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(at) ? Math.floor(at / 86_400_000) : undefined;
};

/** `2026-11-21 10:05` in China time, as the figures count days and hours. */
export const momentText = (at: number): string => {
  const date = new Date(at + 8 * 3_600_000);
  return `${dayField(Math.floor((at - startOfDay(0)) / 86_400_000))} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
};

/** 0 = Sunday of a day number. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;
