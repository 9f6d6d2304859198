/** Who has to look twice at a change of role: pure functions over the permission rules and the people of a desk. */
import { z } from 'zod';
import { ROLE_RANK, type Role } from '../domain/person';

/** Roles somebody can be raised to, lowest first. */
export const raisedRoles = ['supervisor', 'administrator'] as const satisfies readonly Role[];
export type RaisedRole = (typeof raisedRoles)[number];
export const raiseToSchema = z.array(z.enum(raisedRoles)).max(raisedRoles.length).readonly();

/** `resources/rules/permissions.json` and what is saved after it: raising somebody to one of these roles wants a second entitled person. */
export const permissionRulesSchema = z.object({
  id: z.string().min(1).max(64),
  version: z.number().int().positive(),
  approval: z.object({
    clause: z.string().regex(/^[A-Z]{2,5}-\d+(\.\d+)*$/),
    title: z.record(z.string(), z.string()),
    raiseTo: raiseToSchema,
  }).readonly(),
}).readonly();
export type PermissionRules = z.infer<typeof permissionRulesSchema>;

type RuledPerson = { readonly id: string; readonly role: Role; readonly active: boolean };

/** True when the change is a raise the rules want a second person for. */
export const needsApproval = (rules: PermissionRules, from: Role, to: Role): boolean =>
  ROLE_RANK[to] > ROLE_RANK[from] && rules.approval.raiseTo.some((role) => role === to);

/** The next version, in which these raises want a second person. */
export const withRaiseTo = (rules: PermissionRules, raiseTo: readonly RaisedRole[]): PermissionRules =>
  ({ ...rules, version: rules.version + 1, approval: { ...rules.approval, raiseTo: raisedRoles.filter((role) => raiseTo.includes(role)) } });

/** True when something that wants a second person would no longer want one; that takes the approval still in force. */
export const isLoosened = (from: PermissionRules, to: PermissionRules): boolean =>
  from.approval.raiseTo.some((role) => !to.approval.raiseTo.includes(role));

/** May this person decide a change asked by `by` about `about`? An active administrator, and neither of the two. */
export const mayDecide = (person: RuledPerson, by: string, about: string): boolean =>
  person.active && person.role === 'administrator' && person.id !== by && person.id !== about;

/** Nobody else is entitled: who asks decides alone, with a reason. */
export const decidesAlone = (people: readonly RuledPerson[], by: string, about: string): boolean =>
  !people.some((person) => mayDecide(person, by, about));

/** The one administrator the desk has left; nobody may take that role or seat away. */
export const isLastAdministrator = (people: readonly RuledPerson[], id: string): boolean => {
  const administrators = people.filter((person) => person.active && person.role === 'administrator');
  return administrators.length === 1 && administrators[0]?.id === id;
};
