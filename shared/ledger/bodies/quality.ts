/** Spot checks: the rules, what was drawn, every score, every appeal. Nothing of it is ever taken out. */
import { z } from 'zod';
import { personIdSchema } from '../../domain/person';
import { qualityRulesSchema } from '../../rules/quality/qualityRules';
import { seedPattern } from '../../rules/quality/random';
import { planSchema } from '../../rules/quality/sample';
import { answersSchema, qualityIdSchema } from '../../rules/quality/scorecard';
import { conversationIdSchema, ms } from '../fields';

const ownId = z.string().min(8).max(80).regex(/^[\w-]+$/);
export const sampleIdSchema = ownId;
export const reviewIdSchema = ownId;
export const trainingIdSchema = ownId;
export const reasonSchema = z.string().trim().min(1).max(1000);
const comment = z.string().trim().max(4000);
const seq = z.number().int().positive();

/** A score as it is handed in. `evidence`: the lines an answer rests on, by seq and place (ms). */
export const scoreInputSchema = z.object({
  answers: answersSchema,
  notes: z.record(qualityIdSchema, z.string().trim().max(1000)).readonly().optional(),
  evidence: z.array(z.object({ criterion: qualityIdSchema, seq, at: ms })).max(200).readonly().optional(),
  causes: z.array(qualityIdSchema).max(40).readonly().optional(),
  comment: comment.optional(),
}).readonly();
export type ScoreInput = z.infer<typeof scoreInputSchema>;

/** What the engine made of it by the scorecard of that review. */
const outcome = { total: z.number().min(0).max(5000), isPassed: z.boolean(), fatal: z.array(qualityIdSchema).max(40).readonly() };

/** One contact, pinned: `first`..`last` are seqs of its lines, `from`..`to` their times (ms). */
export const pinnedContactSchema = z.object({
  conversation: conversationIdSchema, first: seq, last: seq, from: ms, to: ms, agent: personIdSchema, messages: ms,
  isLongWait: z.boolean(), isFlagged: z.boolean(),
}).readonly();
export type PinnedContact = z.infer<typeof pinnedContactSchema>;

/** `group` is shared by reviews of one contact in one sample; only `first` counts, `second` is blind, `calibration` compares. */
export const assignedReviewSchema = z.object({
  review: reviewIdSchema, group: ownId, kind: z.enum(['first', 'second', 'calibration']), contact: pinnedContactSchema, reviewer: personIdSchema, due: ms,
}).readonly();
export type AssignedReview = z.infer<typeof assignedReviewSchema>;

/** Lines of a card, personal data covered before they were kept. */
const cardLine = z.object({ side: z.enum(['in', 'out']), text: z.string().max(20_000) }).readonly();

export const qualityBodies = {
  'quality.rulesSaved': z.object({ rules: qualityRulesSchema }),
  'quality.planSaved': z.object({ plan: planSchema }),
  'quality.planRetired': z.object({ plan: z.string().max(64) }),
  /**
   * Drawn by the engine. `from`..`to`: the period (ms); `upTo`: the head of the ledger it was drawn from, `now` when; `population`
   * and `digest`: how many contacts, SHA-256 (hex) of their list (rules/quality/sample). With seed and plan anybody
   * draws the same again. `isDemo`: the demonstration's talks are in it, there being no other account. A calibration has neither period nor seed.
   */
  'quality.sampleDrawn': z.object({
    sample: sampleIdSchema, kind: z.enum(['plan', 'calibration']), card: qualityIdSchema, rules: z.number().int().positive(),
    drawn: z.object({ plan: planSchema, from: ms, to: ms, upTo: ms, now: ms, seed: z.string().regex(seedPattern), population: ms, digest: z.string().regex(/^[0-9a-f]{64}$/), newAgents: z.array(personIdSchema).max(500).readonly(), isDemo: z.boolean().optional() }).optional(),
    reviews: z.array(assignedReviewSchema).min(1).max(5000).readonly(), reserve: z.array(pinnedContactSchema).max(5000).readonly(),
  }),
  /** Not reviewed, for a reason that stays; `next` is the first of the reserve of that agent, never a choice; for a second review the same contact, second again. */
  'quality.reviewSkipped': z.object({ review: reviewIdSchema, reason: reasonSchema, next: assignedReviewSchema.optional() }),
  'quality.reviewScored': z.object({ review: reviewIdSchema, score: scoreInputSchema, ...outcome }),
  'quality.reviewAcknowledged': z.object({ review: reviewIdSchema }),
  'quality.reviewAppealed': z.object({ review: reviewIdSchema, reason: reasonSchema }),
  'quality.appealTakenBack': z.object({ review: reviewIdSchema }),
  /** `changed` brings the new score, `voided` takes the score out of every figure. The earlier one stays on record. */
  'quality.appealDecided': z.object({
    review: reviewIdSchema, verdict: z.enum(['upheld', 'changed', 'voided']), reason: reasonSchema,
    changed: z.object({ score: scoreInputSchema, ...outcome }).optional(),
  }),
  /** What a calibration should have come to, noted after everybody had scored. */
  'quality.referenceNoted': z.object({ sample: sampleIdSchema, score: scoreInputSchema, ...outcome }),
  'quality.trainingSaved': z.object({
    training: trainingIdSchema, kind: z.enum(['good', 'bad']), title: z.string().trim().min(1).max(100), note: comment,
    conversation: conversationIdSchema, first: seq, lines: z.array(cardLine).min(1).max(200).readonly(),
  }),
  'quality.trainingRetired': z.object({ training: trainingIdSchema }),
} as const;
