/** Custody of the company's accounts: what every desk is asked for, and what one account must look like. */
import { z } from 'zod';

/** What the company forbids on its accounts. Recorded as policy; a screen never claims to see what no channel tells. */
export const forbiddenFeatures = ['videoCall', 'createGroup', 'space', 'linkMail', 'linkPrivate', 'payment'] as const;
export const forbiddenFeatureSchema = z.enum(forbiddenFeatures);
export type ForbiddenFeature = z.infer<typeof forbiddenFeatureSchema>;

/** Words a nickname pattern may name; `{company}` and the like. */
export const nicknameWords = ['company', 'name', 'phone', 'department'] as const;
export type NicknameWord = (typeof nicknameWords)[number];

const patternSchema = z.string().trim().max(80)
  .refine((text) => [...text.matchAll(/\{([^}]*)\}/gu)].every(([, word]) => (nicknameWords as readonly string[]).includes(word ?? '')), { error: 'a word the pattern does not know' });

/** How an account must present itself. What is left out is not asked for. */
export const profilePolicySchema = z.object({
  nickname: patternSchema.optional(),
  /** What the words of the pattern stand for on this account; the rest is known: the company, and who holds it. */
  phone: z.string().trim().max(30).optional(),
  department: z.string().trim().max(40).optional(),
  signature: z.string().trim().max(200).optional(),
  /** Pictures allowed, as the platform names them (`Media.blob` or `Media.ref`). */
  avatars: z.array(z.string().min(1).max(2_000)).max(20).readonly().optional(),
  forbidden: z.array(forbiddenFeatureSchema).max(forbiddenFeatures.length).readonly().optional(),
}).readonly();
export type ProfilePolicy = z.infer<typeof profilePolicySchema>;

export const rotateDaysSchema = z.number().int().min(0).max(3650);

/** Policy of one account; what is left out follows the company's. `rotateDays` 0 = never reminded. */
export const accountPolicySchema = z.object({ rotateDays: rotateDaysSchema.optional(), profile: profilePolicySchema.optional() }).readonly();
export type AccountPolicy = z.infer<typeof accountPolicySchema>;

/** What holds for every account unless its own policy says otherwise. */
export const custodyPolicySchema = z.object({
  clause: z.string().regex(/^[A-Z]{2,5}-\d+(\.\d+)*$/),
  rotateDays: rotateDaysSchema,
  /** Reminded so many days before a secret is due. */
  rotateNoticeDays: z.number().int().min(0).max(90),
  /** Shorter than this (seconds on shift) is no absence: networks blink. */
  absenceGraceSeconds: z.number().int().min(0).max(3600),
  /** So many absences in a month are put up for review. */
  absenceLimit: z.number().int().min(1).max(100),
}).readonly();
export type CustodyPolicy = z.infer<typeof custodyPolicySchema>;

/** What was away from its post: an account off line, a seat nobody sat at, or the desk itself. */
export const absenceKindSchema = z.enum(['account', 'seat', 'desk']);
export type AbsenceKind = z.infer<typeof absenceKindSchema>;
