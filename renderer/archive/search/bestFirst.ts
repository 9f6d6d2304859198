import type { WordQuery } from './parseQuery';

const OFTEN = 3;
const isWordSign = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** How plainly one word stands: alone between signs 3, at one 2, else 1; up to three places count. */
const plainness = (folded: string, word: string): number => {
  let sum = 0;
  let times = 0;
  for (let at = folded.indexOf(word); at >= 0 && times < OFTEN; at = folded.indexOf(word, at + word.length)) {
    sum += 3 - Number(isWordSign(folded[at - 1])) - Number(isWordSign(folded[at + word.length]));
    times += 1;
  }
  return sum;
};

/**
 * How well a folded text answers the words, more is better: plainness of each word, and how much of the text they
 * are. Of equal ones the newer comes first.
 */
export const scoreOf = (folded: string, { all }: WordQuery): number => {
  if (all.length === 0) return 0;
  const said = all.reduce((sum, word) => sum + plainness(folded, word), 0);
  const share = Math.min(1, all.reduce((sum, word) => sum + word.length, 0) / Math.max(1, folded.length));
  return said + 3 * share;
};
