import { pinyin } from 'pinyin-pro';
import type { TitleRange } from '../../archive/queries/wordingSearch';

const known = new Map<string, string>();

/** Pinyin of the characters that matched, else of the title's first two: what a person would type next time. */
export const pinyinOf = (title: string, ranges: readonly TitleRange[]): string => {
  const [range] = ranges;
  const words = range === undefined ? title.slice(0, 2) : title.slice(range[0], range[1]);
  if (!/\p{Script=Han}/u.test(words)) return '';
  const kept = known.get(words);
  if (kept !== undefined) return kept;
  const made = pinyin(words, { toneType: 'none', nonZh: 'consecutive' });
  if (known.size > 500) known.clear();
  known.set(words, made);
  return made;
};
