/** Commands of the desk port: records leave as a package that proves itself, and such a package is verified. */
import { z } from 'zod';
import { purposeSchema } from '../../domain/evidence';
import type { Role } from '../../domain/person';
import { conversationIdSchema, customerIdSchema } from '../../ledger/fields';
import { maskedFieldSchema } from '../../rules/customerPolicy';
import { defineRoute } from '../route';

export type EvidenceProblem = { readonly kind: 'removed' | 'added' | 'altered' | 'truncated' | 'signature' | 'entry' | 'count' | 'emptied'; readonly file: string; readonly seq?: number };
/** Content lawfully erased before the package was made: `count` records, under the tombstone `tombstone`. */
export type ErasedFact = { readonly tombstone: number; readonly count: number; readonly at: number; readonly reason: string };
export type EvidenceReport = {
  readonly intact: boolean;
  readonly problems: readonly EvidenceProblem[];
  /** What the package says of itself; absent while that cannot be relied on. `isOurs`: signed by this desk's ledger. */
  readonly facts?: { readonly exportedAt: string; readonly exportedBy: string; readonly purpose: string; readonly entries: number; readonly files: number; readonly masked: readonly string[]; readonly sealed: number; readonly erased: readonly ErasedFact[]; readonly isOurs: boolean };
};
export type EvidenceExported = { readonly entries: number; readonly messages: number; readonly attachments: number; readonly sealed: number; readonly bytes: number };
/** A search takes its hits with this many lines to each side. */
export const HIT_CONTEXT = 5;
export const HITS_MAX = 2_000;
/** `customer`: every conversation of the person, over all accounts; groups are left out. `lines`: hits by the seq of any entry of theirs. */
export const evidenceScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('conversation'), conversations: z.array(conversationIdSchema).min(1).max(10_000) }),
  z.object({ kind: z.literal('customer'), customer: customerIdSchema }),
  z.object({ kind: z.literal('search'), text: z.string().max(500), lines: z.array(z.object({ conversation: conversationIdSchema, seq: z.number().int().positive() })).min(1).max(HITS_MAX) }),
]);
export type EvidenceScope = z.infer<typeof evidenceScopeSchema>;
const path = z.string().min(1).max(2000);
const password = z.string().max(256).optional();

export const evidenceRoutes = {
  /**
   * Writes a package to `path` (a zip, with a password AES-256). Tells `evidence.progress`. Covered are `masked` and whatever
   * the company covers for this role; records in which something is covered go along sealed: proven, without their content.
   * `evidence.busy`, `evidence.cancelled`, `evidence.unwritable`, `evidence.diskFull`, `evidence.empty`, `customer.unknown`, `evidence.weakPassword {min}`, `conversation.unknown`, `vault.locked`.
   */
  'evidence.export': defineRoute<EvidenceExported>()(z.object({ of: evidenceScopeSchema, purpose: purposeSchema, path, password, masked: z.array(maskedFieldSchema).max(10).optional(), attachments: z.boolean().optional() })),
  'evidence.cancel': defineRoute<void>()(z.void()),
  /** `evidence.notPackage`, `evidence.needsPassword` (none or a wrong one). */
  'evidence.verify': defineRoute<EvidenceReport>()(z.object({ path, password })),
} as const;

/** Lowest role that may call. */
export const evidencePermissions = {
  'evidence.export': 'supervisor', 'evidence.cancel': 'supervisor', 'evidence.verify': 'supervisor',
} as const satisfies Record<keyof typeof evidenceRoutes, Role>;
