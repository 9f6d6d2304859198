/** Commands of the desk port: records leave as a package that proves itself, and such a package is verified. */
import { z } from 'zod';
import { purposeSchema } from '../../domain/evidence';
import type { Role } from '../../domain/person';
import { conversationIdSchema } from '../../ledger/fields';
import { defineRoute } from '../route';

export type EvidenceProblem = { readonly kind: 'removed' | 'added' | 'altered' | 'truncated' | 'signature' | 'entry' | 'count'; readonly file: string; readonly seq?: number };
export type EvidenceReport = {
  readonly intact: boolean;
  readonly problems: readonly EvidenceProblem[];
  /** What the package says of itself; absent while that cannot be relied on. `isOurs`: signed by this desk's ledger. */
  readonly facts?: { readonly exportedAt: string; readonly exportedBy: string; readonly purpose: string; readonly entries: number; readonly files: number; readonly isOurs: boolean };
};
export type EvidenceExported = { readonly entries: number; readonly messages: number; readonly attachments: number; readonly bytes: number };
const path = z.string().min(1).max(2000);
const password = z.string().max(256).optional();

export const evidenceRoutes = {
  /**
   * Writes a package over these conversations to `path` (a zip, with a password AES-256). Tells `evidence.progress`.
   * `evidence.busy`, `evidence.cancelled`, `evidence.unwritable`, `evidence.weakPassword {min}`, `conversation.unknown`, `vault.locked`.
   */
  'evidence.export': defineRoute<EvidenceExported>()(z.object({ conversations: z.array(conversationIdSchema).min(1).max(10_000), purpose: purposeSchema, path, password })),
  'evidence.cancel': defineRoute<void>()(z.void()),
  /** `evidence.notPackage`, `evidence.needsPassword` (none or a wrong one). */
  'evidence.verify': defineRoute<EvidenceReport>()(z.object({ path, password })),
} as const;

/** Lowest role that may call. */
export const evidencePermissions = {
  'evidence.export': 'supervisor', 'evidence.cancel': 'supervisor', 'evidence.verify': 'supervisor',
} as const satisfies Record<keyof typeof evidenceRoutes, Role>;
