import { z } from 'zod';
import { customerChangeSchema, fieldDefinitionSchema, fieldKeySchema, fieldValueSchema, mergeEvidenceSchema, repeatSchema, stageSchema, tagSchema, tagSourceSchema } from '../../domain/customer';
import { customerPolicySchema } from '../../rules/customerPolicy';
import { segmentSchema } from '../../rules/condition';
import { customerIdSchema, ms } from '../fields';

const actionId = z.string().regex(/^[\w-]{8,64}$/);
const followUpId = z.string().regex(/^[\w-]{8,64}$/);
const customers = z.array(customerIdSchema).min(1).max(500).readonly();

/**
 * Customers as persons. A *file* is what one account knows (`account/contact`); a person is one file or several
 * joined ones. Facts always belong to the file they name, so joining changes no fact and splitting restores exactly.
 */
export const customerBodies = {
  /** The files of `from` (each with whatever was joined to it) become one person with `into`. */
  'customer.merged': z.object({ into: customerIdSchema, from: customers, evidence: mergeEvidenceSchema }),
  /** These files leave their person and are one of their own. */
  'customer.split': z.object({ customers, note: z.string().max(300).optional() }),
  /** A person says two files are not the same one; the suggestion does not come back. */
  'customer.distinguished': z.object({ customer: customerIdSchema, other: customerIdSchema }),
  'customer.starred': z.object({ customer: customerIdSchema, starred: z.boolean() }),
  /** Fields of one file; `null` empties one. */
  'customer.profiled': z.object({ customer: customerIdSchema, fields: z.record(fieldKeySchema, fieldValueSchema).readonly(), source: tagSourceSchema.optional() }),
  /** One change to many; parts of one action share its id. `scale` = customers of the whole action. */
  'customer.changed': z.object({ action: actionId, customers, change: customerChangeSchema, scale: z.number().int().positive() }),
  /** What an action changed is as it was before, except where somebody changed it again since. */
  'customer.reverted': z.object({ action: actionId }),
  /** Rows of an imported table; parts of one import share its action. */
  'customer.imported': z.object({
    action: actionId, scale: z.number().int().positive(), file: z.string().max(255),
    rows: z.array(z.object({
      customer: customerIdSchema,
      fields: z.record(fieldKeySchema, fieldValueSchema).readonly().optional(),
      tags: z.array(tagSchema).max(50).readonly().optional(),
      stage: stageSchema.optional(),
      starred: z.boolean().optional(),
    }).readonly()).min(1).max(200).readonly(),
  }),
  /** Somebody looked at what is covered for their role. */
  'customer.revealed': z.object({ customer: customerIdSchema, field: z.string().min(1).max(60) }),
  /** A list of customers left the desk as a file. */
  'customer.exported': z.object({ count: z.number().int().nonnegative(), columns: z.array(z.string().max(60)).max(100).readonly(), covered: z.boolean() }),
  'customer.fieldDefined': z.object({ field: fieldDefinitionSchema }),
  /** No longer offered; what was written in it stays. */
  'customer.fieldRetired': z.object({ field: z.string().min(1).max(40) }),
  'customer.policySet': z.object({ policy: customerPolicySchema }),
  'segment.saved': z.object({ segment: segmentSchema }),
  'segment.removed': z.object({ segment: z.string().min(1).max(64) }),

  // --- follow-up plans
  'followUp.planned': z.object({ id: followUpId, customer: customerIdSchema, due: ms, purpose: z.string().trim().min(1).max(120), note: z.string().max(1000).optional(), repeat: repeatSchema.optional() }),
  /** With `next` it comes again then. */
  'followUp.done': z.object({ id: followUpId, customer: customerIdSchema, note: z.string().max(1000).optional(), next: ms.optional() }),
  'followUp.moved': z.object({ id: followUpId, customer: customerIdSchema, due: ms }),
  'followUp.cancelled': z.object({ id: followUpId, customer: customerIdSchema }),
  /** Taken back: open again as it was. */
  'followUp.reopened': z.object({ id: followUpId, customer: customerIdSchema, due: ms }),
  /** Its time came and the desk said so, once. */
  'followUp.reminded': z.object({ id: followUpId, customer: customerIdSchema, due: ms }),
} as const;
