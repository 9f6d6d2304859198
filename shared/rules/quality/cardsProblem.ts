/** What forbids to put new scorecards in the place of old ones. Asked by the editor and again by the engine. */
import { cardsInUse, type QualityRules } from './qualityRules';
import type { SamplePlan } from './sample';
import type { Scorecard } from './scorecard';

/** `card`: its name. */
export type CardsProblem =
  | { readonly code: 'quality.cardMissing' | 'quality.cardNamedTwice'; readonly data: { readonly card: string } }
  | { readonly code: 'quality.cardPlanned'; readonly data: { readonly card: string; readonly plan: string } };

const nameOf = ({ title }: Scorecard): string => title['zh-CN'].trim();

/**
 * `plans`: those in use. In this order: a card left out (it is retired instead: old scores are read by it), one
 * retired that a plan still draws by, two in use of one name. `undefined`: nothing forbids it.
 */
export const cardsProblem = (before: Pick<QualityRules, 'cards'>, after: Pick<QualityRules, 'cards'>, plans: readonly Pick<SamplePlan, 'name' | 'card'>[]): CardsProblem | undefined => {
  const missing = before.cards.find(({ id }) => !after.cards.some((card) => card.id === id));
  if (missing !== undefined) return { code: 'quality.cardMissing', data: { card: nameOf(missing) } };
  const used = cardsInUse(after);
  const planned = plans.find(({ card }) => !used.some(({ id }) => id === card));
  if (planned !== undefined) {
    const card = after.cards.find(({ id }) => id === planned.card);
    return { code: 'quality.cardPlanned', data: { card: card === undefined ? planned.card : nameOf(card), plan: planned.name } };
  }
  const twice = used.find((card, at) => used.findIndex((other) => nameOf(other) === nameOf(card)) !== at);
  return twice === undefined ? undefined : { code: 'quality.cardNamedTwice', data: { card: nameOf(twice) } };
};
