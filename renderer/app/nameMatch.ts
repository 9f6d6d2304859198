/** Readings of a name: one list of spellings per character, lower case; `starts` are their places in the name. */
export type Readings = readonly (readonly string[])[];

/** How much of `rest` one reading can take: all they share, or only the initial letter. */
const takes = (reading: string, rest: string): readonly number[] => {
  let common = 0;
  while (common < reading.length && common < rest.length && reading[common] === rest[common]) common += 1;
  if (common === 0) return [];
  // Half a reading may only end the query: "zho" spells 周 so far, "zhoj" spells nothing.
  return (common === reading.length || common === rest.length) && common > 1 ? [common, 1] : [1];
};

const isSpelled = (readings: Readings, place: number, query: string): boolean =>
  (readings[place] ?? []).some((reading) => takes(reading, query).some((taken) => taken === query.length || isSpelled(readings, place + 1, query.slice(taken))));

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
    if (isSpelled(readings, 0, typed)) return 2;
    if (readings.some((_, place) => place > 0 && isSpelled(readings, place, typed))) return 3;
  }
  return extra.some((word) => word.toLowerCase().includes(typed)) ? 4 : undefined;
};
