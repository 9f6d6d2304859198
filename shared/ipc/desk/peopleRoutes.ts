/**
 * Commands of the desk port: people, their roles and passwords. Passwords only travel in; the engine hands them to
 * the owner of the verifiers (main) and keeps none.
 */
import { z } from 'zod';
import type { PersonId } from '../../domain/ids';
import { idleMinutesSchema, passwordSchema, personIdSchema, personNameSchema, roleSchema } from '../../domain/person';
import { raiseToSchema } from '../../rules/permissions';
import { defineRoute } from '../route';

const reason = z.string().trim().min(1).max(200).optional();
const proposal = z.string().min(1).max(64);

/** `changed` at once, or `proposed`: somebody else has to approve it. */
export type RoleOutcome = { readonly outcome: 'changed' | 'proposed' };

export const peopleRoutes = {
  /**
   * The initial password must be changed at the first sign-in. A role above agent follows `person.setRole`.
   * `person.nameTaken`, `person.weakPassword {min}`, `person.reasonNeeded`.
   */
  'person.add': defineRoute<{ readonly person: PersonId } & RoleOutcome>()(z.object({ name: personNameSchema, role: roleSchema, password: passwordSchema, reason })),
  'person.rename': defineRoute<void>()(z.object({ person: personIdSchema, name: personNameSchema })),
  /** A new initial password; sign-in failures are forgotten. `person.ownPassword`: one's own is changed, not reset. */
  'person.resetPassword': defineRoute<void>()(z.object({ person: personIdSchema, password: passwordSchema })),
  /**
   * Changes a role, or proposes it where the rule pack wants a second person. Without anybody else entitled it is
   * decided alone: `person.reasonNeeded` until a reason is given. `person.lastAdministrator`, `person.pending`.
   */
  'person.setRole': defineRoute<RoleOutcome>()(z.object({ person: personIdSchema, role: roleSchema, reason })),
  /** By a second administrator, neither who asked nor whom it concerns (`person.notEntitled`). */
  'person.decideRole': defineRoute<void>()(z.object({ proposal, verdict: z.enum(['approved', 'rejected']), reason })),
  /** By who asked. */
  'person.withdrawRole': defineRoute<void>()(z.object({ proposal })),
  /**
   * The raises that want a second person. Tightened at once; loosened only as a change of role that wants one, and
   * `person.reasonNeeded` like it. `permissions.changed {version}` when another version is in force by now, `permissions.pending`.
   */
  'permissions.save': defineRoute<RoleOutcome>()(z.object({ based: z.number().int().positive(), raiseTo: raiseToSchema, reason })),
  /** By a second administrator (`person.notEntitled`). */
  'permissions.decide': defineRoute<void>()(z.object({ proposal, verdict: z.enum(['approved', 'rejected']), reason })),
  /** By who asked. */
  'permissions.withdraw': defineRoute<void>()(z.object({ proposal })),
  /** Signs in no more; what is signed in as them ends. `person.lastAdministrator`. */
  'person.leave': defineRoute<void>()(z.object({ person: personIdSchema, reason })),
  /** With a new initial password; the role of before as in `person.add`: an agent while a second person is awaited. */
  'person.return': defineRoute<RoleOutcome>()(z.object({ person: personIdSchema, password: passwordSchema, reason })),
  /** One's own. `person.wrongPassword {waitMs}`, `person.weakPassword {min}`. */
  'person.changePassword': defineRoute<void>()(z.object({ old: passwordSchema, password: passwordSchema })),
  'session.setPolicy': defineRoute<void>()(z.object({ idleMinutes: idleMinutesSchema })),
} as const;

/** Lowest role that may call. */
export const peoplePermissions = {
  'person.add': 'administrator', 'person.rename': 'administrator', 'person.resetPassword': 'administrator',
  'person.setRole': 'administrator', 'person.decideRole': 'administrator', 'person.withdrawRole': 'administrator',
  'permissions.save': 'administrator', 'permissions.decide': 'administrator', 'permissions.withdraw': 'administrator',
  'person.leave': 'administrator', 'person.return': 'administrator',
  'person.changePassword': 'agent',
  'session.setPolicy': 'administrator',
} as const;
