/**
 * Lawful erasure. What is erased loses the body of its record (salt and data); its head, and with it the leaf of the
 * tree, stays. `record.erased` is the tombstone: it stands before the first body goes, and only bodies it names may be gone.
 */
import { z } from 'zod';
import { accountIdSchema } from '../../domain/account';
import { erasureCountSchema, erasureIdSchema, erasureReasonSchema, holdIdSchema, retentionKindSchema, retentionRuleSchema } from '../../domain/retention';
import { jsonSchema } from '../../domain/json';
import { blobIdSchema } from '../../domain/message';
import { conversationIdSchema, customerIdSchema, ms } from '../fields';

const seq = z.number().int().positive();
export const seqRangesSchema = z.array(z.tuple([seq, seq]).readonly()).readonly();
export type SeqRanges = z.infer<typeof seqRangesSchema>;

/** Whose records, or which ones of an account: those before `before` (ms). No name is ever here. */
export const erasureSubjectSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('customer'), customers: z.array(customerIdSchema).min(1).max(500).readonly(), conversations: z.array(conversationIdSchema).max(10_000).readonly() }),
  z.object({ kind: z.literal('retention'), account: accountIdSchema, what: retentionKindSchema, before: ms }),
]).readonly();
export type ErasureSubject = z.infer<typeof erasureSubjectSchema>;

export const retentionBodies = {
  /** Nothing is erased before a decision. `count`: the preview as it was shown. */
  'erasure.asked': z.object({ request: erasureIdSchema, subject: erasureSubjectSchema, reason: erasureReasonSchema, clause: z.string().min(1).max(40), count: erasureCountSchema }),
  /** By somebody else than who asked; `alone`: nobody else was entitled, and the waiting time was over. The system approves what a rule says. */
  'erasure.decided': z.object({ request: erasureIdSchema, verdict: z.enum(['approved', 'rejected', 'withdrawn']), alone: z.boolean().optional(), reason: erasureReasonSchema.optional() }),
  /** The tombstone: records `from`..`to` of each range, and these attachments. */
  'record.erased': z.object({ request: erasureIdSchema, ranges: seqRangesSchema, blobs: z.array(blobIdSchema).readonly(), reason: erasureReasonSchema, clause: z.string().min(1).max(40) }),
  /** What stays of a record that was about several customers: `data` stands for its erased body. */
  'record.redacted': z.object({ request: erasureIdSchema, of: seq, data: jsonSchema }),
  /** Every copy on this desk is gone. */
  'erasure.finished': z.object({ request: erasureIdSchema, count: erasureCountSchema }),
  /** Nothing of these may be erased until it is lifted. */
  'hold.placed': z.object({ hold: holdIdSchema, customers: z.array(customerIdSchema).max(500).readonly(), conversations: z.array(conversationIdSchema).max(10_000).readonly(), reason: erasureReasonSchema }),
  'hold.lifted': z.object({ hold: holdIdSchema, reason: erasureReasonSchema }),
  'retention.set': z.object({ rules: z.array(retentionRuleSchema).max(200).readonly() }),
} as const;
