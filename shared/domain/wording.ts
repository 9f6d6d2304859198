import { z } from 'zod';
import type { WordingId } from './ids';
import { accountIdSchema } from './account';
import { partsSchema } from './message';

export const wordingIdSchema = z.string().min(1).max(64).transform((v) => v as WordingId);

/**
 * A prepared answer. `category` is a path from the root. `accounts` empty = shared by all.
 * Variables in the text: `{customer} {shop} {agent} {date} {order}`; blanks the agent must fill: `{?label}`.
 */
export const wordingSchema = z.object({
  id: wordingIdSchema,
  title: z.string().min(1).max(80),
  category: z.array(z.string().min(1).max(40)).max(4).readonly(),
  shortcut: z.string().max(24).default(''),
  parts: partsSchema,
  accounts: z.array(accountIdSchema).readonly().default([]),
}).readonly();
export type Wording = z.infer<typeof wordingSchema>;
