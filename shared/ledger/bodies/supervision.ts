/** Looking into records is on record itself: who looked for what, and which conversation was read. */
import { z } from 'zod';
import { maskedFieldSchema } from '../../rules/customerPolicy';
import { conversationIdSchema, customerIdSchema, ms } from '../fields';

export const supervisionBodies = {
  /** `conditions`: how many beside the words; `found`: hits of the first page. */
  'record.searched': z.object({ text: z.string().max(500), conditions: ms, found: ms }),
  /** Somebody read a conversation outside the desk, at the line placed `place` (ms). */
  'record.viewed': z.object({ conversation: conversationIdSchema, place: ms }),
  /** Records left the desk as a package; `manifest`: SHA-256 (hex) of its manifest, which names every file in it. */
  'record.exported': z.object({ conversations: z.array(conversationIdSchema).min(1).max(10_000).readonly(), purpose: z.string().min(1).max(500), entries: ms, manifest: z.string().regex(/^[0-9a-f]{64}$/), isEncrypted: z.boolean(),
    /** What was asked for; a conversation where left out. `search`: the words, `lines`: the hits. `masked`: what is covered in it. */
    subject: z.enum(['conversation', 'customer', 'search']).optional(), customer: customerIdSchema.optional(), search: z.string().max(500).optional(),
    lines: ms.optional(), masked: z.array(maskedFieldSchema).readonly().optional(), attachments: z.boolean().optional() }),
} as const;
