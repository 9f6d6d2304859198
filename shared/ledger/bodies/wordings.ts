import { z } from 'zod';
import { proposalIdSchema, wordingIdSchema, wordingSchema, wordingVersionSchema } from '../../domain/wording';
import { wordingPolicySchema } from '../../rules/wordingPolicy';

/** Words beside a proposal or a decision. */
export const wordingNoteSchema = z.string().trim().min(1).max(300);

/**
 * How a version came to be in force. `approved`: a proposal was; `restored`: it is an older version again; `imported`,
 * `moved`: one of many of a table, of a renamed category; `personal`: kept by its owner where the rules ask nobody.
 * Left out: a supervisor wrote it.
 */
export const wordingOriginSchema = z.enum(['approved', 'restored', 'imported', 'moved', 'personal']);
export type WordingOrigin = z.infer<typeof wordingOriginSchema>;

/** Prepared wording on its way from proposal to approval. */
export const wordingBodies = {
  /** The approved wording in force from here on; the next version of its id. */
  'wording.saved': z.object({ wording: wordingSchema, origin: wordingOriginSchema.optional(), proposal: proposalIdSchema.optional(), restores: wordingVersionSchema.optional() }),
  /** Not offered any more; its versions stay. */
  'wording.removed': z.object({ wording: wordingIdSchema }),
  /** A new wording, or a change to version `base` of the one in force. Nothing is offered before `wording.saved`. */
  'wording.proposed': z.object({ proposal: proposalIdSchema, wording: wordingSchema, base: wordingVersionSchema.optional(), note: wordingNoteSchema.optional() }),
  /** Approved: the same commit has the `wording.saved` that names the proposal. Rejected: with a reason. */
  'wording.decided': z.object({ proposal: proposalIdSchema, verdict: z.enum(['approved', 'rejected']), reason: wordingNoteSchema.optional() }),
  /** Taken back by who proposed it. */
  'wording.withdrawn': z.object({ proposal: proposalIdSchema }),
  'wording.policySet': z.object({ policy: wordingPolicySchema }),
} as const;
