/** The matcher with its tables: loaded when it is first wanted, they are most of its size. */
import { flagTablesOf, type FlagTables } from '#shared/rules/flags/charTables';
import { compileFlags, type CompiledFlags } from '#shared/rules/flags/compileFlags';
import type { FlagPack } from '#shared/rules/flags/flagPack';
import type { PriceList } from '#shared/rules/flags/priceList';
import parts from '../../../resources/text/parts.json';
import simplified from '../../../resources/text/simplified.json';
import sounds from '../../../resources/text/sounds.json';

let tables: FlagTables | undefined;

/** For rules that are not saved yet too. */
export const matcherOf = (pack: FlagPack, prices: PriceList): CompiledFlags => {
  tables ??= flagTablesOf(simplified, sounds, parts);
  return compileFlags(pack, prices, tables);
};

let last: { readonly key: string; readonly flags: CompiledFlags } | undefined;

/** Of the saved rules: made once per version. */
export const savedMatcher = (pack: FlagPack, prices: PriceList): CompiledFlags => {
  const key = `${pack.version}/${prices.version}`;
  if (last?.key !== key) last = { key, flags: matcherOf(pack, prices) };
  return last.flags;
};
