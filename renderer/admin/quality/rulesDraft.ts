/** Changes to scorecards being edited. Pure; nothing is in force before it is saved. */
import type { Criterion, Scorecard } from '#shared/rules/quality/scorecard';
import { qualityRulesSchema, type QualityRules } from '#shared/rules/quality/qualityRules';
import type { RuleWords } from '#shared/rules/rulePack';

export const withCard = (rules: QualityRules, card: Scorecard): QualityRules => ({ ...rules, cards: rules.cards.map((each) => (each.id === card.id ? card : each)) });

export const withNewCard = (rules: QualityRules, card: Scorecard): QualityRules => ({ ...rules, cards: [...rules.cards, card] });

/** Only for one that was never in force; others are retired. */
export const withoutCard = (rules: QualityRules, id: string): QualityRules => ({ ...rules, cards: rules.cards.filter((card) => card.id !== id) });

/** What the editor shows of a text: the language of the screen where it was given, else Chinese, which every text has. */
export const wordsToEdit = (words: RuleWords, locale: string): string => (locale === 'en' ? words.en : undefined) ?? words['zh-CN'];
export const withWords = (words: RuleWords, text: string, locale: string): RuleWords => (locale === 'en' && words.en !== undefined ? { ...words, en: text } : { ...words, 'zh-CN': text });

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

/** An id no card or item of any version has. */
export const freshCardId = (taken: ReadonlySet<string>): string => freshId('card', taken);

export const addCriterion = (card: Scorecard, title: string, taken: readonly string[]): Scorecard => ({
  ...card,
  criteria: [...card.criteria, { id: freshId('item', new Set([...taken, ...card.criteria.map(({ id }) => id)])), title: { 'zh-CN': title }, role: 'standard', kind: 'scale', weight: 10, mayNotApply: true }],
});

/** A card with one item to begin with. */
export const newCard = (id: string, { name, item }: { readonly name: string; readonly item: string }, taken: readonly string[]): Scorecard =>
  addCriterion({ id, title: { 'zh-CN': name }, passMark: 80, fatalEffect: 'zero', criteria: [], causes: [] }, item, taken);

/** The same card under another id and name; its items keep theirs: they are only ever read with their card. */
export const copyCard = ({ isRetired: _use, ...card }: Scorecard, id: string, name: string): Scorecard => ({ ...card, id, title: { 'zh-CN': name } });

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

/** Fit to be saved: by the schema, and nothing without a name in the language it was changed in. */
export const isSound = (rules: QualityRules, locale: string): boolean =>
  qualityRulesSchema.safeParse(rules).success && rules.cards.every(({ title, criteria }) => [title, ...criteria.map((item) => item.title)].every((words) => wordsToEdit(words, locale).trim() !== ''));
