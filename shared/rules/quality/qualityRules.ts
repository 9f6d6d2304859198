/** What the company decided about spot checks: the scorecards and the days that hold. One version is in force. */
import { z } from 'zod';
import { scorecardSchema, type Scorecard } from './scorecard';

export const qualityRulesSchema = z.object({
  version: z.number().int().positive(),
  clause: z.string().regex(/^[A-Z]{2,5}-\d+(\.\d+)*$/),
  /** Retired ones too. */
  cards: z.array(scorecardSchema).min(1).max(60).refine((cards) => new Set(cards.map(({ id }) => id)).size === cards.length, { error: 'a card twice' })
    .refine((cards) => cards.some(({ isRetired }) => isRetired !== true), { error: 'no card in use' }).readonly(),
  /** Days (of 24 hours, from the score) in which the agent may appeal. */
  appealDays: z.number().int().min(1).max(30),
  /** Days a reviewer has. */
  dueDays: z.number().int().min(1).max(30),
  /** Silence that ends a contact, minutes. */
  contactGapMinutes: z.number().int().min(10).max(2880),
  /** Somebody is new for so many days. */
  newAgentDays: z.number().int().min(1).max(365),
}).readonly();
export type QualityRules = z.infer<typeof qualityRulesSchema>;

export const DAY_MS = 86_400_000;

export const cardOf = (rules: QualityRules | undefined, id: string): Scorecard | undefined => rules?.cards.find((card) => card.id === id);

export const cardsInUse = ({ cards }: Pick<QualityRules, 'cards'>): readonly Scorecard[] => cards.filter(({ isRetired }) => isRetired !== true);

/** The last moment at which a score of `scoredAt` may be appealed, ms. */
export const appealUntil = (rules: Pick<QualityRules, 'appealDays'>, scoredAt: number): number => scoredAt + rules.appealDays * DAY_MS;
