import { priceRowSchema, PRICE_ROWS_MOST, type PriceList, type PriceRow } from '#shared/rules/flags/priceList';
import type { Translate } from '../../i18n/translate';
import type { SheetRows } from '../../sheets/sheetRows';
import type { ImportPlan, PlannedChange, PlannedRow } from '../sheets/importPlan';
import { headerOf, mapColumns, type SheetColumn, type SheetRecord } from '../sheets/mapColumns';

type Key = 'name' | 'aliases' | 'lowest' | 'list';

export const priceColumns: readonly SheetColumn<Key>[] = [
  { key: 'name', titles: ['品名', '商品', '商品名称', 'Name', 'Product'], isRequired: true }, { key: 'aliases', titles: ['别名', '简称', 'Other names', 'Aliases'] },
  { key: 'lowest', titles: ['最低价', '底价', 'Lowest price', 'Lowest'], isRequired: true }, { key: 'list', titles: ['标价', '售价', '零售价', 'List price', 'List'], isRequired: true },
];

/** ¥1,299.00 as fen; undefined for what is no price. */
export const fenOf = (text: string): number | undefined => {
  const plain = text.normalize('NFKC').replace(/[¥$,\s元]/gu, '');
  return /^\d{1,7}(\.\d{1,2})?$/u.test(plain) ? Math.round(Number(plain) * 100) : undefined;
};

/** As a file has it: whole yuan without cents. */
export const yuan = (fen: number): string => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2));

/** In a column, one under the other. */
export const yuanAligned = (fen: number): string => (fen / 100).toFixed(2);

const aliasesText = (row: PriceRow): string => row.aliases.join('、');

const rowOf = ({ name = '', aliases = '', lowest = '', list = '' }: SheetRecord<Key>['cells']): PriceRow | undefined => {
  const made = { name, aliases: aliases.split(/[、，,；;/|]+/u).map((alias) => alias.trim()).filter((alias) => alias.length >= 2), lowest: fenOf(lowest), list: fenOf(list) };
  return priceRowSchema.safeParse(made).data;
};

const changesOf = (before: PriceRow, after: PriceRow, t: Translate): readonly PlannedChange[] => [
  { label: t('prices.aliases'), before: aliasesText(before), after: aliasesText(after) }, { label: t('prices.lowest'), before: yuan(before.lowest), after: yuan(after.lowest) },
  { label: t('prices.list'), before: yuan(before.list), after: yuan(after.list) },
].filter((change) => change.before !== change.after);

/** What each row of a file would do to the list; a product is known by its name. */
export const planPrices = (rows: SheetRows, { rows: known }: PriceList, t: Translate): ImportPlan<PriceRow> => {
  const { records, ignored } = mapColumns(rows, priceColumns);
  const byName = new Map(known.map((row) => [row.name, row]));
  const seen = new Set<string>();
  const items: PriceRow[] = [];
  const planned = records.map(({ line, cells }): PlannedRow => {
    const row = rowOf(cells);
    const name = cells.name ?? '';
    if (row === undefined) return { line, verdict: 'refused', name, reason: t(name === '' ? 'prices.noName' : 'prices.wrong') };
    if (seen.has(row.name)) return { line, verdict: 'refused', name, reason: t('prices.twice') };
    seen.add(row.name);
    const before = byName.get(row.name);
    if (before === undefined && byName.size + items.length >= PRICE_ROWS_MOST) return { line, verdict: 'refused', name, reason: t('prices.tooMany', { count: PRICE_ROWS_MOST }) };
    const changes = before === undefined ? [] : changesOf(before, row, t);
    if (before !== undefined && changes.length === 0) return { line, verdict: 'unchanged', name };
    items.push(row);
    return before === undefined ? { line, verdict: 'new', name, about: [`${yuan(row.lowest)}–${yuan(row.list)}`, aliasesText(row)].filter((words) => words !== '').join(' · ') } : { line, verdict: 'changed', name, changes };
  });
  return { rows: planned, items, ignored };
};

/** The list with what an import adds and changes. */
export const withRows = (known: readonly PriceRow[], items: readonly PriceRow[]): readonly PriceRow[] => {
  const changed = new Map(items.map((row) => [row.name, row]));
  const names = new Set(known.map(({ name }) => name));
  return [...known.map((row) => changed.get(row.name) ?? row), ...items.filter(({ name }) => !names.has(name))];
};

export const priceTable = ({ rows }: PriceList): SheetRows => [headerOf(priceColumns), ...rows.map((row) => [row.name, aliasesText(row), yuan(row.lowest), yuan(row.list)])];
export const priceTemplate: SheetRows = [headerOf(priceColumns), ['蓝白校服套装', '校服、运动校服', '99', '129']];
