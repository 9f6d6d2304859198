/** Commands of the desk port: colleagues at a conversation. Ids are made by the window: the same id again does nothing. */
import { z } from 'zod';
import { partsSchema } from '../../domain/message';
import { personIdSchema, type Role } from '../../domain/person';
import { helperSchema, helpIdSchema, noteIdSchema, notePartsSchema, transferIdSchema, wordsSchema } from '../../ledger/bodies/collaboration';
import { clientIdSchema, conversationIdSchema, ms, wordingUseSchema } from '../../ledger/fields';
import { overrideSchema } from './flagRoutes';
import { defineRoute } from '../route';

export const collaborationRoutes = {
  /** `conversation.unknown`, `person.unknown {person}`, `media.missing {name}`. */
  'note.add': defineRoute<void>()(z.object({ note: noteIdSchema, conversation: conversationIdSchema, parts: notePartsSchema })),
  /** A new version. `note.unknown`, `note.notYours`. */
  'note.revise': defineRoute<void>()(z.object({ note: noteIdSchema, parts: notePartsSchema })),

  /** `help.yourself` when nobody else is asked. */
  'help.ask': defineRoute<void>()(z.object({ help: helpIdSchema, conversation: conversationIdSchema, to: helperSchema, question: wordsSchema })),
  /** By whom it was asked of. `help.notOpen`, `help.notYours`. */
  'help.answer': defineRoute<void>()(z.object({ help: helpIdSchema, answer: wordsSchema })),
  /** By who asked, or who was asked. */
  'help.close': defineRoute<void>()(z.object({ help: helpIdSchema })),

  /** `transfer.alreadyOffered`, `transfer.yourself`, `transfer.notYours` (another holds the conversation). */
  'transfer.offer': defineRoute<void>()(z.object({ transfer: transferIdSchema, conversation: conversationIdSchema, to: personIdSchema, summary: wordsSchema })),
  /** By the person it was offered to. `transfer.notOpen`, `transfer.notYours`, `transfer.overtaken` (it changed hands since). */
  'transfer.accept': defineRoute<void>()(z.object({ transfer: transferIdSchema })),
  'transfer.decline': defineRoute<void>()(z.object({ transfer: transferIdSchema, reason: wordsSchema })),
  /** By who offered it, or a supervisor. */
  'transfer.withdraw': defineRoute<void>()(z.object({ transfer: transferIdSchema })),

  /** `at` in ms. `schedule.past`, `reply.empty`, `media.missing`, `account.removed`. */
  'reply.schedule': defineRoute<void>()(z.object({ client: clientIdSchema, conversation: conversationIdSchema, parts: partsSchema, at: ms, wording: wordingUseSchema.optional(), override: overrideSchema })),
  /** Another time, other words, or both; a held one goes on. `schedule.notPending`, `schedule.past`. */
  'reply.reschedule': defineRoute<void>()(z.object({ client: clientIdSchema, at: ms.optional(), parts: partsSchema.optional(), override: overrideSchema })),
  'reply.cancelSchedule': defineRoute<void>()(z.object({ client: clientIdSchema })),
  /** Queues it at once, held or not. */
  'reply.sendNow': defineRoute<void>()(z.object({ client: clientIdSchema, override: overrideSchema })),

  'inbox.read': defineRoute<void>()(z.object({ upTo: ms })),
} as const;

/** Lowest role that may call. */
export const collaborationPermissions = {
  'note.add': 'agent', 'note.revise': 'agent',
  'help.ask': 'agent', 'help.answer': 'agent', 'help.close': 'agent',
  'transfer.offer': 'agent', 'transfer.accept': 'agent', 'transfer.decline': 'agent', 'transfer.withdraw': 'agent',
  'reply.schedule': 'agent', 'reply.reschedule': 'agent', 'reply.cancelSchedule': 'agent', 'reply.sendNow': 'agent',
  'inbox.read': 'agent',
} as const satisfies Readonly<Record<string, Role>>;
