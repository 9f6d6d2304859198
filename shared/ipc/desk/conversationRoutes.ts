/** Commands of the desk port: conversations. */
import { z } from 'zod';
import { tagSchema } from '../../domain/customer';
import { listFilterIdSchema, savedFilterSchema } from '../../domain/listFilter';
import { personIdSchema } from '../../domain/person';
import { conversationIdSchema, ms } from '../../ledger/fields';
import { matterSchema, rulePackSchema } from '../../rules/rulePack';
import { defineRoute } from '../route';

const conversation = conversationIdSchema;

/** Why it ended: an id of the rule pack's reasons, and a person's own words. */
export const closingSchema = z.object({ reason: z.string().max(200).optional(), note: z.string().trim().max(500).optional() });

/** One action on each of several conversations; `tag` concerns the customers behind them. */
export const bulkActionSchema = z.discriminatedUnion('kind', [
  closingSchema.extend({ kind: z.literal('close') }),
  z.object({ kind: z.literal('reopen') }),
  z.object({ kind: z.literal('dismiss') }),
  z.object({ kind: z.literal('snooze'), until: ms.optional() }),
  z.object({ kind: z.literal('wake') }),
  z.object({ kind: z.literal('assign'), person: personIdSchema.nullable() }),
  z.object({ kind: z.literal('tag'), tag: tagSchema }),
  z.object({ kind: z.literal('untag'), tag: tagSchema }),
]);
export type BulkAction = Readonly<z.infer<typeof bulkActionSchema>>;

export const conversationRoutes = {
  /** To oneself, to a colleague, or to nobody. An agent takes what is free and gives up what is theirs. `conversation.taken {person}`. */
  'conversation.assign': defineRoute<void>()(z.object({ conversation, person: personIdSchema.nullable() })),
  /** `until` in the future, ms; without it until the customer speaks. `conversation.past`. */
  'conversation.snooze': defineRoute<void>()(z.object({ conversation, until: ms.optional() })),
  'conversation.wake': defineRoute<void>()(z.object({ conversation })),
  /** On top of the caller's own list. */
  'conversation.pin': defineRoute<void>()(z.object({ conversation, isPinned: z.boolean() })),
  'conversation.sort': defineRoute<void>()(z.object({ conversation, matter: matterSchema })),
  /**
   * Several steps in one commit: all or none. Where a step would change nothing it is left out. Gives back the
   * conversations that changed, so that the undo touches those and no other.
   */
  'conversation.bulk': defineRoute<{ readonly changed: readonly string[] }>()(z.object({
    steps: z.array(z.object({ action: bulkActionSchema, conversations: z.array(conversation).min(1).max(5_000) })).min(1).max(200),
  })),
  /** The whole pack; `based` = the version it was made from. `rulePack.stale {version}` when somebody saved another meanwhile. */
  'rulePack.save': defineRoute<{ readonly version: number }>()(z.object({ based: z.number().int().positive(), pack: rulePackSchema })),
  'listFilter.save': defineRoute<void>()(z.object({ filter: savedFilterSchema })),
  'listFilter.remove': defineRoute<void>()(z.object({ filter: listFilterIdSchema })),
} as const;

/** Lowest role that may call. */
export const conversationPermissions = {
  'conversation.assign': 'agent', 'conversation.snooze': 'agent', 'conversation.wake': 'agent', 'conversation.pin': 'agent',
  'conversation.sort': 'supervisor', 'conversation.bulk': 'agent',
  'rulePack.save': 'administrator',
  'listFilter.save': 'agent', 'listFilter.remove': 'agent',
} as const;
