import type { TableProps } from 'antd';
import type { ReactNode } from 'react';
import type { FieldDefinition } from '#shared/domain/customer';
import { isCovered, type CustomerPolicy } from '#shared/rules/customerPolicy';
import type { Role } from '#shared/domain/person';
import { mask } from '#shared/text/mask';
import { tagValues } from '../../archive/queries/persons';
import type { AccountRow } from '../../archive/schema/accountRows';
import { divisionName } from '../../i18n/divisions';
import { formatDue, formatShort, formatSpan } from '../../i18n/format';
import { occupationName } from '../../i18n/occupations';
import { currentLocale, translate } from '../../i18n/translate';
import { AccountCode } from '../../ui/AccountCode';
import { Grade } from '../../ui/Grade';
import { Icon } from '../../ui/Icon';
import { Tag } from '../../ui/Tag';
import styles from './Customers.module.css';
import type { PersonLine } from './usePeople';

export type Column = NonNullable<TableProps<PersonLine>['columns']>[number];
export type ColumnContext = {
  readonly accounts: ReadonlyMap<string, AccountRow>; readonly glyph: (channel: AccountRow['channel']) => string;
  readonly policy: CustomerPolicy; readonly role: Role; readonly now: number; readonly open: (line: PersonLine) => void;
};

type Shown = { readonly key: string; readonly title: string; readonly width: number; readonly text: (line: PersonLine, context: ColumnContext) => string; readonly cell?: (line: PersonLine, context: ColumnContext) => ReactNode; readonly order?: (line: PersonLine) => number | string };

const fieldText = (line: PersonLine, key: string): string => {
  const value = line.person.profile.fields[key]?.value;
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return translate(value ? 'fact.yes' : 'fact.no');
  return Array.isArray(value) ? value.join('；') : String(value);
};

const coveredFields = { phones: 'phone', addresses: 'address', email: 'email', idNumber: 'idNumber', bankCard: 'bankCard' } as const;

/** Text of a field as this role may see it: in tables, previews and files alike. */
export const shownField = (line: PersonLine, key: string, { policy, role }: Pick<ColumnContext, 'policy' | 'role'>): string => {
  const cover = Object.hasOwn(coveredFields, key) ? coveredFields[key as keyof typeof coveredFields] : undefined; // own key, checked
  if (cover === undefined || !isCovered(policy, cover, role)) return fieldText(line, key);
  const value = line.person.profile.fields[key]?.value;
  const lines = Array.isArray(value) ? value : fieldText(line, key) === '' ? [] : [fieldText(line, key)];
  return lines.map((one) => mask(cover, one)).join('；');
};

const moment = (at: number): string => (at === 0 ? '' : formatShort(at));
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Every column of a person but the name, which is always there. */
export const shownColumns = (fields: readonly FieldDefinition[]): readonly Shown[] => [
  { key: 'grade', title: translate('filter.grade'), width: 64, text: (line) => line.person.grade ?? '', cell: (line) => line.person.grade !== undefined && <Grade grade={line.person.grade} />, order: (line) => line.person.grade ?? 'Z' },
  { key: 'stage', title: translate('customer.stage'), width: 72, text: (line) => translate(`customer.stage.${line.person.profile.stage}`), order: (line) => line.person.profile.stage },
  { key: 'province', title: translate('filter.province'), width: 92, text: (line) => (line.traits['province'] === undefined ? '' : divisionName(text(line.traits['province']), currentLocale())), order: (line) => text(line.traits['province']) || 'z' },
  { key: 'occupation', title: translate('filter.occupation'), width: 92, text: (line) => (line.traits['occupation'] === undefined ? '' : occupationName(text(line.traits['occupation']), currentLocale())), order: (line) => text(line.traits['occupation']) || 'z' },
  { key: 'tags', title: translate('filter.tag'), width: 170, text: (line) => tagValues(line.person.profile, 'free').join('；'), cell: (line) => <span className={styles.tags}>{tagValues(line.person.profile, 'free').map((word) => <Tag key={word} small>{word}</Tag>)}</span> },
  { key: 'groups', title: translate('customer.group'), width: 120, text: (line) => tagValues(line.person.profile, 'group').join('；') },
  { key: 'accounts', title: translate('customers.col.accounts'), width: 130, text: (line, { accounts }) => line.person.files.map((file) => accounts.get(file.account)?.name ?? translate('customer.filed')).join('；'), cell: (line, { accounts, glyph }) => (
    <span className={styles.accounts}>{line.person.files.map((file) => {
      const account = accounts.get(file.account);
      return account === undefined ? <span key={file.id}>{translate('customer.filed')}</span> : <AccountCode key={file.id} glyph={glyph(account.channel)} color={account.mark.color} code={account.mark.code} title={account.name} />;
    })}</span>
  ) },
  { key: 'phones', title: translate('customer.field.phones'), width: 130, text: (line, context) => shownField(line, 'phones', context) },
  { key: 'addresses', title: translate('customer.field.addresses'), width: 200, text: (line, context) => shownField(line, 'addresses', context) },
  { key: 'email', title: translate('customer.field.email'), width: 160, text: (line, context) => shownField(line, 'email', context) },
  { key: 'company', title: translate('customer.field.company'), width: 140, text: (line, context) => shownField(line, 'company', context) },
  { key: 'birthday', title: translate('customer.field.birthday'), width: 100, text: (line, context) => shownField(line, 'birthday', context) },
  ...fields.map((field): Shown => ({ key: `custom:${field.id}`, title: field.name, width: 110, text: (line) => fieldText(line, `custom:${field.id}`) })),
  { key: 'messages', title: translate('trait.messages'), width: 80, text: (line) => String(line.person.messages), order: (line) => line.person.messages },
  { key: 'firstAt', title: translate('trait.firstAt'), width: 96, text: (line) => moment(line.person.profile.firstAt), order: (line) => line.person.profile.firstAt },
  { key: 'lastAt', title: translate('trait.lastAt'), width: 96, text: (line) => moment(line.person.lastAt), order: (line) => line.person.lastAt },
  { key: 'waiting', title: translate('trait.waiting'), width: 96, text: (line, { now }) => (line.person.waitingSince === 0 ? '' : formatSpan(now - line.person.waitingSince)), order: (line) => line.person.waitingSince || Number.MAX_SAFE_INTEGER },
  { key: 'duty', title: translate('customers.col.duty'), width: 84, text: (line) => (line.duty === undefined ? '' : `${line.duty.done}/${line.duty.due}`), cell: (line) => line.duty !== undefined && <span data-owed={line.duty.done < line.duty.due || undefined} className={styles.duty}>{line.duty.done}/{line.duty.due}</span>, order: (line) => (line.duty === undefined ? 1 : line.duty.done / line.duty.due) },
  { key: 'followUp', title: translate('trait.followUp'), width: 110, text: (line) => (line.plans[0] === undefined ? '' : formatDue(line.plans[0].due)), order: (line) => line.plans[0]?.due ?? Number.MAX_SAFE_INTEGER },
];

const compare = (a: number | string, b: number | string): number => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'zh'));

/** Columns of the table: the name, then those chosen. */
export const tableColumns = (chosen: readonly string[], fields: readonly FieldDefinition[], context: ColumnContext): Column[] => [
  {
    key: 'name', title: translate('trait.name'), width: 190, fixed: 'left', sorter: (a, b) => compare(a.person.title, b.person.title),
    render: (_value, line) => (
      <button type="button" className={styles.name} onClick={() => context.open(line)} title={line.person.conversations.length === 0 ? translate('customers.noChat') : translate('customers.open')} data-testid="person-name">
        <span>{line.person.title}</span>{line.person.profile.starred && <Icon name="star" size={12} solid label={translate('customers.starred')} />}{line.person.files.length > 1 && <small>×{line.person.files.length}</small>}
      </button>
    ),
  },
  ...shownColumns(fields).filter(({ key }) => chosen.includes(key)).map(({ key, title, width, text: words, cell, order }): Column => ({
    key, title, width, ellipsis: true, render: (_value, line) => cell?.(line, context) ?? words(line, context),
    ...(order !== undefined && { sorter: (a: PersonLine, b: PersonLine) => compare(order(a), order(b)) }),
  })),
];
