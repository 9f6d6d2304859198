import { z } from 'zod';

/** A rule always names its clause, so that a screen or report can say why. */
const clauseIdSchema = z.string().regex(/^[A-Z]{2,5}-\d+(\.\d+)*$/);

/** Seconds a customer may wait for the first answer, per channel kind, with a default for the others. */
const waitingRuleSchema = z.object({
  clause: clauseIdSchema,
  targetSeconds: z.number().int().min(5).max(7 * 86_400),
  perChannel: z.record(z.string(), z.number().int().min(5).max(7 * 86_400)).default({}),
});

/** A rule pack (`resources/rules/*.json`): versioned, editable by the administrator. */
export const rulePackSchema = z.object({
  id: z.string().min(1).max(64),
  version: z.number().int().positive(),
  clauses: z.array(z.object({ id: clauseIdSchema, title: z.record(z.string(), z.string()) })),
  waiting: waitingRuleSchema,
}).refine((pack) => pack.clauses.some((clause) => clause.id === pack.waiting.clause), { error: 'waiting.clause is not among the clauses', path: ['waiting', 'clause'] });
export type RulePack = Readonly<z.infer<typeof rulePackSchema>>;

/** How long a customer of this channel may wait, ms. */
export const waitingTargetMs = (pack: RulePack, channel: string): number =>
  (Object.hasOwn(pack.waiting.perChannel, channel) ? pack.waiting.perChannel[channel] ?? pack.waiting.targetSeconds : pack.waiting.targetSeconds) * 1000;
