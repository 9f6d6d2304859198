/** Looking into records is on record itself: who looked for what, and which conversation was read. */
import { z } from 'zod';
import { conversationIdSchema, ms } from '../fields';

export const supervisionBodies = {
  /** `conditions`: how many beside the words; `found`: hits of the first page. */
  'record.searched': z.object({ text: z.string().max(500), conditions: ms, found: ms }),
  /** Somebody read a conversation outside the desk, at the line placed `place` (ms). */
  'record.viewed': z.object({ conversation: conversationIdSchema, place: ms }),
} as const;
