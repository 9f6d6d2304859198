import type { TitleRange } from '../../archive/queries/wordingSearch';
import type { WordingRow } from '../../archive/schema/wordingRows';
import { fieldOf } from '../../archive/schema/wordingFields';

const isHan = (character: string): boolean => /\p{Script=Han}/u.test(character);

/** Pinyin of the characters that matched, else of the title's first two: what a person would type next time. */
export const readingOf = ({ title, search }: Pick<WordingRow, 'title' | 'search'>, ranges: readonly TitleRange[]): string => {
  const readings = fieldOf(search, 'readings').split(' ');
  const [from, to] = ranges[0] ?? [0, [...title].slice(0, 2).join('').length];
  const first = [...title.slice(0, from)].length;
  return [...title.slice(from, to)]
    .flatMap((character, at) => (isHan(character) ? [readings[first + at]?.split('|')[0] ?? ''] : []))
    .join(' ');
};
