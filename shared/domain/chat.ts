import { z } from 'zod';
import type { ChatId, ContactId } from './ids';

export const chatKindSchema = z.enum(['private', 'group', 'temporary']);
export type ChatKind = z.infer<typeof chatKindSchema>;

export const chatIdSchema = z.string().min(1).max(512).transform((v) => v as ChatId);
export const contactIdSchema = z.string().min(1).max(512).transform((v) => v as ContactId);

/** Who is on the other side. In a private or temporary chat `contact` is that person. */
export const chatRefSchema = z.object({
  id: chatIdSchema,
  kind: chatKindSchema,
  title: z.string().optional(),
  contact: contactIdSchema.optional(),
}).readonly();
export type ChatRef = z.infer<typeof chatRefSchema>;

export const senderSchema = z.object({ id: contactIdSchema, name: z.string().optional() }).readonly();
export type Sender = z.infer<typeof senderSchema>;
