/** Field schemas that entries and commands share. */
import { z } from 'zod';
import type { ClientId, ConversationId, CustomerId, RemoteMessageId } from '../domain/ids';
import { wordingIdSchema, wordingVersionSchema } from '../domain/wording';

export const clientIdSchema = z.string().min(8).max(64).regex(/^[\w-]+$/).transform((v) => v as ClientId);
export const remoteIdSchema = z.string().min(1).max(512).transform((v) => v as RemoteMessageId);
export const conversationIdSchema = z.string().min(3).max(1024).includes('/').transform((v) => v as ConversationId);
export const customerIdSchema = z.string().min(3).max(1024).includes('/').transform((v) => v as CustomerId);
/** A moment or a span in ms, or a count. */
export const ms = z.number().int().nonnegative();
/** Small facts a peer tells, kept as they are. */
export const factsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).readonly();

/** `live` came by push, `history` by catch-up, `offline` was held by the server for us. */
export const messageSourceSchema = z.enum(['live', 'history', 'offline']);

/**
 * Which wording a reply came from and whether the person changed it before sending. `version`: the one picked.
 * `offered`: where it was changed, what it said with the variables filled in. Of several messages only the first reply
 * carries it: one use counts once.
 */
export const wordingUseSchema = z.object({
  id: wordingIdSchema, edited: z.boolean(), version: wordingVersionSchema.optional(),
  offered: z.string().max(20_000).optional(),
}).readonly();
export type WordingUse = z.infer<typeof wordingUseSchema>;
