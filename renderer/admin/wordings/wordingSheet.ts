/** Wording as a table: what is written, and what a table read in would change. Pure. */
import { AppError } from '#shared/domain/errors';
import type { AccountId, PersonId, WordingId } from '#shared/domain/ids';
import { isMediaPart, textOf, type Parts } from '#shared/domain/message';
import { isSameWording, messagesOf, MOST_LEVELS, MOST_MESSAGES, wordingInputSchema, type Wording } from '#shared/domain/wording';
import { joinMessages, splitMessages } from '#shared/text/wordingText';
import type { WordingRow } from '../../archive/schema/wordingRows';
import { categoryPath, dayOf, endOfDay } from '../../wordings/wordingDraft';
import { headerOf, mapColumns, type SheetColumn, type SheetRecord } from '../sheets/mapColumns';
import type { ImportPlan, PlannedChange, PlannedRow } from '../sheets/importPlan';
import type { SheetRows } from '../../sheets/sheetRows';

type Column = 'id' | 'category' | 'title' | 'shortcut' | 'text' | 'shops' | 'lastDay';

/** Headers are the same in both languages' files: a table made in one is read in the other. */
export const wordingColumns: readonly SheetColumn<Column>[] = [
  { key: 'category', titles: ['分类', 'Category'] },
  { key: 'title', titles: ['标题', 'Title'], isRequired: true },
  { key: 'shortcut', titles: ['快捷码', 'Shortcut'] },
  { key: 'text', titles: ['内容', 'Text'], isRequired: true },
  { key: 'shops', titles: ['店铺', 'Shops'] },
  { key: 'lastDay', titles: ['有效期至', 'Last day'] },
  { key: 'id', titles: ['编号', 'Id'] },
];

export type SheetNames = {
  /** Name of a shop; a removed one may have none. */
  readonly shopName: (id: AccountId) => string | undefined;
  readonly shopOf: (name: string) => AccountId | undefined;
};

/** Shared and shop wording, one row each; personal wording stays with its owner. Pictures and files have no cell. */
export const sheetOfWordings = (rows: readonly WordingRow[], { shopName }: SheetNames): SheetRows => [
  headerOf(wordingColumns),
  ...rows.filter((row) => row.owner === undefined).map((row) => [
    row.category.join('/'), row.title, row.shortcut, joinMessages(messagesOf(row).map(textOf)),
    row.accounts.map((id) => shopName(id) ?? id).join('；'), row.expiresAt === undefined ? '' : dayOf(row.expiresAt - 1), row.id,
  ]),
];

/** An empty table with one line that shows how it is written. */
export const sheetTemplate: SheetRows = [
  headerOf(wordingColumns),
  ['发货/时效', '发货时间', 'fh', '{customer}您好，今天 18:00 前付款当天发出。\n{|}\n预计{?到达日期}送到。', '', '', ''],
];

export type ImportedWording = { readonly wording: Wording; readonly base?: number };

/** Why a row is not taken; the sentence is `wordings.refused.<code>`. */
export type RefusalCode = 'noTitle' | 'longTitle' | 'noText' | 'tooMany' | 'deep' | 'longLevel' | 'shortcut' | 'shortcutTaken' | 'shop' | 'day' | 'twice' | 'unknownId';
export type PlanTexts = {
  readonly refusal: (code: RefusalCode, facts: Readonly<Record<string, string | number>>) => string;
  readonly label: (column: Exclude<Column, 'id'>) => string;
};

class Refused extends Error {
  constructor(readonly code: RefusalCode, readonly facts: Readonly<Record<string, string | number>> = {}) { super(code); }
}
const refuse = (code: RefusalCode, facts: Readonly<Record<string, string | number>> = {}): never => { throw new Refused(code, facts); };

type Cells = SheetRecord<Column>['cells'];

/** Excel turns 2026-12-31 into a date and back as 2026/12/31 or 2026/1/2. */
const dayIn = (cell: string): number => {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(cell);
  const end = match === null ? undefined : endOfDay(`${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`);
  return end ?? refuse('day', { day: cell });
};

const shopsIn = (cell: string, { shopOf }: SheetNames): readonly AccountId[] =>
  cell.split(/[;；、]/u).map((name) => name.trim()).filter((name) => name !== '').map((name) => shopOf(name) ?? refuse('shop', { shop: name }));

const pathIn = (cell: string): readonly string[] => {
  const path = categoryPath(cell);
  if (path.length > MOST_LEVELS) refuse('deep', { most: MOST_LEVELS });
  return path.some((level) => level.length > 40) ? refuse('longLevel') : path;
};

/** Words replaced in their places; what has no cell, pictures and files, stays where it was. */
const messagesIn = (cell: string, before: WordingRow | undefined): readonly Parts[] => {
  const texts = splitMessages(cell);
  const kept = (before === undefined ? [] : messagesOf(before)).map((parts) => parts.filter(isMediaPart));
  const withWords = before === undefined ? [] : messagesOf(before).flatMap((parts, at) => (textOf(parts) === '' ? [] : [at]));
  // As many texts as before: each takes its own message's place, messages of pictures alone stay between.
  if (before !== undefined && texts.length === withWords.length) {
    return messagesOf(before).map((parts, at) => {
      const nth = withWords.indexOf(at);
      return nth < 0 ? parts : [{ kind: 'text', text: texts[nth] ?? '' }, ...(kept[at] ?? [])];
    });
  }
  const loose = kept.flat();
  const messages: readonly Parts[] = texts.map((text, at) => [{ kind: 'text', text }, ...(at === 0 ? loose : [])]);
  if (messages.length === 0 && loose.length === 0) refuse('noText');
  if (messages.length > MOST_MESSAGES) refuse('tooMany', { most: MOST_MESSAGES });
  return messages.length === 0 ? [loose] : messages;
};

const titleIn = (cell: string): string => (cell === '' ? refuse('noTitle') : cell.length > 80 ? refuse('longTitle', { most: 80 }) : cell);
const shortcutIn = (cell: string): string => (cell.length > 24 || /[\s/；]/u.test(cell) ? refuse('shortcut', { shortcut: cell }) : cell);

/** A column the table does not have leaves the wording as it is there. */
const wordingIn = (cells: Cells, before: WordingRow | undefined, newId: () => WordingId, names: SheetNames): Wording => {
  const [first, ...more] = messagesIn(cells.text ?? '', before);
  const expiresAt = cells.lastDay === undefined ? before?.expiresAt : cells.lastDay === '' ? undefined : dayIn(cells.lastDay);
  const owner: PersonId | undefined = before?.owner;
  return wordingInputSchema.parse({
    id: before?.id ?? newId(), title: titleIn(cells.title ?? ''),
    category: cells.category === undefined ? before?.category ?? [] : pathIn(cells.category),
    shortcut: cells.shortcut === undefined ? before?.shortcut ?? '' : shortcutIn(cells.shortcut),
    parts: first ?? [], ...(more.length > 0 && { more }),
    accounts: cells.shops === undefined ? before?.accounts ?? [] : shopsIn(cells.shops, names),
    ...(owner !== undefined && { owner }), ...(expiresAt !== undefined && { expiresAt }),
  });
};

const wordsOf = (wording: Wording, names: SheetNames): Readonly<Record<Exclude<Column, 'id'>, string>> => ({
  category: wording.category.join('/'), title: wording.title, shortcut: wording.shortcut, text: joinMessages(messagesOf(wording).map(textOf)),
  shops: wording.accounts.map((id) => names.shopName(id) ?? id).join('；'), lastDay: wording.expiresAt === undefined ? '' : dayOf(wording.expiresAt - 1),
});

const changesOf = (before: WordingRow, after: Wording, names: SheetNames, texts: PlanTexts): readonly PlannedChange[] => {
  const [was, is] = [wordsOf(before, names), wordsOf(after, names)];
  return wordingColumns.flatMap(({ key }) => (key === 'id' || was[key] === is[key] ? [] : [{ label: texts.label(key), before: was[key], after: is[key] }]));
};

const newWordsOf = (wording: Wording, names: SheetNames): string => {
  const { category, text } = wordsOf(wording, names);
  return [category, text].filter((words) => words !== '').join(' · ');
};

type Known = {
  readonly byId: ReadonlyMap<string, WordingRow>;
  /** Category and title of shared and shop wording. */
  readonly byTitle: ReadonlyMap<string, WordingRow>;
  readonly byShortcut: Map<string, WordingId>;
};

const titleKey = (category: readonly string[], title: string): string => [...category, title].join('\u0000').normalize('NFKC').toLowerCase();

const knownOf = (rows: readonly WordingRow[]): Known => ({
  byId: new Map(rows.map((row) => [row.id, row])),
  byTitle: new Map(rows.filter((row) => row.owner === undefined).map((row) => [titleKey(row.category, row.title), row])),
  byShortcut: new Map(rows.flatMap((row) => (row.shortcut === '' ? [] : [[row.shortcut.toLowerCase(), row.id]]))),
});

const lookUp = (cells: Cells, known: Known): WordingRow | undefined => {
  const id = cells.id ?? '';
  return id === '' ? known.byTitle.get(titleKey(categoryPath(cells.category ?? ''), cells.title ?? '')) : known.byId.get(id);
};

/** Shortcuts the table itself gives up may be taken by another of its rows, whichever comes first. */
const giveUpShortcuts = (records: readonly SheetRecord<Column>[], known: Known): void => {
  for (const { cells } of records) {
    const before = lookUp(cells, known);
    if (before !== undefined && cells.shortcut !== undefined && cells.shortcut !== before.shortcut) known.byShortcut.delete(before.shortcut.toLowerCase());
  }
};

/** By its number; without one by category and title, so that a table written by hand changes what is there. */
const foundIn = (cells: Cells, known: Known): WordingRow | undefined => {
  const found = lookUp(cells, known);
  return found === undefined && (cells.id ?? '') !== '' ? refuse('unknownId', { id: cells.id ?? '' }) : found;
};

type Planned = { readonly row: PlannedRow; readonly item?: ImportedWording };

const planRow = ({ line, cells }: SheetRecord<Column>, known: Known, seen: Set<WordingId>, newId: () => WordingId, names: SheetNames, texts: PlanTexts): Planned => {
  const name = cells.title ?? '';
  try {
    const before = foundIn(cells, known);
    const wording = wordingIn(cells, before, newId, names);
    if (seen.has(wording.id)) refuse('twice');
    const holder = wording.shortcut === '' ? undefined : known.byShortcut.get(wording.shortcut.toLowerCase());
    if (holder !== undefined && holder !== wording.id) refuse('shortcutTaken', { shortcut: wording.shortcut });
    seen.add(wording.id);
    if (wording.shortcut !== '') known.byShortcut.set(wording.shortcut.toLowerCase(), wording.id);
    if (before === undefined) return { row: { line, name, verdict: 'new', about: newWordsOf(wording, names) }, item: { wording } };
    if (isSameWording(before, wording)) return { row: { line, name, verdict: 'unchanged' } };
    return { row: { line, name, verdict: 'changed', changes: changesOf(before, wording, names, texts) }, item: { wording, base: before.version } };
  } catch (cause) {
    if (cause instanceof Refused) return { row: { line, name, verdict: 'refused', reason: texts.refusal(cause.code, cause.facts) } };
    throw new AppError('internal.bug', {}, { cause });
  }
};

/** What reading this table in would do. Throws `sheet.missingColumn`, `sheet.doubleColumn`. Nothing is applied here. */
export const planWordings = (rows: SheetRows, kept: readonly WordingRow[], newId: () => WordingId, names: SheetNames, texts: PlanTexts): ImportPlan<ImportedWording> => {
  const { records, ignored } = mapColumns(rows, wordingColumns);
  const known = knownOf(kept);
  giveUpShortcuts(records, known);
  const seen = new Set<WordingId>();
  const planned = records.map((record) => planRow(record, known, seen, newId, names, texts));
  return { rows: planned.map(({ row }) => row), items: planned.flatMap(({ item }) => item ?? []), ignored };
};
