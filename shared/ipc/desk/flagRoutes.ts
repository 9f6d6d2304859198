/** Commands of the desk port: flags. */
import { z } from 'zod';
import { flagIdSchema } from '../../domain/flag';
import { flagReasonSchema } from '../../ledger/bodies/flags';
import { conversationIdSchema } from '../../ledger/fields';
import { flagPackSchema } from '../../rules/flags/flagPack';
import { priceListSchema } from '../../rules/flags/priceList';
import { defineRoute } from '../route';

/** Why somebody sends although a rule refuses it; goes to review. Without one such a reply is `flag.blocked {count, clause, title}`. */
export const overrideSchema = flagReasonSchema.optional();

const based = z.number().int().positive();

export const flagRoutes = {
  /** The whole pack; `based` = the version it was made from. `flagRules.stale {version}` when somebody saved another meanwhile. */
  'flagRules.save': defineRoute<{ readonly version: number }>()(z.object({ based, pack: flagPackSchema })),
  /** The whole list. `priceList.stale {version}`. */
  'priceList.save': defineRoute<{ readonly version: number }>()(z.object({ based, list: priceListSchema })),
  /** The last verdict counts, `open` takes one back. `flag.unknown`, `flag.reasonNeeded` for a dismissal without one, `flag.own` where somebody else could judge. */
  'flag.review': defineRoute<void>()(z.object({ flag: flagIdSchema, conversation: conversationIdSchema, verdict: z.enum(['stands', 'dismissed', 'open']), reason: flagReasonSchema.optional() })),
} as const;

/** Lowest role that may call. */
export const flagPermissions = {
  'flagRules.save': 'administrator', 'priceList.save': 'administrator', 'flag.review': 'supervisor',
} as const;
