/** The rule pack of flags (`resources/rules/flags.json`): versioned, editable by the administrator. */
import { z } from 'zod';
import { flagKindSchema, flagSeveritySchema, type FlagSide } from '../../domain/flag';
import { ruleWordsSchema } from '../rulePack';
import { isPattern } from './pattern';

export const flagClauseSchema = z.string().regex(/^[A-Z]{2,5}-\d+(\.\d+)*$/);
export const flagRuleIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

const wordSchema = z.string().trim().min(1).max(40);
const patternSchema = z.string().trim().min(1).max(200).refine(isPattern, { error: 'not a pattern' });

/**
 * One rule. A word is found in whatever width, case and script it is written; `isLoose` also finds it with separators
 * between its characters and characters written as their parts, `isBySound` also by sound (words of three characters
 * and more). `allow`: phrases that are no hit of this rule. `wrongQuote` rules compare prices with the price list,
 * `wrongOrder` rules what we say is ordered with what the customer asked for; both look for no words. The latter need the
 * messages before, which no composer has: they only note.
 */
export const flagRuleSchema = z.object({
  id: flagRuleIdSchema,
  kind: flagKindSchema,
  clause: flagClauseSchema,
  title: ruleWordsSchema,
  isOn: z.boolean(),
  severity: flagSeveritySchema,
  side: z.enum(['ours', 'customer', 'both']),
  words: z.array(wordSchema).max(5_000).readonly(),
  patterns: z.array(patternSchema).max(100).readonly(),
  allow: z.array(wordSchema).max(2_000).readonly(),
  isLoose: z.boolean().default(false),
  isBySound: z.boolean().default(false),
}).readonly();
export type FlagRule = z.infer<typeof flagRuleSchema>;

export const flagPackSchema = z.object({
  id: z.string().min(1).max(64),
  version: z.number().int().positive(),
  clauses: z.array(z.object({ id: flagClauseSchema, title: ruleWordsSchema }).readonly()).max(200).readonly(),
  rules: z.array(flagRuleSchema).max(300).readonly(),
  /** Shipped rules the company does without: they are not offered again. */
  declined: z.array(flagRuleIdSchema).max(300).readonly().optional(),
}).readonly()
  .refine((pack) => pack.rules.every(({ clause }) => pack.clauses.some(({ id }) => id === clause)), { error: 'a rule names a clause the pack does not have', path: ['rules'] })
  .refine((pack) => pack.rules.every(({ kind, severity }) => kind !== 'wrongOrder' || severity === 'log'), { error: 'an order is only noted', path: ['rules'] })
  .refine((pack) => new Set(pack.rules.map(({ id }) => id)).size === pack.rules.length, { error: 'two rules of one id', path: ['rules'] })
  .refine((pack) => new Set(pack.clauses.map(({ id }) => id)).size === pack.clauses.length, { error: 'two clauses of one id', path: ['clauses'] });
export type FlagPack = z.infer<typeof flagPackSchema>;
export type FlagPackInput = z.input<typeof flagPackSchema>;

export const concernsSide = (rule: Pick<FlagRule, 'side'>, side: FlagSide): boolean => rule.side === 'both' || rule.side === side;
