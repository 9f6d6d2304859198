/** Custody of company accounts: who holds one, its profile policy, presence on shift, hand-over. */
import { z } from 'zod';
import { accountIdSchema } from '../../domain/account';
import { absenceKindSchema, accountPolicySchema, custodyPolicySchema } from '../../domain/custody';
import { personIdSchema, roleSchema } from '../../domain/person';
import { clientIdSchema, conversationIdSchema, ms } from '../fields';

export const handoverIdSchema = z.string().min(8).max(64).regex(/^[\w-]+$/);
const handover = handoverIdSchema.optional();

export const custodyBodies = {
  /** The account of the head is `person`'s to use from now on. One holder at a time: an earlier one has returned it. */
  'account.issued': z.object({ person: personIdSchema, handover }),
  'account.returned': z.object({ person: personIdSchema, handover }),
  /** New secrets were sealed under these keys; what they are is nowhere. */
  'account.secretRotated': z.object({ keys: z.array(z.string().max(64)).min(1).max(40).readonly() }),
  'account.policySet': z.object({ policy: accountPolicySchema }),
  'custody.policySet': z.object({ policy: custodyPolicySchema }),
  /**
   * Away from `from` to `to` (ms), of which `shiftMs` on shift. Of kind `account` the head names the account and `person`
   * who held it; of `seat` and `desk` it is who sat there last. `closes` = the outage is over; else it goes on after `to`.
   */
  'absence.noted': z.object({ kind: absenceKindSchema, person: personIdSchema.optional(), from: ms, to: ms, shiftMs: ms, clause: z.string().max(40), closes: z.boolean() }),
  /**
   * What passed from one person's hands into others', in one commit with the entries that say it singly. `replies` =
   * planned ones that go on in the receiver's name. Nothing was deleted; another hand-over takes it back.
   */
  'handover.done': z.object({
    handover: handoverIdSchema, from: personIdSchema, left: z.boolean(), reason: z.string().min(1).max(200).optional(),
    accounts: z.array(z.object({ account: accountIdSchema, to: personIdSchema.nullable() })).max(1000).readonly(),
    conversations: z.array(z.object({ conversation: conversationIdSchema, to: personIdSchema.nullable() })).max(20_000).readonly(),
    replies: z.array(z.object({ client: clientIdSchema, to: personIdSchema, role: roleSchema })).max(5000).readonly(),
    drafts: z.number().int().nonnegative(), transfers: z.number().int().nonnegative(), followUps: z.number().int().nonnegative(),
  }),
} as const;
