/** Looking into records is on record itself: who looked for what, and which conversation was read. */
import { z } from 'zod';
import { conversationIdSchema, ms } from '../fields';

export const supervisionBodies = {
  /** `conditions`: how many beside the words; `found`: hits of the first page. */
  'record.searched': z.object({ text: z.string().max(500), conditions: ms, found: ms }),
  /** Somebody read a conversation outside the desk, at the line placed `place` (ms). */
  'record.viewed': z.object({ conversation: conversationIdSchema, place: ms }),
  /** Records left the desk as a package; `manifest`: SHA-256 (hex) of its manifest, which names every file in it. */
  'record.exported': z.object({ conversations: z.array(conversationIdSchema).min(1).max(10_000).readonly(), purpose: z.string().min(1).max(500), entries: ms, manifest: z.string().regex(/^[0-9a-f]{64}$/), isEncrypted: z.boolean() }),
} as const;
