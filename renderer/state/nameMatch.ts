import { spelledFrom, type Readings } from '#shared/text/spelling';

/** As names and what was typed are compared: small letters, one width, no spaces. */
export const plainName = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');

const LATIN = /^[a-z0-9]+$/u;

/** `rankName` of what is plain already; `typed` is not empty. */
export const rankPlain = (typed: string, plain: string, readings: Readings): number | undefined => {
  const at = plain.indexOf(typed);
  if (at >= 0) return at === 0 ? 0 : 1;
  if (!LATIN.test(typed)) return undefined;
  if (spelledFrom(readings, 0, typed) > 0) return 2;
  return readings.some((_, place) => place > 0 && spelledFrom(readings, place, typed) > 0) ? 3 : undefined;
};

/**
 * How well a name answers what was typed; 0 is best, undefined = not at all. Ranks: the name's start, inside the
 * name, pinyin or initials from the start (`lxm`, `linxm`, `linxiaomei`), the same from inside, any extra word.
 */
export const rankName = (query: string, name: string, readings: Readings, extra: readonly string[] = []): number | undefined => {
  const typed = plainName(query);
  if (typed === '') return 0;
  return rankPlain(typed, plainName(name), readings) ?? (extra.some((word) => word.toLowerCase().includes(typed)) ? EXTRA : undefined);
};

const EXTRA = 4;
