/**
 * The matcher of a rule pack: compiled once per version, then one pass per text. Composer, engine, trial and test
 * field all ask this one function. Pure.
 */
import type { FlagSide, FlagSpan } from '../../domain/flag';
import { createFold, type Fold } from '../../text/fold';
import { buildAutomaton, type Automaton } from './automaton';
import { resolveCandidates, type Allowed, type Candidate } from './candidates';
import type { FlagTables } from './charTables';
import { concernsSide, type FlagPack, type FlagRule } from './flagPack';
import { compilePattern } from './pattern';
import type { PriceList } from './priceList';
import { compileQuotes, type QuoteCheck, type WrongQuote } from './quotes';
import { bySound, foldText, gapsOf, joinParts, plainView, squeeze, standsAlone, type View } from './views';

/** A price that does not fit the list: of which product, in fen. */
export type QuoteFact = Pick<WrongQuote, 'name' | 'fen' | 'isBelow'>;

/** What a rule found in a text. `spans` ascending, in UTF-16 units of the text, at least one. */
export type FoundFlag = { readonly rule: FlagRule; readonly spans: readonly FlagSpan[]; readonly quotes?: readonly QuoteFact[] };

export type CompiledFlags = {
  readonly version: number;
  /** In the order of the pack. Rules that are off or of the other side find nothing. */
  readonly find: (text: string, side: FlagSide) => readonly FoundFlag[];
};

/** Longer texts are looked through up to here. */
const TEXT_MOST = 20_000;
/** So many places per rule are kept: more say nothing more. */
const SPANS_MOST = 100;
/** So many places are weighed in one text: a text full of hits must not become slow. */
const PLACES_MOST = 1_000;
const ALLOWED_MOST = 4_000;

type Use = { readonly rule: number; readonly isAllow: boolean; readonly isLoose: boolean };
type Lexicon = { readonly automaton: Automaton; readonly words: readonly string[]; readonly uses: ReadonlyMap<string, readonly Use[]> };

const lexiconOf = (uses: ReadonlyMap<string, readonly Use[]>): Lexicon => {
  const words = [...uses.keys()];
  return { automaton: buildAutomaton(words), words, uses };
};

const note = (map: Map<string, Use[]>, word: string, use: Use): void => {
  const known = map.get(word);
  if (known === undefined) map.set(word, [use]);
  else known.push(use);
};

const HAN_LEAST = 3;
const HAN = /\p{Script=Han}/gu;

type Lexicons = { readonly squeezed: Lexicon; readonly exact: Lexicon; readonly sounds: Lexicon };

/** Words of letters and digits are found through separators, others exactly as they stand, some by sound too. */
const lexiconsOf = (rules: readonly FlagRule[], fold: Fold, tables: FlagTables): Lexicons => {
  const squeezed = new Map<string, Use[]>();
  const exact = new Map<string, Use[]>();
  const sounds = new Map<string, Use[]>();
  for (const [number, rule] of rules.entries()) {
    if (!rule.isOn) continue;
    const add = (word: string, isAllow: boolean): void => {
      const view = plainView(foldText(fold, word));
      if (view.text === '') return;
      const bare = squeeze(view, word).text;
      note(bare === view.text ? squeezed : exact, view.text, { rule: number, isAllow, isLoose: !isAllow && rule.isLoose });
      if (!isAllow && rule.isBySound && bare === view.text && (bare.match(HAN)?.length ?? 0) >= HAN_LEAST) note(sounds, bySound({ ...view }, tables).text, { rule: number, isAllow: false, isLoose: rule.isLoose });
    };
    for (const word of new Set(rule.words)) add(word, false);
    for (const phrase of new Set(rule.allow)) add(phrase, true);
  }
  return { squeezed: lexiconOf(squeezed), exact: lexiconOf(exact), sounds: lexiconOf(sounds) };
};

type Sieve = { readonly candidates: Candidate[]; readonly allowed: Allowed[] };

/** Looks a view through; `isForced` takes loose words only: the view is not what was written. */
const scan = ({ automaton, words, uses }: Lexicon, view: View, rules: readonly FlagRule[], sieve: Sieve, isForced = false): void => {
  if (automaton.isEmpty) return;
  automaton.scan(view.text, (number, end) => {
    const word = words[number] ?? '';
    const start = end - word.length;
    if (!standsAlone(view, start, end)) return;
    const gaps = gapsOf(view, start, end);
    if (gaps === 'broken') return;
    const from = view.from[start] ?? 0;
    const to = view.to[end - 1] ?? from;
    for (const { rule, isAllow, isLoose } of uses.get(word) ?? []) {
      if (isAllow ? gaps === 'even' : (gaps !== 'none' || isForced) && !isLoose) continue;
      if (isAllow && sieve.allowed.length < ALLOWED_MOST) sieve.allowed.push({ rule, from, to });
      else if (!isAllow && sieve.candidates.length < PLACES_MOST) sieve.candidates.push({ rule, kind: rules[rule]?.kind ?? '', from, to });
    }
  });
};

type Pattern = { readonly rule: number; readonly kind: string; readonly expression: RegExp };

const patternsOf = (rules: readonly FlagRule[], fold: (text: string) => string): readonly Pattern[] =>
  rules.flatMap((rule, number) => (rule.isOn ? rule.patterns : []).flatMap((text) => {
    const expression = compilePattern(text, fold);
    return expression === undefined ? [] : [{ rule: number, kind: rule.kind, expression }];
  }));

const scanPatterns = (patterns: readonly Pattern[], view: View, sieve: Sieve): void => {
  for (const { rule, kind, expression } of patterns) {
    for (const match of view.text.matchAll(expression)) {
      if (match[0] === '' || sieve.candidates.length >= PLACES_MOST) continue;
      sieve.candidates.push({ rule, kind, from: view.from[match.index] ?? 0, to: view.to[match.index + match[0].length - 1] ?? 0, isPattern: true });
    }
  }
};

/** Prices that do not fit, as candidates of every rule of that kind. */
const scanQuotes = (check: QuoteCheck, rules: readonly FlagRule[], view: View, sieve: Sieve): readonly WrongQuote[] => {
  const wrong = check(view.text);
  for (const { start, end } of wrong) {
    for (const [number, { kind, isOn }] of rules.entries()) {
      if (isOn && kind === 'wrongQuote') sieve.candidates.push({ rule: number, kind, from: view.from[start] ?? 0, to: view.to[end - 1] ?? 0 });
    }
  }
  return wrong;
};

/** Takes milliseconds for thousands of words; `find` some tens of microseconds for a usual reply. */
export const compileFlags = (pack: FlagPack, prices: PriceList, tables: FlagTables): CompiledFlags => {
  const fold = createFold(tables.simplified);
  const { rules } = pack;
  const { squeezed, exact, sounds } = lexiconsOf(rules, fold, tables);
  const patterns = patternsOf(rules, fold.fold);
  const hasQuotes = rules.some(({ kind, isOn }) => isOn && kind === 'wrongQuote');
  const check: QuoteCheck = hasQuotes ? compileQuotes(prices, fold.fold) : () => [];
  const find = (text: string, side: FlagSide): readonly FoundFlag[] => {
    const read = text.slice(0, TEXT_MOST);
    const sieve: Sieve = { candidates: [], allowed: [] };
    const plain = plainView(foldText(fold, read));
    const bare = squeeze(plain, read);
    const joined = joinParts(bare, tables);
    scan(squeezed, bare, rules, sieve);
    if (joined !== undefined) scan(squeezed, joined, rules, sieve, true);
    scan(exact, plain, rules, sieve);
    if (!sounds.automaton.isEmpty) scan(sounds, bySound(bare, tables), rules, sieve);
    scanPatterns(patterns, plain, sieve);
    const wrong = scanQuotes(check, rules, plain, sieve);
    const mine = sieve.candidates.filter((candidate) => { const rule = rules[candidate.rule]; return rule !== undefined && concernsSide(rule, side); });
    if (mine.length === 0) return [];
    return [...resolveCandidates(mine, sieve.allowed)].flatMap(([number, spans]): readonly FoundFlag[] => {
      const rule = rules[number];
      if (rule === undefined) return [];
      const quotes = rule.kind === 'wrongQuote' ? wrong.map(({ name, fen, isBelow }) => ({ name, fen, isBelow })) : [];
      return [{ rule, spans: spans.slice(0, SPANS_MOST), ...(quotes.length > 0 && { quotes }) }];
    });
  };
  return { version: pack.version, find };
};
