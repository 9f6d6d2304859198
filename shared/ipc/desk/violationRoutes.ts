/** Commands of the desk port: violations and the regulation they are judged by. */
import { z } from 'zod';
import { personIdSchema, type Role } from '../../domain/person';
import { evidenceSchema, monthSchema, reasonSchema, violationIdSchema } from '../../ledger/bodies/violations';
import { conversationIdSchema, ms } from '../../ledger/fields';
import { fenSchema, regulationSchema, ruleIdSchema } from '../../rules/regulation/regulationPack';
import { defineRoute } from '../route';

const many = z.array(violationIdSchema).min(1).max(500).readonly();

export const violationRoutes = {
  /** `based`: version the change started from; `regulation.changed {version}` when another one is in force by now. */
  'regulation.set': defineRoute<void>()(z.object({ based: z.number().int().positive(), pack: regulationSchema })),
  /**
   * Put up by hand. `id` is made by the window: the same again does nothing. `violation.ruleOff {rule}` for a rule that
   * is off or unknown, `person.unknown`, `conversation.unknown`, `violation.later` for a time still to come.
   */
  'violation.raise': defineRoute<void>()(z.object({
    id: z.string().min(8).max(64).regex(/^[\w-]+$/), rule: ruleIdSchema, person: personIdSchema, at: ms, note: reasonSchema,
    conversation: conversationIdSchema.optional(), evidence: z.array(evidenceSchema).max(20).readonly().optional(),
  })),
  /**
   * All or none. `fen` only with one violation: an amount below the rule's own, with a reason (`violation.needsReason`,
   * `violation.tooMuch {fen}`). `baseFen`: what a percentage is taken of (`violation.needsBase`). `violation.unknown`,
   * `violation.notOpen`, `violation.own` when somebody else could decide it.
   */
  'violation.confirm': defineRoute<void>()(z.object({ violations: many, fen: fenSchema.optional(), baseFen: fenSchema.optional(), reason: reasonSchema.optional() })),
  'violation.dismiss': defineRoute<void>()(z.object({ violations: many, reason: reasonSchema })),
  /** Takes confirmations and dismissals back: `violation.notDecided` for one that is open or was appealed. */
  'violation.reopen': defineRoute<void>()(z.object({ violations: many, reason: reasonSchema.optional() })),
  /** By whom it concerns (`violation.notYours`), within the days of the pack (`violation.appealOver {days}`), once (`violation.notConfirmed`). */
  'violation.appeal': defineRoute<void>()(z.object({ violation: violationIdSchema, words: z.string().trim().min(1).max(2000) })),
  /** `violation.notAppealed`; `violation.sameSupervisor` for who confirmed it, where there is another one; `violation.own`. `fen` with `reduced`: below what was confirmed. */
  'violation.decideAppeal': defineRoute<void>()(z.object({ violation: violationIdSchema, verdict: z.enum(['upheld', 'reduced', 'overturned']), fen: fenSchema.optional(), reason: reasonSchema })),
  /** `violation.noReview` when the month does not raise it. The last word counts. */
  'violation.settleReview': defineRoute<void>()(z.object({ person: personIdSchema, month: monthSchema, rule: ruleIdSchema, verdict: z.enum(['held', 'dropped']), note: reasonSchema })),
} as const;

/** Lowest role that may call. */
export const violationPermissions = {
  'regulation.set': 'administrator',
  'violation.raise': 'supervisor', 'violation.confirm': 'supervisor', 'violation.dismiss': 'supervisor', 'violation.reopen': 'supervisor',
  'violation.appeal': 'agent', 'violation.decideAppeal': 'supervisor', 'violation.settleReview': 'supervisor',
} as const satisfies Record<keyof typeof violationRoutes, Role>;
