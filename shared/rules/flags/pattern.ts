/**
 * The pattern language of flag rules: plain characters, `(this|that)`, and elements in braces. Every element is bounded
 * and none nests, so no text can make a match slow; what the braces cannot say cannot be said.
 *
 *   {digits:5-11}  a run of so many digits of any spelling (１３８, 一三八, 1-3-8), not part of a longer run
 *   {phone}        a mobile number of mainland China, in any such spelling
 *   {id:5-20}      letters of the Latin alphabet, digits, _ and -, at least one of them a letter or digit
 *   {gap:0-6}      whatever stands between, on one line
 */
export type PatternElement =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'either'; readonly words: readonly string[] }
  | { readonly kind: 'digits' | 'id' | 'gap'; readonly least: number; readonly most: number }
  | { readonly kind: 'phone' };

const ELEMENTS_MOST = 20;
/** Ways to stretch the elements of one pattern, all together. */
const WAYS_MOST = 1_000;
const limits = { digits: [1, 30], id: [2, 40], gap: [0, 20] } as const;

const DIGIT = '0-9零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖';
/** Between the digits of one number; U+20E3 draws the box of a keycap. */
const BETWEEN = '[\\s\\-._·•~*,/|\\u20e3]{0,2}';

const token = /\{(phone)\}|\{(digits|id|gap):(\d{1,2})(?:-(\d{1,2}))?\}|\(([^(){}|]{1,40}(?:\|[^(){}|]{1,40}){0,40})\)|([^(){}|]+)/gy;

const rangeOf = (kind: 'digits' | 'id' | 'gap', from: string, to: string | undefined): PatternElement | undefined => {
  const least = Number(from);
  const most = to === undefined ? least : Number(to);
  const [low, high] = limits[kind];
  return least < low || most > high || most < least ? undefined : { kind, least, most };
};

const elementOf = ([, phone, kind, from, to, either, literal]: RegExpExecArray): PatternElement | undefined => {
  if (phone !== undefined) return { kind: 'phone' };
  if (kind !== undefined && from !== undefined) return rangeOf(kind as 'digits' | 'id' | 'gap', from, to); // what the expression names
  if (either !== undefined) return { kind: 'either', words: either.split('|') };
  return { kind: 'literal', text: literal ?? '' };
};

const isTelling = (element: PatternElement): boolean =>
  element.kind === 'phone' || element.kind === 'literal' || element.kind === 'either' || (element.kind === 'digits' && element.least >= 5);

/** At one place only words that begin alike can both fit. */
const waysAmong = (words: readonly string[]): number =>
  Math.max(...words.map((word) => words.filter((other) => other.charAt(0) === word.charAt(0)).length));

const waysOf = (element: PatternElement): number => {
  switch (element.kind) {
    case 'literal': case 'phone': return 1;
    case 'either': return waysAmong(element.words);
    default: return element.most - element.least + 1;
  }
};

/** The elements, or undefined for what is no pattern, says nothing by itself or could be slow. */
export const parsePattern = (text: string): readonly PatternElement[] | undefined => {
  const elements: PatternElement[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    const element = match === null ? undefined : elementOf(match);
    if (element === undefined) return undefined;
    elements.push(element);
  }
  const isBounded = elements.length <= ELEMENTS_MOST && elements.reduce((ways, element) => ways * waysOf(element), 1) <= WAYS_MOST;
  return isBounded && elements.some(isTelling) ? elements : undefined;
};

export const isPattern = (text: string): boolean => parsePattern(text) !== undefined;

const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&');

/** `isLed`: plain characters stand before it, at most with a gap between: an id may follow them at once (vx13800). */
const sourceOf = (element: PatternElement, fold: (text: string) => string, isLed: boolean): string => {
  switch (element.kind) {
    case 'literal': return escape(fold(element.text));
    case 'either': return `(?:${element.words.map((word) => escape(fold(word))).join('|')})`;
    case 'digits': return `(?<![${DIGIT}])[${DIGIT}](?:${BETWEEN}[${DIGIT}]){${element.least - 1},${element.most - 1}}(?![${DIGIT}])`;
    case 'phone': return `(?<![${DIGIT}])[1一幺壹]${BETWEEN}[3-9三四五六七八九叁肆伍陆柒捌玖](?:${BETWEEN}[${DIGIT}]){9}(?![${DIGIT}])`;
    case 'id': return `${isLed ? '' : '(?<![a-z0-9_-])'}(?=[_-]{0,3}[a-z0-9])[a-z0-9_-]{${element.least},${element.most}}(?![a-z0-9_-])`;
    case 'gap': return `[^\\n]{${element.least},${element.most}}?`;
  }
};

const isLedBy = (before: readonly PatternElement[]): boolean => {
  const last = before.findLast(({ kind }) => kind !== 'gap');
  return last?.kind === 'literal' || last?.kind === 'either';
};

/** Finds the pattern in folded text; global. `fold` spells the literals like the text. */
export const compilePattern = (text: string, fold: (text: string) => string): RegExp | undefined => {
  const elements = parsePattern(text);
  return elements === undefined ? undefined : new RegExp(elements.map((element, at) => sourceOf(element, fold, isLedBy(elements.slice(0, at)))).join(''), 'gu');
};
