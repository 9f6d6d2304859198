/** People: who signs in, what they may do, and who decided it. A password is never here, only that one was set. */
import { z } from 'zod';
import { idleMinutesSchema, personIdSchema, personNameSchema, roleSchema } from '../../domain/person';
import { permissionRulesSchema } from '../../rules/permissions';
import { ms } from '../fields';

const reasonSchema = z.string().min(1).max(200);
const proposalIdSchema = z.string().min(1).max(64);
/** A change of role with the clause of the rule pack that asked for a second pair of eyes, where one did. */
const roleStep = { proposal: proposalIdSchema, person: personIdSchema, role: roleSchema };

export const peopleBodies = {
  'person.renamed': z.object({ person: personIdSchema, name: personNameSchema }),
  /** Somebody asked for another role; nothing changes before a decision. */
  'person.roleProposed': z.object({ ...roleStep, from: roleSchema, clause: z.string().max(40).optional(), reason: reasonSchema.optional() }),
  /** `alone`: nobody else was entitled, so the one who asked decided, with a reason. `withdrawn`: by who asked, or void. */
  'person.roleDecided': z.object({ ...roleStep, verdict: z.enum(['approved', 'rejected', 'withdrawn']), alone: z.boolean().optional(), reason: reasonSchema.optional() }),
  'person.roleChanged': z.object({ person: personIdSchema, role: roleSchema, from: roleSchema, proposal: proposalIdSchema.optional(), reason: reasonSchema.optional() }),
  /** Somebody asked for permission rules that want fewer second pairs of eyes; nothing changes before a decision. */
  'permissions.proposed': z.object({ proposal: proposalIdSchema, rules: permissionRulesSchema, clause: z.string().max(40), reason: reasonSchema.optional() }),
  /** `alone` and `withdrawn` as of `person.roleDecided`. */
  'permissions.decided': z.object({ proposal: proposalIdSchema, verdict: z.enum(['approved', 'rejected', 'withdrawn']), alone: z.boolean().optional(), reason: reasonSchema.optional() }),
  /** A whole version, in force from here on. */
  'permissions.saved': z.object({ rules: permissionRulesSchema, proposal: proposalIdSchema.optional(), reason: reasonSchema.optional() }),
  /** Cannot sign in any more; every record of theirs stays. */
  'person.left': z.object({ person: personIdSchema, reason: reasonSchema.optional() }),
  'person.returned': z.object({ person: personIdSchema }),
  /** `first` the administrator of the set-up, `initial` and `reset` by an administrator (to be changed at sign-in), `own` by the person, `recovery` by the person with a one-time code, which is used up. */
  'person.passwordSet': z.object({ person: personIdSchema, how: z.enum(['first', 'initial', 'reset', 'own', 'recovery']) }),
  /** A one-time recovery code was shown; one made before is void. The code is nowhere. */
  'person.recoveryMade': z.object({ person: personIdSchema }),

  /** `at` (ms) is when it happened: the engine may have been away. */
  'session.opened': z.object({ person: personIdSchema, how: z.enum(['signIn', 'unlock', 'setup']), at: ms, failedBefore: z.number().int().nonnegative().optional() }),
  'session.closed': z.object({ person: personIdSchema, why: z.enum(['signOut', 'lock', 'idle', 'suspend', 'switch', 'quit', 'ended']), at: ms }),
  /** A wrong password for somebody of this desk, the `count`th in a row. What was typed is nowhere. */
  'session.failed': z.object({ person: personIdSchema, count: z.number().int().positive(), at: ms }),
  'session.policy': z.object({ idleMinutes: idleMinutesSchema }),
} as const;
