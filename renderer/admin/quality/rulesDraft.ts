/** Changes to a scorecard being edited. Pure; nothing is in force before it is saved. */
import type { Criterion, Scorecard } from '#shared/rules/quality/scorecard';
import { qualityRulesSchema, type QualityRules } from '#shared/rules/quality/qualityRules';

export const withCard = (rules: QualityRules, card: Scorecard): QualityRules => ({ ...rules, cards: rules.cards.map((each) => (each.id === card.id ? card : each)) });

export const withCriterion = (card: Scorecard, id: string, change: Partial<Criterion>): Scorecard => ({
  ...card,
  criteria: card.criteria.map((item) => {
    if (item.id !== id) return item;
    const after = { ...item, ...change };
    // What happened or not is yes or no, and always applies.
    return after.role === 'standard' ? after : { ...after, kind: 'yesNo', mayNotApply: false };
  }),
});

export const withoutCriterion = (card: Scorecard, id: string): Scorecard => ({ ...card, criteria: card.criteria.filter((item) => item.id !== id) });

/** An id never used on this card, also by items taken away since it was opened (`taken`). */
const freshId = (prefix: string, taken: ReadonlySet<string>): string => {
  let number = 1;
  while (taken.has(`${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
};

export const addCriterion = (card: Scorecard, title: string, taken: readonly string[]): Scorecard => ({
  ...card,
  criteria: [...card.criteria, { id: freshId('item', new Set([...taken, ...card.criteria.map(({ id }) => id)])), title: { 'zh-CN': title }, role: 'standard', kind: 'scale', weight: 10, mayNotApply: true }],
});

/** One place up (-1) or down (1); the same card at the ends. */
export const moveCriterion = (card: Scorecard, id: string, by: -1 | 1): Scorecard => {
  const at = card.criteria.findIndex((item) => item.id === id);
  const [item, other] = [card.criteria[at], card.criteria[at + by]];
  if (item === undefined || other === undefined) return card;
  return { ...card, criteria: card.criteria.map((each) => (each === item ? other : each === other ? item : each)) };
};

/** Titles of causes as a list of words; known ones keep their id. */
export const withCauses = (card: Scorecard, words: readonly string[], nameOf: (cause: Scorecard['causes'][number]) => string): Scorecard => {
  const taken = new Set(card.causes.map(({ id }) => id));
  const causes = [...new Set(words.map((word) => word.trim()).filter((word) => word !== ''))].map((word) => {
    const known = card.causes.find((cause) => nameOf(cause) === word);
    if (known !== undefined) return known;
    const id = freshId('cause', taken);
    taken.add(id);
    return { id, title: { 'zh-CN': word } };
  });
  return { ...card, causes };
};

export const isSound = (rules: QualityRules): boolean => qualityRulesSchema.safeParse(rules).success;
