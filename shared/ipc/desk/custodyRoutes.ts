/** Commands of the desk port: custody of accounts. */
import { z } from 'zod';
import { accountIdSchema } from '../../domain/account';
import { accountPolicySchema, custodyPolicySchema } from '../../domain/custody';
import type { AccountId, ConversationId } from '../../domain/ids';
import { personIdSchema, type Role } from '../../domain/person';
import { handoverIdSchema } from '../../ledger/bodies/custody';
import { defineRoute } from '../route';

/** What somebody would leave behind, as the engine knows it now. */
export type HandoverPreview = {
  readonly accounts: readonly AccountId[];
  /** Assigned to them and not done. */
  readonly conversations: readonly ConversationId[];
  readonly planned: number;
  readonly transfers: number;
  readonly drafts: number;
  readonly followUps: number;
  /** Customers of those accounts: they go with them, as follow-ups do. */
  readonly customers: number;
};

export const custodyRoutes = {
  /** `account.unknown`, `account.removed`, `person.unknown`, `person.hasLeft`. Whoever held it returns it in the same commit. */
  'account.issue': defineRoute<void>()(z.object({ account: accountIdSchema, person: personIdSchema })),
  /** `account.notHeld` when nobody has it. */
  'account.takeBack': defineRoute<void>()(z.object({ account: accountIdSchema })),
  'account.setPolicy': defineRoute<void>()(z.object({ account: accountIdSchema, policy: accountPolicySchema })),
  'custody.setPolicy': defineRoute<void>()(z.object({ policy: custodyPolicySchema })),
  'handover.preview': defineRoute<HandoverPreview>()(z.object({ person: personIdSchema })),
  /**
   * One commit. `accounts` names each account handed over and who gets it (null = back to the company); who leaves hands
   * over all (`handover.accountsLeft {count}`). Conversations go to their account's receiver, the rest to `to`. The same
   * id again does nothing. `handover.toSelf`, `handover.nothing`, `account.notTheirs {account}`, `person.hasLeft`.
   */
  'handover.do': defineRoute<void>()(z.object({
    handover: handoverIdSchema, from: personIdSchema, to: personIdSchema, leaves: z.boolean(),
    accounts: z.array(z.object({ account: accountIdSchema, to: personIdSchema.nullable() })).max(1000).readonly(),
    reason: z.string().trim().min(1).max(200).optional(),
  })),
} as const;

/** Lowest role that may call. */
export const custodyPermissions = {
  'account.issue': 'administrator', 'account.takeBack': 'administrator', 'account.setPolicy': 'administrator', 'custody.setPolicy': 'administrator',
  'handover.preview': 'administrator', 'handover.do': 'administrator',
} as const satisfies Readonly<Record<string, Role>>;
