/** Erasing what the law says must go, keeping what must stay: requests, holds, periods. */
import { z } from 'zod';
import { accountIdSchema } from './account';

const ownId = z.string().regex(/^[\w-]{8,64}$/);
export const erasureIdSchema = ownId;
export const holdIdSchema = ownId;
export const erasureReasonSchema = z.string().trim().min(2).max(500);

/** `text`: everything said, with its attachments; `media`: attachments only, the words stay. */
export const retentionKinds = ['text', 'media'] as const;
export const retentionKindSchema = z.enum(retentionKinds);
export type RetentionKind = z.infer<typeof retentionKindSchema>;

/** Records of an account, or of every account without a rule of its own, go after so many days. */
export const retentionRuleSchema = z.object({ account: accountIdSchema.nullable(), kind: retentionKindSchema, days: z.number().int().min(30).max(36_500), auto: z.boolean() }).readonly();
export type RetentionRule = z.infer<typeof retentionRuleSchema>;

/** What goes, in figures; `bytes` of attachments. */
export const erasureCountSchema = z.object({
  conversations: z.number().int().nonnegative(), entries: z.number().int().nonnegative(), messages: z.number().int().nonnegative(),
  files: z.number().int().nonnegative(), bytes: z.number().int().nonnegative(), profile: z.number().int().nonnegative(),
}).readonly();
export type ErasureCount = z.infer<typeof erasureCountSchema>;
export const noCount: ErasureCount = { conversations: 0, entries: 0, messages: 0, files: 0, bytes: 0, profile: 0 };
