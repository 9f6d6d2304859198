/** Whether typed letters spell Chinese characters: whole readings, their beginnings, initials, or all mixed. Pure. */

/** One list of readings per character, lower case; what is no Chinese character stands for itself. */
export type Readings = readonly (readonly string[])[];

/** Ways one reading can take part of the query: all they share, or only the initial letter. */
const takes = (reading: string, rest: string): readonly number[] => {
  let common = 0;
  while (common < reading.length && common < rest.length && reading[common] === rest[common]) common += 1;
  if (common === 0) return [];
  // Half a reading may only end the query: "zho" spells 周 so far, "zhoj" spells nothing.
  return (common === reading.length || common === rest.length) && common > 1 ? [common, 1] : [1];
};

/** How many characters from `place` on spell the whole query (`fahuo`, `fh`, `fahu`); 0 = they do not. */
export const spelledFrom = (readings: Readings, place: number, query: string): number => {
  if (query === '') return 0;
  for (const reading of readings[place] ?? []) {
    for (const taken of takes(reading, query)) {
      if (taken === query.length) return 1;
      const more = spelledFrom(readings, place + 1, query.slice(taken));
      if (more > 0) return more + 1;
    }
  }
  return 0;
};
