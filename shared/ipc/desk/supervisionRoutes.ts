/** Commands of the desk port: looking into records. */
import { z } from 'zod';
import type { Role } from '../../domain/person';
import { conversationIdSchema } from '../../ledger/fields';
import { defineRoute } from '../route';

export const supervisionRoutes = {
  'record.noteSearch': defineRoute<void>()(z.object({ text: z.string().max(500), conditions: z.number().int().nonnegative(), found: z.number().int().nonnegative() })),
  /** `conversation.unknown` for one the ledger does not know. */
  'record.noteView': defineRoute<void>()(z.object({ conversation: conversationIdSchema, place: z.number().int().nonnegative() })),
} as const;

/** Lowest role that may call. */
export const supervisionPermissions = {
  'record.noteSearch': 'supervisor', 'record.noteView': 'supervisor',
} as const satisfies Record<keyof typeof supervisionRoutes, Role>;
