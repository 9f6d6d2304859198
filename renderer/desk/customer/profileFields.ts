/** Fields of a profile as the panel and its form show them. Pure but for the language. */
import { listFields, type FieldDefinition, type FieldValue } from '#shared/domain/customer';
import { textOfField, type PersonProfile } from '#shared/domain/customerFile';
import type { MaskedField } from '#shared/rules/customerPolicy';
import { mask } from '#shared/text/mask';
import { translate } from '../../i18n/translate';

export const profileKeys = ['name', 'remark', 'phones', 'addresses', 'email', 'birthday', 'company', 'idNumber', 'bankCard'] as const;

/** Which cover a field is under. */
export const coverOf: Readonly<Record<string, MaskedField | undefined>> = { phones: 'phone', addresses: 'address', email: 'email', idNumber: 'idNumber', bankCard: 'bankCard' };

export type FieldKind = FieldDefinition['kind'] | 'list';
export type ProfileField = { readonly key: string; readonly label: string; readonly kind: FieldKind; readonly choices: readonly string[] };

/** Built-in ones and the company's own. */
export const profileFieldsOf = (custom: readonly FieldDefinition[]): readonly ProfileField[] => [
  ...profileKeys.map((key) => ({ key, label: translate(`customer.field.${key}`), kind: listFields.has(key) ? 'list' as const : key === 'birthday' ? 'date' as const : 'text' as const, choices: [] })),
  ...custom.map(({ id, name, kind, choices = [] }) => ({ key: `custom:${id}`, label: name, kind, choices })),
];

/** Lines of a field's value; a yes/no in words. */
export const linesOf = (profile: PersonProfile, key: string): readonly string[] => {
  const value = profile.fields[key]?.value;
  if (value === undefined || value === null) return [];
  if (typeof value === 'boolean') return [translate(value ? 'fact.yes' : 'fact.no')];
  return Array.isArray(value) ? value : [textOfField(profile.fields[key])];
};

export const covered = (key: string, line: string): string => {
  const cover = coverOf[key];
  return cover === undefined ? line : mask(cover, line);
};

/** What the form holds for a field: text for all kinds but yes/no. */
export const draftOf = (profile: PersonProfile, { key, kind }: ProfileField): string => {
  const value = profile.fields[key]?.value;
  if (kind === 'list') return Array.isArray(value) ? value.join('\n') : '';
  if (kind === 'boolean') return value === true ? 'yes' : value === false ? 'no' : '';
  return textOfField(profile.fields[key]);
};

/** What is written down; `undefined` when the text does not fit the kind. */
export const valueOfDraft = (text: string, { kind }: ProfileField): FieldValue | undefined => {
  const trimmed = text.trim();
  if (kind === 'list') {
    const lines = trimmed.split('\n').map((line) => line.trim()).filter((line) => line !== '');
    return lines.length === 0 ? null : lines;
  }
  if (trimmed === '') return null;
  if (kind === 'boolean') return trimmed === 'yes';
  if (kind === 'number') return Number.isFinite(Number(trimmed)) ? Number(trimmed) : undefined;
  if (kind === 'date') return /^\d{4}-\d{2}-\d{2}$/u.test(trimmed) ? trimmed : undefined;
  return trimmed;
};
