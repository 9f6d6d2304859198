/** What a person does with a conversation beyond answering (hold, put off, pin), what the clocks found, and the rules themselves. */
import { z } from 'zod';
import { listFilterIdSchema, savedFilterSchema } from '../../domain/listFilter';
import { personIdSchema } from '../../domain/person';
import { matterSchema, rulePackSchema } from '../../rules/rulePack';
import { ms } from '../fields';

/** `since`: from when the clock counted; `limit` ms; `due`: when it was passed; `pack`: version of the rules that said so. */
const passed = z.object({ clock: z.string().min(1).max(40), clause: z.string().min(1).max(40), since: ms, limit: ms, due: ms, pack: z.number().int().positive() });

export const conversationBodies = {
  /** Whose it is now; null = nobody's. */
  'conversation.assigned': z.object({ person: personIdSchema.nullable() }),
  /** Put off until a time, or without one until the customer speaks. Any word of the customer ends it. */
  'conversation.snoozed': z.object({ until: ms.optional() }),
  /** Taken up again: its time had come, or a person did it. A customer's word needs no entry of its own. */
  'conversation.woken': z.object({ why: z.enum(['time', 'person']) }),
  /** On top of the list of the person who did it. */
  'conversation.pinned': z.object({ isPinned: z.boolean() }),
  /** What the conversation is about: which clocks concern it. */
  'conversation.sorted': z.object({ matter: matterSchema }),
  /** A clock passed its limit, once per clock and wait. */
  'wait.breached': passed,
  /** A clock passed its second threshold: the supervisor is told, once per clock and wait. */
  'wait.escalated': passed,
  /** The rules in force from here on; the clauses are inside. */
  'rulePack.saved': z.object({ pack: rulePackSchema }),
  'listFilter.saved': z.object({ filter: savedFilterSchema }),
  'listFilter.removed': z.object({ filter: listFilterIdSchema }),
} as const;
