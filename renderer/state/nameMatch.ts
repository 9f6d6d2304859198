import { spelledFrom, type Readings } from '#shared/text/spelling';

/**
 * How well a name answers what was typed; 0 is best, undefined = not at all. Ranks: the name's start, inside the
 * name, pinyin or initials from the start (`lxm`, `linxm`, `linxiaomei`), the same from inside, any extra word.
 */
export const rankName = (query: string, name: string, readings: Readings, extra: readonly string[] = []): number | undefined => {
  const typed = query.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
  const plain = name.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
  if (typed === '') return 0;
  const at = plain.indexOf(typed);
  if (at >= 0) return at === 0 ? 0 : 1;
  if (/^[a-z0-9]+$/u.test(typed)) {
    if (spelledFrom(readings, 0, typed) > 0) return 2;
    if (readings.some((_, place) => place > 0 && spelledFrom(readings, place, typed) > 0)) return 3;
  }
  return extra.some((word) => word.toLowerCase().includes(typed)) ? 4 : undefined;
};
