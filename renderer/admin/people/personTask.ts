import type { Role } from '#shared/domain/person';
import { decidesAlone, needsApproval, type PermissionRules } from '#shared/rules/permissions';
import type { PersonRow } from '../../archive/schema/personRows';

/** What is being done to whom; `add` makes somebody new. */
export type PersonTask = { readonly kind: 'add' } | { readonly kind: 'rename' | 'reset' | 'role' | 'leave' | 'return'; readonly person: PersonRow };

/** How the rules see a change of role: at once, by proposal, or alone with a reason. */
export const courseOf = (rules: PermissionRules, people: readonly PersonRow[], me: string | undefined, about: string, from: Role, to: Role): 'direct' | 'proposal' | 'alone' => {
  if (!needsApproval(rules, from, to)) return 'direct';
  return decidesAlone(people, me ?? '', about) ? 'alone' : 'proposal';
};
