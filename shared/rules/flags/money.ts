/** Prices as people write them in a chat: ¥99, 99.5元, 99块9, 一百二, 三百五十块. Pure; amounts in fen. */
export type SaidPrice = { readonly fen: number; readonly start: number; readonly end: number };

const digits: Readonly<Record<string, number>> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 };

/** 一百二 is 120: a last digit after a unit counts tenths of that unit unless 零 stands before it. */
export const chineseNumber = (text: string): number | undefined => {
  let total = 0;
  let digit: number | undefined;
  let last = 1;
  let isPlain = false;
  for (const character of text) {
    const unit = units[character];
    if (unit !== undefined) {
      if (unit === 10_000) total = (total + (digit ?? 0)) * unit;
      else total += (digit ?? (unit === 10 ? 1 : 0)) * unit;
      digit = undefined;
      last = unit;
      isPlain = false;
      continue;
    }
    const value = digits[character];
    if (value === undefined) return undefined;
    if (value === 0) isPlain = true;
    if (value !== 0 && digit !== undefined && digit !== 0) return undefined;
    digit = value;
  }
  if (digit === undefined) return total;
  return total + digit * (total > 0 && last > 10 && !isPlain ? last / 10 : 1);
};

const said = /(?<![\d.])(?:([¥$]|rmb)\s{0,2})?(\d{1,7}(?:\.\d{1,2})?)\s{0,2}(?:(元|块钱|块|圆|rmb|rm币)(\d)?(?!\d))?|([一二两三四五六七八九十百千万零〇]{1,12})(元|块钱|块|圆)([一二三四五六七八九])?/gu;

const fenOf = ([, sign, number, unit, jiao, words, , wordJiao]: RegExpMatchArray): number | undefined => {
  if (number !== undefined) {
    if (sign === undefined && unit === undefined) return undefined;
    return Math.round(Number(number) * 100) + Number(jiao ?? 0) * 10;
  }
  const yuan = words === undefined ? undefined : chineseNumber(words);
  return yuan === undefined ? undefined : yuan * 100 + (digits[wordJiao ?? ''] ?? 0) * 10;
};

/** Every price in folded text, with its place. A bare number is none. */
export const pricesIn = (folded: string): readonly SaidPrice[] => {
  const found: SaidPrice[] = [];
  for (const match of folded.matchAll(said)) {
    const fen = fenOf(match);
    if (fen !== undefined && fen > 0) found.push({ fen, start: match.index, end: match.index + match[0].trimEnd().length });
  }
  return found;
};
