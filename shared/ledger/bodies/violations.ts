/**
 * Violations: the regulation in force, what was put up under it, and every step until it is settled. Nothing here takes
 * money from anybody: a proposal is a finding, a confirmed one a sum for the payroll to look at.
 */
import { z } from 'zod';
import { accountIdSchema } from '../../domain/account';
import type { MessageId } from '../../domain/ids';
import { personIdSchema } from '../../domain/person';
import { factKindSchema, fenSchema, regulationSchema, ruleIdSchema } from '../../rules/regulation/regulationPack';
import { conversationIdSchema, factsSchema, ms } from '../fields';

export const violationIdSchema = z.string().min(3).max(160).regex(/^[\w:.-]+$/);
export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
export const reasonSchema = z.string().trim().min(1).max(500);

/** Where the proof lies: an entry, and for a message its key and its time. */
export const evidenceSchema = z.object({ seq: z.number().int().positive(), conversation: conversationIdSchema.optional(), message: z.string().max(2000).transform((id) => id as MessageId).optional(), at: ms.optional() }).readonly(); // made by those who wrote it
export const excuseSchema = z.object({ kind: z.enum(['outage', 'gap', 'leave', 'deskOff', 'link', 'offShift', 'dismissed', 'newHolder']), from: ms.optional(), to: ms.optional(), covers: z.boolean().optional() }).readonly();

const violation = violationIdSchema;

export const violationBodies = {
  /** The regulation in force from here on. What was proposed before stays as it was. */
  'regulation.set': z.object({ pack: regulationSchema }),
  /**
   * Put up, by the system from the records or by a supervisor by hand (`note`). The id is made of rule and fact, so one
   * fact is put up once. `at` when it happened and its `month` where the shifts are kept; `pack` the version that says
   * so; `fen` left out where it is part of an amount not known yet; `over` ms past its deadline.
   */
  'violation.proposed': z.object({
    violation, rule: ruleIdSchema, clause: z.string().min(1).max(40), pack: z.number().int().positive(), person: personIdSchema, kind: factKindSchema,
    at: ms, month: monthSchema, fen: fenSchema.optional(), over: ms.optional(), account: accountIdSchema.optional(), conversation: conversationIdSchema.optional(),
    evidence: z.array(evidenceSchema).max(40).readonly(), excuses: z.array(excuseSchema).max(20).readonly(), detail: factsSchema.optional(), note: reasonSchema.optional(),
  }),
  /**
   * History that came later tells it otherwise than it was put up: `over` ms past its deadline, left out when it was
   * in time after all; `evidence` shows it. `fen`: what the rule makes of that; counts while it is not decided.
   */
  'violation.retold': z.object({ violation, over: ms.optional(), fen: fenSchema.optional(), evidence: z.array(evidenceSchema).min(1).max(40).readonly() }),
  /** `fen`: what it costs; with a `reason` where it is not what the rule computed. `baseFen`: the amount a percentage was taken of. */
  'violation.confirmed': z.object({ violation, fen: fenSchema, baseFen: fenSchema.optional(), reason: reasonSchema.optional(), alone: z.boolean().optional() }),
  'violation.dismissed': z.object({ violation, reason: reasonSchema, alone: z.boolean().optional() }),
  /** A decision taken back before anybody appealed: it is proposed again. */
  'violation.reopened': z.object({ violation, reason: reasonSchema.optional() }),
  'violation.appealed': z.object({ violation, words: z.string().trim().min(1).max(2000) }),
  /** `alone`: there was nobody else to decide it than who had confirmed it, or whom it concerns. `fen` after a reduction. */
  'violation.appealDecided': z.object({ violation, verdict: z.enum(['upheld', 'reduced', 'overturned']), fen: fenSchema, reason: reasonSchema, alone: z.boolean().optional() }),
  /** A review that a month raised was held, or found needless; what came of it is in the words. */
  'violation.reviewSettled': z.object({ person: personIdSchema, month: monthSchema, rule: ruleIdSchema, verdict: z.enum(['held', 'dropped']), note: reasonSchema }),
} as const;
