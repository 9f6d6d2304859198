import type { PersonFactRow } from '../../archive/schema/personRows';
import { translateMaybe, type Translate } from '../../i18n/translate';
import type { Role } from '#shared/domain/person';

const isRole = (value: unknown): value is Role => value === 'agent' || value === 'supervisor' || value === 'administrator';

/** The way something happened picks its sentence: how a password was set, why a session closed, what was decided. */
const variantOf = ({ data }: PersonFactRow): string => {
  if (data['alone'] === true) return '.alone';
  const variant = data['verdict'] ?? data['how'] ?? data['why'];
  return typeof variant === 'string' ? `.${variant}` : '';
};

/** One line of a person's history in words; the type itself where this version has no sentence. */
export const factText = (t: Translate, row: PersonFactRow): string => {
  const { role, from, ...told } = row.data;
  const facts: Record<string, string | number | boolean> = { ...(isRole(role) && { role: t(`role.${role}`) }), ...(isRole(from) && { from: t(`role.${from}`) }) };
  for (const [key, value] of Object.entries(told)) if (value !== undefined) facts[key] = value;
  return translateMaybe(`people.fact.${row.type}${variantOf(row)}`, facts) ?? translateMaybe(`people.fact.${row.type}`, facts) ?? row.type;
};
