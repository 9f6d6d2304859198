import type { Secrets, Settings } from '#shared/domain/account';
import type { ChannelForm, FormField } from '#shared/ipc/channelForm';
import type { AccountRow } from '../../archive/schema/accountRows';

export type FieldValues = Readonly<Record<string, string | number | boolean | undefined | null>>;

/** A field stands on the form while its condition holds. */
export const isShown = (field: FormField, values: FieldValues): boolean => {
  if (field.when === undefined) return true;
  const value = values[field.when.key];
  return value !== undefined && value !== null && field.when.is.includes(value);
};

/** What the form starts with: the account's own settings, else the channel's suggestions. Secrets start empty. */
export const initialValues = (form: ChannelForm, account: AccountRow | undefined): FieldValues =>
  Object.fromEntries(form.fields.map((field) => [field.key, field.secret ? '' : account?.settings[field.key] ?? field.initial ?? (field.type === 'switch' ? false : '')]));

const isEmpty = (value: FieldValues[string]): boolean => value === undefined || value === null || value === '';

/** Splits the shown fields into settings and secrets; empty ones are left out, so a kept secret stays kept. */
export const splitValues = (form: ChannelForm, values: FieldValues): { readonly settings: Settings; readonly secrets: Secrets } => {
  const settings: Record<string, string | number | boolean> = {};
  const secrets: Record<string, string> = {};
  for (const field of form.fields) {
    const value = values[field.key];
    if (!isShown(field, values) || value === undefined || value === null || isEmpty(value)) continue;
    if (field.secret) secrets[field.key] = String(value);
    else settings[field.key] = typeof value === 'string' ? value.trim() : value;
  }
  return { settings, secrets };
};

/** A required field of a new account must be filled; a secret already sealed may stay empty. */
export const isMissing = (field: FormField, values: FieldValues, kept: readonly string[]): boolean =>
  field.required && isShown(field, values) && isEmpty(values[field.key]) && !(field.secret === true && kept.includes(field.key));
