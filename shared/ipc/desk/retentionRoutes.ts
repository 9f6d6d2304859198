/** Commands of the desk port: erasing somebody's records lawfully, holding them, periods of keeping. */
import { z } from 'zod';
import { erasureIdSchema, erasureReasonSchema, holdIdSchema, retentionRuleSchema, type ErasureCount } from '../../domain/retention';
import type { Role } from '../../domain/person';
import type { ErasureSubject } from '../../ledger/bodies/retention';
import { conversationIdSchema, customerIdSchema } from '../../ledger/fields';
import { defineRoute } from '../route';

/** Why nothing may be erased now: a hold set by hand, an open complaint, an open flag, evidence taken out not long ago. */
export type HoldReason = 'hold' | 'complaint' | 'flag' | 'export';
export type ErasurePreview = {
  readonly subject: ErasureSubject; readonly count: ErasureCount; readonly holds: readonly HoldReason[]; readonly clause: string;
  /** Copies made before go on holding it: how many are kept, and whether their folder can be told of the erasure now. */
  readonly copies: { readonly keep: number; readonly inReach: boolean } | null;
  /** Nobody else can approve: who asks may decide alone after so many hours. */
  readonly aloneAfterHours?: number;
};

export const retentionRoutes = {
  /** Counts, changes nothing; notes nothing. `customer.unknown`. */
  'erasure.preview': defineRoute<ErasurePreview>()(z.object({ customer: customerIdSchema })),
  /** `customer.unknown`, `erasure.held {why}`, `erasure.pending`, `erasure.nothing`. */
  'erasure.ask': defineRoute<{ readonly request: string }>()(z.object({ customer: customerIdSchema, reason: erasureReasonSchema })),
  /**
   * Approves or rejects. Approved, it is carried out behind; what stood in the way is tried again the next day or at the next start.
   * `erasure.unknown`, `erasure.decided`, `erasure.notEntitled`, `erasure.wait {until}`, `erasure.reasonNeeded`, `erasure.held {why}`, `erasure.unavailable`.
   */
  'erasure.decide': defineRoute<void>()(z.object({ request: erasureIdSchema, verdict: z.enum(['approved', 'rejected']), reason: erasureReasonSchema.optional() })),
  /** By who asked. */
  'erasure.withdraw': defineRoute<void>()(z.object({ request: erasureIdSchema })),
  'hold.place': defineRoute<void>()(z.object({ customer: customerIdSchema.optional(), conversation: conversationIdSchema.optional(), reason: erasureReasonSchema })),
  /** `hold.unknown`. */
  'hold.lift': defineRoute<void>()(z.object({ hold: holdIdSchema, reason: erasureReasonSchema })),
  /** `account.unknown`. */
  'retention.set': defineRoute<void>()(z.object({ rules: z.array(retentionRuleSchema).max(200) })),
  /** Looks what is past its period now, as every day by itself; resolves with how many proposals were made. */
  'retention.look': defineRoute<{ readonly proposals: number }>()(z.void()),
} as const;

export const retentionPermissions = {
  'erasure.preview': 'supervisor', 'erasure.ask': 'supervisor', 'erasure.decide': 'administrator', 'erasure.withdraw': 'supervisor',
  'hold.place': 'supervisor', 'hold.lift': 'administrator', 'retention.set': 'administrator', 'retention.look': 'administrator',
} as const satisfies Record<keyof typeof retentionRoutes, Role>;
