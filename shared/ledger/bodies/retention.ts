/**
 * Lawful erasure. What is erased loses the body of its record (salt and data); its head, and with it the leaf of the
 * tree, stays. `record.erased` is the tombstone: it stands before the first body goes, and only bodies it names may be gone.
 */
import { z } from 'zod';
import { accountIdSchema } from '../../domain/account';
import { erasureCountSchema, erasureIdSchema, erasureReasonSchema, holdIdSchema, retentionKindSchema, retentionRuleSchema } from '../../domain/retention';
import { jsonSchema } from '../../domain/json';
import { blobIdSchema } from '../../domain/message';
import { personIdSchema } from '../../domain/person';
import { conversationIdSchema, customerIdSchema, ms } from '../fields';

const seq = z.number().int().positive();
export const seqRangesSchema = z.array(z.tuple([seq, seq]).readonly()).readonly();
export type SeqRanges = z.infer<typeof seqRangesSchema>;

/**
 * Whose records, or which ones of an account: those before `before` (ms). No name is ever here. Of one repeated after a restore:
 * a customer's records up to `before`, and `spared`, conversations a hold kept from it, erased only as far as told there.
 */
export const erasureSubjectSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('customer'), customers: z.array(customerIdSchema).min(1).max(500).readonly(), conversations: z.array(conversationIdSchema).max(10_000).readonly(), before: ms.optional() }),
  z.object({ kind: z.literal('retention'), account: accountIdSchema, what: retentionKindSchema, before: ms, spared: z.array(z.tuple([conversationIdSchema, ms]).readonly()).readonly().optional() }),
]).readonly();
export type ErasureSubject = z.infer<typeof erasureSubjectSchema>;

export const retentionBodies = {
  /** Nothing is erased before a decision. `count`: the preview as it was shown. */
  'erasure.asked': z.object({ request: erasureIdSchema, subject: erasureSubjectSchema, reason: erasureReasonSchema, clause: z.string().min(1).max(40), count: erasureCountSchema }),
  /** By somebody else than who asked; `alone`: nobody else was entitled, and the waiting time was over. The system approves what a rule says. */
  'erasure.decided': z.object({ request: erasureIdSchema, verdict: z.enum(['approved', 'rejected', 'withdrawn']), alone: z.boolean().optional(), reason: erasureReasonSchema.optional() }),
  /** Carried out before, on records that came back with an older copy: approved then, and gone on with at once. */
  'erasure.repeated': z.object({
    request: erasureIdSchema, subject: erasureSubjectSchema, reason: erasureReasonSchema, clause: z.string().min(1).max(40), count: erasureCountSchema,
    asked: z.object({ at: ms, by: personIdSchema.optional() }), decided: z.object({ at: ms, by: personIdSchema.optional(), alone: z.boolean() }),
  }),
  /** The tombstone: records `from`..`to` of each range, and these attachments. `spared`: conversations a hold kept from a period (its first tombstone has them). */
  'record.erased': z.object({ request: erasureIdSchema, ranges: seqRangesSchema, blobs: z.array(blobIdSchema).readonly(), reason: erasureReasonSchema, clause: z.string().min(1).max(40), spared: z.array(conversationIdSchema).readonly().optional() }),
  /** What stays of a record that was about several customers: `data` stands for its erased body. */
  'record.redacted': z.object({ request: erasureIdSchema, of: seq, data: jsonSchema }),
  /** Every copy on this desk is gone. `listed`: whether the backup folder knows; the next copy tells it where it was out of reach. */
  'erasure.finished': z.object({ request: erasureIdSchema, count: erasureCountSchema, listed: z.boolean().optional() }),
  /** Nothing of these may be erased until it is lifted. */
  'hold.placed': z.object({ hold: holdIdSchema, customers: z.array(customerIdSchema).max(500).readonly(), conversations: z.array(conversationIdSchema).max(10_000).readonly(), reason: erasureReasonSchema }),
  'hold.lifted': z.object({ hold: holdIdSchema, reason: erasureReasonSchema }),
  'retention.set': z.object({ rules: z.array(retentionRuleSchema).max(200).readonly() }),
} as const;
