/** Flags: the rules in force, the price list, what messages were flagged for, overrides of the guard, reviews. */
import { z } from 'zod';
import { flagIdSchema, flagKindSchema, flagSeveritySchema, flagSideSchema, flagSpanSchema } from '../../domain/flag';
import { personIdSchema } from '../../domain/person';
import { flagPackSchema, flagRuleIdSchema } from '../../rules/flags/flagPack';
import { priceListSchema } from '../../rules/flags/priceList';
import { ruleWordsSchema } from '../../rules/rulePack';
import { clientIdSchema, ms, remoteIdSchema } from '../fields';

const version = z.number().int().positive();
/** Why somebody went on although the guard refused, or found a flag to be none. */
export const flagReasonSchema = z.string().trim().min(2).max(300);

export const flagBodies = {
  /** The rules in force from here on; the clauses are inside. */
  'flagRules.saved': z.object({ pack: flagPackSchema }),
  'priceList.saved': z.object({ list: priceListSchema }),
  /**
   * A rule found something in a message. In one commit with the entry of the text it is about, right after it, once per
   * text and rule. The message is named by `client` (written here) or `id` (the platform's). `at` ms of the message;
   * `edit` ms of the later text it is about; `person` who wrote it here; `override`: sent all the same, for this reason.
   */
  'message.flagged': z.object({
    client: clientIdSchema.optional(), id: remoteIdSchema.optional(), side: flagSideSchema, person: personIdSchema.optional(), at: ms, edit: ms.optional(),
    rule: flagRuleIdSchema, kind: flagKindSchema, clause: z.string().min(1).max(40), title: ruleWordsSchema, severity: flagSeveritySchema,
    spans: z.array(flagSpanSchema).min(1).max(100).readonly(), pack: version, override: flagReasonSchema.optional(),
  }),
  /** A person sent `client` although these rules refused it. */
  'guard.overridden': z.object({ client: clientIdSchema, rules: z.array(flagRuleIdSchema).min(1).max(300).readonly(), reason: flagReasonSchema, pack: version }),
  /** A supervisor's word on a flag; the last one counts, `open` takes it back. A dismissal has a reason. */
  'flag.reviewed': z.object({ flag: flagIdSchema, verdict: z.enum(['stands', 'dismissed', 'open']), reason: flagReasonSchema.optional() }),
} as const;
