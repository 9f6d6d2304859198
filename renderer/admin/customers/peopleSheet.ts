/** People as a table and back: export rows, and the plan of an import. Pure but for the language and fresh ids. */
import { AppError } from '#shared/domain/errors';
import { FILED_ACCOUNT, type FieldDefinition, type FieldValue, type Stage, type Tag, type TagKind } from '#shared/domain/customer';
import type { CustomerId } from '#shared/domain/ids';
import type { PersonProfile } from '#shared/domain/customerFile';
import { normalPhone } from '#shared/text/phone';
import { divisionName, divisions } from '../../i18n/divisions';
import { occupationName, occupationValueOf } from '../../i18n/occupations';
import { currentLocale, translate } from '../../i18n/translate';
import { messages } from '../../i18n/catalog/all';
import type { MessageKey } from '../../i18n/catalog/all';
import type { ImportPlan, PlannedChange, PlannedRow } from '../sheets/importPlan';
import { headerOf, mapColumns, type SheetColumn, type SheetRecord } from '../sheets/mapColumns';
import type { SheetRows } from '../../sheets/sheetRows';
import { shownField, type ColumnContext } from './columns';
import type { PersonLine } from './usePeople';

/** What `customer.import` takes for one row. */
export type ImportItem = {
  readonly customer: CustomerId; readonly fields?: Record<string, FieldValue>; readonly tags?: Tag[]; readonly stage?: Stage; readonly starred?: boolean;
};

const both = (key: MessageKey): readonly string[] => [...new Set([translate(key), messages['zh-CN'][key] ?? '', messages.en[key] ?? ''])].filter((title) => title !== '');

const textKeys = ['remark', 'name', 'phones', 'addresses', 'email', 'birthday', 'company', 'idNumber', 'bankCard'] as const;
const tagKeys = { grade: 'filter.grade', province: 'filter.province', occupation: 'filter.occupation' } as const;

/** What other tables call the same. */
const alsoCalled: Partial<Readonly<Record<(typeof textKeys)[number], readonly string[]>>> = { phones: ['电话'], name: ['客户名称'] };

/** Columns of the table, the company's own fields last. */
export const peopleColumns = (fields: readonly FieldDefinition[]): readonly SheetColumn<string>[] => [
  { key: 'id', titles: both('peopleSheet.id') },
  ...textKeys.map((key) => ({ key, titles: [...both(`customer.field.${key}`), ...alsoCalled[key] ?? []] })),
  { key: 'stage', titles: both('customer.stage') },
  ...Object.entries(tagKeys).map(([key, title]) => ({ key, titles: both(title) })),
  { key: 'tags', titles: both('filter.tag') }, { key: 'groups', titles: both('customer.group') }, { key: 'starred', titles: both('customers.starred') },
  ...fields.map((field) => ({ key: `custom:${field.id}`, titles: [field.name] })),
];

const valueOf = (profile: PersonProfile, kind: TagKind): string => profile.tags.find((tag) => tag.kind === kind)?.value ?? '';
const wordsOf = (profile: PersonProfile, kind: 'free' | 'group'): string => profile.tags.filter((tag) => tag.kind === kind).map((tag) => tag.value).join('；');
const yes = (value: boolean): string => translate(value ? 'fact.yes' : 'fact.no');

/** A cell as this role may see it. */
const cellOf = (line: PersonLine, key: string, context: Pick<ColumnContext, 'policy' | 'role'>): string => {
  const { profile } = line.person;
  switch (key) {
    case 'id': return line.id;
    case 'stage': return translate(`customer.stage.${profile.stage}`);
    case 'grade': return valueOf(profile, 'grade');
    case 'province': return valueOf(profile, 'province') === '' ? '' : divisionName(valueOf(profile, 'province'), currentLocale());
    case 'occupation': return valueOf(profile, 'occupation') === '' ? '' : occupationName(valueOf(profile, 'occupation'), currentLocale());
    case 'tags': return wordsOf(profile, 'free');
    case 'groups': return wordsOf(profile, 'group');
    case 'starred': return yes(profile.starred);
    case 'name': return shownField(line, 'name', context) || line.person.title;
    default: return shownField(line, key, context);
  }
};

/** Header and rows for a file. */
export const peopleRows = (lines: readonly PersonLine[], fields: readonly FieldDefinition[], context: Pick<ColumnContext, 'policy' | 'role'>): SheetRows => {
  const columns = peopleColumns(fields);
  return [headerOf(columns), ...lines.map((line) => columns.map(({ key }) => cellOf(line, key, context)))];
};

/** An empty table with one line that shows how it is meant. */
export const peopleTemplate = (fields: readonly FieldDefinition[]): SheetRows =>
  [headerOf(peopleColumns(fields)), ['', '王老师', '王若曦', '13800571234', '浙江省杭州市西湖区文三路398号', 'wrx@example.com', '1990-01-31', '青禾羊绒', '', '', translate('customer.stage.potential'), 'B', '浙江', '教师', '羊绒；老客户', '', yes(false)]];

const split = (text: string): readonly string[] => [...new Set(text.split(/[；;、,，\n]/u).map((one) => one.trim()).filter((one) => one !== ''))];
/** Addresses hold commas. */
const splitLines = (text: string): readonly string[] => [...new Set(text.split(/[；;\n]/u).map((one) => one.trim()).filter((one) => one !== ''))];

const refuse = (key: MessageKey, facts: Readonly<Record<string, string>> = {}): never => { throw new AppError('peopleSheet.row', { sentence: translate(key, facts) }); };

const isYes = (text: string): boolean => /^(?:是|yes|true|1|y|对)$/iu.test(text);
const isNo = (text: string): boolean => /^(?:否|no|false|0|n|不是)$/iu.test(text);

const tagOf = (kind: 'grade' | 'province' | 'occupation', text: string): Tag => {
  if (kind === 'province') {
    const code = divisions.find((one) => [one.code, one.zh, one.fullZh, one.en].some((name) => name.toLowerCase() === text.toLowerCase()))?.code;
    return { kind, value: code ?? refuse('peopleSheet.badProvince', { text }), source: 'import' };
  }
  if (kind === 'grade') return { kind, value: /^[A-D]$/iu.test(text) ? text.toUpperCase() : refuse('peopleSheet.badGrade', { text }), source: 'import' };
  return { kind, value: occupationValueOf(text).slice(0, 60), source: 'import' };
};

const fieldOf = (key: string, text: string, fields: readonly FieldDefinition[]): FieldValue => {
  const field = fields.find((one) => `custom:${one.id}` === key);
  const kind = field?.kind ?? (key === 'birthday' ? 'date' : 'text');
  if (key === 'phones') {
    const numbers = split(text);
    const bad = numbers.find((one) => normalPhone(one) === '' && !/^\+?[\d -]{5,20}$/u.test(one));
    return bad === undefined ? numbers.map((one) => normalPhone(one) || one) : refuse('peopleSheet.badPhone', { text: bad });
  }
  if (key === 'addresses') return splitLines(text).map((one) => one.slice(0, 300));
  if (key === 'email' && !/^\S+@\S+\.\S+$/u.test(text)) return refuse('peopleSheet.badEmail', { text });
  if (kind === 'date') {
    const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(text);
    return found === null ? refuse('peopleSheet.badDate', { text }) : `${found[1]}-${found[2]?.padStart(2, '0')}-${found[3]?.padStart(2, '0')}`;
  }
  if (kind === 'number') return Number.isFinite(Number(text)) ? Number(text) : refuse('peopleSheet.badNumber', { text });
  if (kind === 'boolean') return isYes(text) ? true : isNo(text) ? false : refuse('peopleSheet.badYesNo', { text });
  if (kind === 'choice' && field?.choices?.includes(text) !== true) return refuse('peopleSheet.badChoice', { text });
  return text.slice(0, 2000);
};

type Known = { readonly byId: ReadonlyMap<string, PersonLine>; readonly byPhone: ReadonlyMap<string, readonly PersonLine[]> };

const knownOf = (lines: readonly PersonLine[]): Known => {
  const byPhone = new Map<string, PersonLine[]>();
  for (const line of lines) {
    const phones = line.person.profile.fields['phones']?.value;
    for (const phone of Array.isArray(phones) ? phones : []) byPhone.set(normalPhone(phone), [...(byPhone.get(normalPhone(phone)) ?? []), line]);
  }
  return { byId: new Map(lines.flatMap((line) => line.person.profile.files.map((file) => [file as string, line] as const))), byPhone };
};

const personFor = ({ byId, byPhone }: Known, cells: SheetRecord<string>['cells']): PersonLine | undefined => {
  const id = cells['id'] ?? '';
  if (id !== '') return byId.get(id) ?? refuse('peopleSheet.unknownId', { text: id });
  const found = [...new Set(split(cells['phones'] ?? '').flatMap((phone) => byPhone.get(normalPhone(phone)) ?? []))];
  return found.length > 1 ? refuse('peopleSheet.manyPhones') : found[0];
};

/** What stands in the row and is not said already; a covered cell says nothing. */
const itemOf = (record: SheetRecord<string>, line: PersonLine | undefined, fields: readonly FieldDefinition[], context: Pick<ColumnContext, 'policy' | 'role'>): { readonly item: ImportItem; readonly changes: readonly PlannedChange[] } => {
  const values: Record<string, FieldValue> = {};
  const tags: Tag[] = [];
  let stage: Stage | undefined;
  let starred: boolean | undefined;
  const changes: PlannedChange[] = [];
  for (const { key, titles } of peopleColumns(fields)) {
    const text = (record.cells[key] ?? '').trim();
    const before = line === undefined ? '' : cellOf(line, key, context);
    if (key === 'id' || text === '' || text === before || /\*{2,}/u.test(text)) continue;
    const note = (): void => { changes.push({ label: titles[0] ?? key, before, after: text }); };
    if (key === 'stage') {
      stage = both('customer.stage.deal').includes(text) || text === 'deal' ? 'deal' : both('customer.stage.potential').includes(text) || text === 'potential' ? 'potential' : refuse('peopleSheet.badStage', { text });
      if (line?.person.profile.stage !== stage) note();
    } else if (key === 'grade' || key === 'province' || key === 'occupation') {
      const tag = tagOf(key, text);
      if (line === undefined || valueOf(line.person.profile, key) !== tag.value) { tags.push(tag); note(); }
    } else if (key === 'tags' || key === 'groups') {
      const kind = key === 'tags' ? 'free' as const : 'group' as const;
      const known = new Set(line === undefined ? [] : split(wordsOf(line.person.profile, kind)));
      const added = split(text).filter((word) => !known.has(word));
      tags.push(...added.map((word) => ({ kind, value: word.slice(0, 60), source: 'import' as const })));
      if (added.length > 0) note();
    } else if (key === 'starred') {
      starred = isYes(text) ? true : isNo(text) ? false : refuse('peopleSheet.badYesNo', { text });
      if ((line?.person.profile.starred ?? false) !== starred) note();
    } else {
      const value = fieldOf(key, text, fields);
      if (JSON.stringify(line?.person.profile.fields[key]?.value ?? null) !== JSON.stringify(value)) { values[key] = value; note(); }
    }
  }
  const customer = line?.person.id ?? `${FILED_ACCOUNT}/${crypto.randomUUID()}` as CustomerId; // a new file of nobody's account
  return {
    changes,
    item: { customer, ...(Object.keys(values).length > 0 && { fields: values }), ...(tags.length > 0 && { tags }), ...(stage !== undefined && { stage }), ...(starred !== undefined && { starred }) },
  };
};

/** What an import would do, row by row; nothing is applied here. */
export const planPeople = (rows: SheetRows, lines: readonly PersonLine[], fields: readonly FieldDefinition[], context: Pick<ColumnContext, 'policy' | 'role'>): ImportPlan<ImportItem> => {
  const mapped = mapColumns(rows, peopleColumns(fields));
  if (!mapped.present.some((key) => key === 'id' || key === 'name' || key === 'remark' || key === 'phones')) throw new AppError('sheet.missingColumn', { column: translate('customer.field.name') });
  const known = knownOf(lines);
  const met = new Set<string>();
  const items: ImportItem[] = [];
  const planned = mapped.records.map((record): PlannedRow => {
    const name = record.cells['remark'] || record.cells['name'] || record.cells['phones'] || record.cells['id'] || '';
    try {
      const line = personFor(known, record.cells);
      const key = line?.id ?? `new ${split(record.cells['phones'] ?? '').map(normalPhone).join() || name}`;
      if (met.has(key)) refuse('peopleSheet.twice');
      met.add(key);
      if (line === undefined && !(record.cells['name'] || record.cells['remark'])) refuse('peopleSheet.noName');
      const { item, changes } = itemOf(record, line, fields, context);
      if (line !== undefined && changes.length === 0) return { line: record.line, verdict: 'unchanged', name: line.person.title };
      items.push(item);
      return { line: record.line, verdict: line === undefined ? 'new' : 'changed', name: line?.person.title ?? name, changes };
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'peopleSheet.row') throw error;
      return { line: record.line, verdict: 'refused', name, reason: String(error.data['sentence']) };
    }
  });
  return { rows: planned, items, ignored: mapped.ignored };
};
