/** Private data in a package: what is covered in the readable files, and which entries stay sealed because of it. Pure. */
import type { Role } from '#shared/domain/person';
import { isCovered, maskedFields, type CustomerPolicy, type MaskedField } from '#shared/rules/customerPolicy';
import type { Cover } from '#shared/text/cover';

/** What who exports chose, and whatever the company covers for their role. */
export const coveredKinds = (policy: CustomerPolicy, role: Role, chosen: readonly MaskedField[]): readonly MaskedField[] =>
  maskedFields.filter((field) => chosen.includes(field) || isCovered(policy, field, role));

/** Whether anything said in it, however deep, would be covered. */
export const hasCovered = (value: unknown, cover: Cover): boolean => {
  if (typeof value === 'string') return cover(value) !== value;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, inside]) => !IDS.has(name) && hasCovered(inside, cover));
};

/** Names by which platforms and this desk know things; not what somebody said. */
const IDS: ReadonlySet<string> = new Set(['id', 'client', 'blob', 'ref', 'contact', 'note', 'wording', 'version', 'kind', 'state', 'mime']);
