/**
 * The company's regulation as data: which facts of the records are put up as violations, what each costs, and how many
 * in a month raise a review. Every rule names its clause. Version 1 is the one shipped; a change makes the next one and
 * touches nothing that was proposed before.
 */
import { z } from 'zod';
import { ruleWordsSchema } from '../rulePack';

/** What the records can tell of somebody, or a supervisor by hand. One fact is of one kind. */
export const factKinds = [
  'impolite', 'diversion', 'promise', 'advert', 'secret', 'quote',
  'attitude', 'badReview', 'slowComplaint',
  'lateReply', 'lateNotice', 'missedDuty', 'absence', 'leave', 'noDeal', 'profile', 'deletion', 'other',
] as const;
export const factKindSchema = z.enum(factKinds);
export type FactKind = z.infer<typeof factKindSchema>;

/** Kinds no channel and no record tells us of: they are raised by hand only. */
export const byHandKinds: ReadonlySet<FactKind> = new Set<FactKind>(['deletion', 'other']);

/** An amount of money: integer fen, at most a million yuan. */
export const fenSchema = z.number().int().min(0).max(100_000_000);

/**
 * What one violation costs. `hourly`: `firstFen` at once, `moreFen` for each further full hour, never above `mostFen`.
 * `percent` is of an amount only the supervisor knows (the last settlement); it is named when it is confirmed.
 */
export const chargeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('each'), fen: fenSchema }),
  z.object({ kind: z.literal('hourly'), firstFen: fenSchema, moreFen: fenSchema, mostFen: fenSchema }),
  z.object({ kind: z.literal('percent'), percent: z.number().int().min(1).max(100) }),
]).readonly().refine((charge) => charge.kind !== 'hourly' || charge.mostFen >= charge.firstFen, { error: 'the most is not below the first', path: ['mostFen'] });
export type Charge = z.infer<typeof chargeSchema>;

/** What so many in one month raise: a review of dismissal, the attendance bonus of the month, or a talk. */
export const reviewKindSchema = z.enum(['dismissal', 'bonus', 'talk']);
export type ReviewKind = z.infer<typeof reviewKindSchema>;
export const reviewRuleSchema = z.object({ count: z.number().int().min(1).max(1000), of: reviewKindSchema }).readonly();
export type ReviewRule = z.infer<typeof reviewRuleSchema>;

const clauseIdSchema = z.string().regex(/^[A-Z]{2,5}-\d+(\.\d+)*$/);
export const ruleIdSchema = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/);

export const regulationRuleSchema = z.object({
  id: ruleIdSchema,
  clause: clauseIdSchema,
  title: ruleWordsSchema,
  isOn: z.boolean(),
  facts: z.array(factKindSchema).min(1).max(factKinds.length),
  /**
   * `each` puts up every fact. `month` only counts them and puts up the month when `review.count` is reached (three
   * leaves are no three violations).
   */
  counts: z.enum(['each', 'month']),
  charge: chargeSchema,
  review: reviewRuleSchema.optional(),
  /** For `noDeal`: so many whole calendar months without one. */
  months: z.number().int().min(1).max(24).optional(),
}).readonly().refine((rule) => rule.counts === 'each' || rule.review !== undefined, { error: 'what is only counted needs a count', path: ['review'] });
export type RegulationRule = z.infer<typeof regulationRuleSchema>;

const wordsOfClause = z.object({ 'zh-CN': z.string().trim().min(1).max(600), en: z.string().trim().max(1200).optional() }).readonly();

const hasOneEach = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

export const regulationSchema = z.object({
  id: z.literal('regulation'),
  version: z.number().int().positive(),
  clauses: z.array(z.object({ id: clauseIdSchema, text: wordsOfClause }).readonly()).max(200).readonly(),
  rules: z.array(regulationRuleSchema).min(1).max(60).readonly(),
  /** Shipped rules the company does without: they are not offered again. */
  declined: z.array(ruleIdSchema).max(60).readonly().optional(),
  /** Days after a decision in which who is concerned may appeal. */
  appealDays: z.number().int().min(1).max(30),
}).readonly()
  .refine((pack) => pack.rules.every(({ clause }) => pack.clauses.some(({ id }) => id === clause)), { error: 'a rule names a clause the pack does not have', path: ['rules'] })
  .refine((pack) => hasOneEach(pack.rules.map(({ id }) => id)), { error: 'two rules of one id', path: ['rules'] })
  .refine((pack) => hasOneEach(pack.clauses.map(({ id }) => id)), { error: 'two clauses of one id', path: ['clauses'] });
export type Regulation = z.infer<typeof regulationSchema>;

export const ruleOf = (pack: Regulation, id: string): RegulationRule | undefined => pack.rules.find((rule) => rule.id === id);
