/** Colleagues at a conversation: notes, calls for help, hand-on, replies for later. */
import { z } from 'zod';
import { flagReasonSchema } from './flags';
import type { HelpId, NoteId, TransferId } from '../../domain/ids';
import { partSchema, partsSchema, type Part } from '../../domain/message';
import { personIdSchema } from '../../domain/person';
import { clientIdSchema, factsSchema, ms, wordingUseSchema } from '../fields';

const ownId = z.string().min(8).max(64).regex(/^[\w-]+$/);
export const noteIdSchema = ownId.transform((v) => v as NoteId);
export const helpIdSchema = ownId.transform((v) => v as HelpId);
export const transferIdSchema = ownId.transform((v) => v as TransferId);

/** Words of a colleague to a colleague. */
export const wordsSchema = z.string().trim().min(1).max(4000);

const noteKinds: ReadonlySet<Part['kind']> = new Set<Part['kind']>(['text', 'mention', 'image', 'file', 'video', 'voice']);
/** Text, mentions (`target` = person id) and attachments; nothing a peer could have sent. */
export const notePartsSchema = z.array(partSchema.refine((part) => noteKinds.has(part.kind))).min(1).max(200).readonly();

/** Whoever is asked: one person, or every supervisor. */
export const helperSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), person: personIdSchema }),
  z.object({ kind: z.literal('supervisors') }),
]).readonly();
export type Helper = z.infer<typeof helperSchema>;

/** Why a planned reply did not go by itself: it came due while the desk was off, the customer wrote meanwhile, or it was refused. */
export const holdReasonSchema = z.enum(['late', 'customerSpoke', 'refused']);
export type HoldReason = z.infer<typeof holdReasonSchema>;

export const collaborationBodies = {
  /** Seen here only: no channel ever gets a note. `mentions` = the people named in `parts`. */
  'note.added': z.object({ note: noteIdSchema, parts: notePartsSchema, mentions: z.array(personIdSchema).readonly() }),
  /** A new version by its author; the earlier ones stay. */
  'note.revised': z.object({ note: noteIdSchema, parts: notePartsSchema, mentions: z.array(personIdSchema).readonly() }),

  'help.asked': z.object({ help: helpIdSchema, to: helperSchema, question: wordsSchema }),
  'help.answered': z.object({ help: helpIdSchema, answer: wordsSchema }),
  'help.closed': z.object({ help: helpIdSchema }),

  /** Nothing changes hands before `transfer.accepted`; the clock goes on. `holder`: whose it was when offered, if anybody's. */
  'transfer.offered': z.object({ transfer: transferIdSchema, to: personIdSchema, summary: wordsSchema, holder: personIdSchema.optional() }),
  'transfer.accepted': z.object({ transfer: transferIdSchema }),
  'transfer.declined': z.object({ transfer: transferIdSchema, reason: wordsSchema }),
  'transfer.withdrawn': z.object({ transfer: transferIdSchema }),

  /** Due at `at`; `reply.queued` of the same client ends it. `override`: why it goes although a rule refuses it. */
  'reply.scheduled': z.object({ client: clientIdSchema, parts: partsSchema, at: ms, wording: wordingUseSchema.optional(), override: flagReasonSchema.optional() }),
  /** Another time or other words; whatever held it is settled. */
  'reply.rescheduled': z.object({ client: clientIdSchema, at: ms, parts: partsSchema.optional(), override: flagReasonSchema.optional() }),
  'reply.cancelled': z.object({ client: clientIdSchema }),
  /** It waits for a person's word. `code` and `data` say why it was refused. */
  'reply.held': z.object({ client: clientIdSchema, why: holdReasonSchema, code: z.string().optional(), data: factsSchema.optional() }),

  /** The actor has seen what their inbox held up to this entry. */
  'inbox.read': z.object({ upTo: ms }),
} as const;
