import { compileFlags, type CompiledFlags } from '#shared/rules/flags/compileFlags';
import { flagTablesOf } from '#shared/rules/flags/charTables';
import { flagPackSchema, type FlagPack, type FlagPackInput } from '#shared/rules/flags/flagPack';
import { noPrices, type PriceList } from '#shared/rules/flags/priceList';
import type { FlagSide } from '#shared/domain/flag';
import parts from '#resources/text/parts.json';
import simplified from '#resources/text/simplified.json';
import sounds from '#resources/text/sounds.json';
import shipped from '#resources/rules/flags.json';

export const tables = flagTablesOf(simplified, sounds, parts);
export const shippedPack: FlagPack = flagPackSchema.parse(shipped);

type Loose = Partial<FlagPackInput['rules'][number]>;

/** A pack of rules that say only what matters to a test. */
export const packOf = (rules: readonly Loose[]): FlagPack => flagPackSchema.parse({
  id: 'flags', version: 1, clauses: [{ id: 'TST-1', title: { 'zh-CN': '试' } }],
  rules: rules.map((rule, at) => ({ id: `r${at}`, kind: 'impolite', clause: 'TST-1', title: { 'zh-CN': `规则${at}` }, isOn: true, severity: 'warn', side: 'both', words: [], patterns: [], allow: [], ...rule })),
});

export const compiled = (rules: readonly Loose[], prices: PriceList = noPrices): CompiledFlags => compileFlags(packOf(rules), prices, tables);

/** `rule: words found`, as they stand in the text. */
export const told = (flags: CompiledFlags, text: string, side: FlagSide = 'ours'): readonly string[] =>
  flags.find(text, side).map(({ rule, spans }) => `${rule.id}: ${spans.map(({ from, to }) => text.slice(from, to)).join('|')}`);
