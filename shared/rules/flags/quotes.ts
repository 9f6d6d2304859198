/**
 * Compares prices said with the price list: a price belongs to the product named last before it in the same sentence,
 * else to one named right after it. What is no price of a product (a discount, postage, a deposit) is left alone; for
 * several pieces either the price of one or of all may fit. Pure.
 */
import { buildAutomaton } from './automaton';
import { chineseNumber, pricesIn } from './money';
import type { PriceList, PriceRow } from './priceList';

/** A price that does not fit, in units of the folded text. */
export type WrongQuote = { readonly start: number; readonly end: number; readonly name: string; readonly fen: number; readonly isBelow: boolean };

export type QuoteCheck = (folded: string) => readonly WrongQuote[];

type Named = { readonly row: PriceRow; readonly start: number; readonly end: number };

const BEFORE_MOST = 40;
const AFTER_MOST = 12;
const NO_QUOTE = /(?:减|优惠|便宜|省|返|返现|运费|邮费|快递费?|定金|订金|押金|补|补差|差价|券|红包|满|赔|退|赔付|加价|加收|多收|少收|抵|抵扣|原价|成本)[了您你给到价款费用为是共:\s]{0,3}$/u;
const PIECES = /(\d{1,4}|[一二两三四五六七八九十]{1,3})\s?(?:件|个|套|盒|瓶|箱|只|双|条|包|份|袋|本|台|支|张|把|斤)/gu;
const SENTENCE_END = /[。！？!?\n]/u;

const piecesIn = (text: string): number => {
  let most = 1;
  for (const [, said = ''] of text.matchAll(PIECES)) {
    const count = /^\d/u.test(said) ? Number(said) : chineseNumber(said) ?? 1;
    if (count > most) most = count;
  }
  return most;
};

const fits = (fen: number, { lowest, list }: PriceRow): boolean => fen >= lowest && fen <= list;

const longest = (names: readonly Named[]): readonly Named[] =>
  names.filter((name) => !names.some((other) => other !== name && other.start <= name.start && other.end >= name.end && other.end - other.start > name.end - name.start));

const ownerOf = (named: readonly Named[], folded: string, start: number, end: number): Named | undefined => {
  const isNear = (from: number, to: number, most: number): boolean => to - from <= most && !SENTENCE_END.test(folded.slice(from, to));
  const before = named.filter((name) => name.end <= start && isNear(name.end, start, BEFORE_MOST)).reduce<Named | undefined>((last, name) => (last === undefined || name.end > last.end ? name : last), undefined);
  return before ?? named.find((name) => name.start >= end && isNear(end, name.start, AFTER_MOST));
};

/** `fold` spells the names like the text. */
export const compileQuotes = ({ rows }: PriceList, fold: (text: string) => string): QuoteCheck => {
  const byName = new Map<string, PriceRow>();
  for (const row of rows) for (const name of [row.name, ...row.aliases].map(fold)) if (name.length >= 2 && !byName.has(name)) byName.set(name, row);
  const names = [...byName.keys()];
  const automaton = buildAutomaton(names);
  if (automaton.isEmpty) return () => [];
  return (folded) => {
    const prices = pricesIn(folded);
    if (prices.length === 0) return [];
    const found: Named[] = [];
    automaton.scan(folded, (number, end) => {
      const name = names[number] ?? '';
      const row = byName.get(name);
      if (row !== undefined) found.push({ row, start: end - name.length, end });
    });
    const named = longest(found);
    return prices.flatMap(({ fen, start, end }): readonly WrongQuote[] => {
      const owner = ownerOf(named, folded, start, end);
      if (owner === undefined || NO_QUOTE.test(folded.slice(Math.max(0, start - 8), start))) return [];
      const pieces = piecesIn(folded.slice(Math.max(0, Math.min(owner.start, start) - 8), Math.max(start, owner.start)));
      if (fits(fen, owner.row) || (pieces > 1 && fits(fen / pieces, owner.row))) return [];
      return [{ start, end, name: owner.row.name, fen, isBelow: fen < owner.row.lowest * pieces }];
    });
  };
};
