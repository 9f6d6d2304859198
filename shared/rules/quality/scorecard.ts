/** Scorecards as data: what is looked at, how much it weighs, what is fatal, what may have caused a lack. */
import { z } from 'zod';
import { ruleWordsSchema } from '../rulePack';

export const qualityIdSchema = z.string().min(1).max(40).regex(/^[\w-]+$/);
/**
 * `standard` makes the total by its weight; `bonus` adds its weight in points when met; `fatal` decides alone when it
 * happened. `scale` is 1 to 5, `yesNo` met or not; bonus and fatal items are always yes or no.
 */
export const criterionSchema = z.object({
  id: qualityIdSchema, title: ruleWordsSchema, hint: ruleWordsSchema.optional(),
  role: z.enum(['standard', 'bonus', 'fatal']), kind: z.enum(['scale', 'yesNo']),
  weight: z.number().int().min(1).max(100), mayNotApply: z.boolean(),
}).refine(({ role, kind }) => role === 'standard' || kind === 'yesNo', { error: 'bonus and fatal items are yes or no' }).readonly();
export type Criterion = z.infer<typeof criterionSchema>;

export const causeSchema = z.object({ id: qualityIdSchema, title: ruleWordsSchema }).readonly();

const hasNoTwice = (items: readonly { readonly id: string }[]): boolean => new Set(items.map(({ id }) => id)).size === items.length;

export const scorecardSchema = z.object({
  id: qualityIdSchema, title: ruleWordsSchema,
  /** A total at or above it passes, 0 to 100. */
  passMark: z.number().int().min(0).max(100),
  /** `zero`: a fatal item makes the total 0; `fail`: the total stays and the review is failed all the same. */
  fatalEffect: z.enum(['zero', 'fail']),
  criteria: z.array(criterionSchema).min(1).max(40).refine(hasNoTwice, { error: 'an id twice' })
    .refine((all) => all.some(({ role }) => role === 'standard'), { error: 'nothing that makes a total' }).readonly(),
  causes: z.array(causeSchema).max(40).refine(hasNoTwice, { error: 'an id twice' }).readonly(),
  /** No plan draws by it any more; what was scored by it stays readable. */
  isRetired: z.boolean().optional(),
}).readonly();
export type Scorecard = z.infer<typeof scorecardSchema>;

/** 1–5, met or not, or not applicable. */
export const answerSchema = z.union([z.number().int().min(1).max(5), z.boolean(), z.literal('na')]);
export type Answer = z.infer<typeof answerSchema>;
export const answersSchema = z.record(qualityIdSchema, answerSchema).readonly();
export type Answers = z.infer<typeof answersSchema>;
