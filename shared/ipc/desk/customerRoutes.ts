import { z } from 'zod';
import { customerChangeSchema, fieldDefinitionSchema, fieldKeySchema, fieldValueSchema, mergeEvidenceSchema, repeatSchema, stageSchema, tagSchema, tagSourceSchema } from '../../domain/customer';
import { customerIdSchema, ms } from '../../ledger/fields';
import { segmentSchema } from '../../rules/condition';
import { customerPolicySchema } from '../../rules/customerPolicy';
import { defineRoute } from '../route';

/** Made by the window; one id for everything one press did, so that one undo takes it all back. */
const actionId = z.string().regex(/^[\w-]{8,64}$/);
const followUpId = actionId;
const note = z.string().trim().max(1000).optional();

/** Most customers one action may name. */
export const ACTION_MOST = 20_000;

/** Commands of the desk port: customers. Unknown accounts in ids are `customer.unknown`. */
export const customerRoutes = {
  /** `customer.sameAlready` when nothing would change. */
  'customer.merge': defineRoute<void>()(z.object({ into: customerIdSchema, from: z.array(customerIdSchema).min(1).max(50), evidence: mergeEvidenceSchema })),
  /** `customer.notJoined` when the files are no part of a person of several. */
  'customer.split': defineRoute<void>()(z.object({ customers: z.array(customerIdSchema).min(1).max(50), note: z.string().max(300).optional() })),
  'customer.distinguish': defineRoute<void>()(z.object({ customer: customerIdSchema, other: customerIdSchema })),
  'customer.star': defineRoute<void>()(z.object({ customer: customerIdSchema, starred: z.boolean() })),
  'customer.profile': defineRoute<void>()(z.object({ customer: customerIdSchema, fields: z.record(fieldKeySchema, fieldValueSchema), source: tagSourceSchema.optional() })),
  /** All or none; parts of the action carry its id. */
  'customer.change': defineRoute<void>()(z.object({ action: actionId, customers: z.array(customerIdSchema).min(1).max(ACTION_MOST), change: customerChangeSchema })),
  /** Takes back what an action changed; `customer.actionUnknown`, `customer.actionReverted`, `customer.actionForeign` (an agent takes back only their own). */
  'customer.revert': defineRoute<void>()(z.object({ action: actionId })),
  /** Checked rows of a table; a row whose id begins with `filed/` is a new file. All or none. */
  'customer.import': defineRoute<void>()(z.object({
    action: actionId, file: z.string().max(255),
    rows: z.array(z.object({
      customer: customerIdSchema, fields: z.record(fieldKeySchema, fieldValueSchema).optional(),
      tags: z.array(tagSchema).max(50).optional(), stage: stageSchema.optional(), starred: z.boolean().optional(),
    })).min(1).max(ACTION_MOST),
  })),
  'customer.reveal': defineRoute<void>()(z.object({ customer: customerIdSchema, field: z.string().min(1).max(60) })),
  'customer.noteExport': defineRoute<void>()(z.object({ count: z.number().int().nonnegative(), columns: z.array(z.string().max(60)).max(100), covered: z.boolean() })),
  'customer.defineField': defineRoute<void>()(z.object({ field: fieldDefinitionSchema })),
  'customer.retireField': defineRoute<void>()(z.object({ field: z.string().min(1).max(40) })),
  'customer.setPolicy': defineRoute<void>()(z.object({ policy: customerPolicySchema })),
  /** `segment.foreign` when it is somebody else's and the caller no administrator. */
  'segment.save': defineRoute<void>()(z.object({ segment: segmentSchema })),
  'segment.remove': defineRoute<void>()(z.object({ segment: z.string().min(1).max(64) })),
  'followUp.plan': defineRoute<void>()(z.object({ id: followUpId, customer: customerIdSchema, due: ms, purpose: z.string().trim().min(1).max(120), note, repeat: repeatSchema.optional() })),
  /** A repeated one comes again at its next time. `followUp.unknown` when it is not open. */
  'followUp.done': defineRoute<void>()(z.object({ id: followUpId, note })),
  'followUp.move': defineRoute<void>()(z.object({ id: followUpId, due: ms })),
  'followUp.cancel': defineRoute<void>()(z.object({ id: followUpId })),
  /** Takes back done or cancelled. */
  'followUp.reopen': defineRoute<void>()(z.object({ id: followUpId, customer: customerIdSchema, due: ms })),
} as const;

/** Lowest role that may call. */
export const customerPermissions = {
  'customer.merge': 'agent', 'customer.split': 'agent', 'customer.distinguish': 'agent', 'customer.star': 'agent', 'customer.profile': 'agent',
  'customer.change': 'agent', 'customer.revert': 'agent', 'customer.import': 'supervisor', 'customer.reveal': 'agent', 'customer.noteExport': 'supervisor',
  'customer.defineField': 'administrator', 'customer.retireField': 'administrator', 'customer.setPolicy': 'administrator',
  'segment.save': 'agent', 'segment.remove': 'agent',
  'followUp.plan': 'agent', 'followUp.done': 'agent', 'followUp.move': 'agent', 'followUp.cancel': 'agent', 'followUp.reopen': 'agent',
} as const;
