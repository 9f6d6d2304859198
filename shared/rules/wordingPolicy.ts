/** What the company decided about prepared wording. Pure. */
import { z } from 'zod';

export const wordingPolicySchema = z.object({
  clause: z.string().regex(/^[A-Z]{2,5}-\d+(\.\d+)*$/),
  /** Whether wording only its author can use is approved as well. */
  isPersonalApproved: z.boolean(),
  /** A use counts as answered when the customer writes within so many hours, */
  answeredHours: z.number().int().min(1).max(720),
  /** and as sold when the conversation is closed as sold within so many days. */
  soldDays: z.number().int().min(1).max(90),
  /** Supervisors are told of an expiry so many days ahead. */
  noticeDays: z.number().int().min(1).max(90),
}).readonly();
export type WordingPolicy = z.infer<typeof wordingPolicySchema>;
