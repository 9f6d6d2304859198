/**
 * What answers to a scorecard come to. Definitions, also shown to people (help page "scoring"):
 * - share of a standard item: v of 5 for a scale, 5 of 5 for met, 0 of 5 for not met;
 * - base = 100 × Σ weight × share ÷ Σ weight, over standard items that apply: one that does not apply gives its weight
 *   to the others;
 * - total = base + points of the bonus items met, to one decimal (half up): 0 … 100 + Σ bonus weights;
 * - passed = total ≥ pass mark and no fatal item happened; with the effect `zero` a fatal item makes the total 0.
 * Sums are of whole numbers, so the order of items never matters.
 */
import type { Answer, Answers, Criterion, Scorecard } from './scorecard';

export type Scoring = {
  /** One decimal; null while nothing that makes a total is answered. Over what is answered so far. */
  readonly total: number | null;
  readonly isPassed: boolean;
  /** Ids of fatal items that happened. */
  readonly fatal: readonly string[];
  /** Standard items still without an answer. */
  readonly missing: readonly string[];
  /** Points by bonus items. */
  readonly bonus: number;
};

const FIFTHS = 5;

/** Share in fifths; null = does not count (not answered, not applicable, or an answer of another kind). */
export const fifthsOf = ({ kind }: Pick<Criterion, 'kind'>, answer: Answer | undefined): number | null => {
  if (kind === 'scale') return typeof answer === 'number' ? answer : null;
  return typeof answer === 'boolean' ? (answer ? FIFTHS : 0) : null;
};

/** Whether `answer` is one this item allows. */
export const fits = ({ kind, mayNotApply }: Criterion, answer: Answer): boolean =>
  answer === 'na' ? mayNotApply : (kind === 'scale') === (typeof answer === 'number');

/** Bonus and fatal items nobody answered did not happen. */
export const scoreOf = (card: Scorecard, answers: Answers): Scoring => {
  const standard = card.criteria.filter(({ role }) => role === 'standard');
  const counted = standard.flatMap((item) => {
    const fifths = fifthsOf(item, answers[item.id]);
    return fifths === null ? [] : [{ weight: item.weight, fifths }];
  });
  const weight = counted.reduce((sum, item) => sum + item.weight, 0);
  const earned = counted.reduce((sum, item) => sum + item.weight * item.fifths, 0);
  const bonus = card.criteria.reduce((sum, { role, id, weight: points }) => sum + (role === 'bonus' && answers[id] === true ? points : 0), 0);
  const fatal = card.criteria.filter(({ role, id }) => role === 'fatal' && answers[id] === true).map(({ id }) => id).sort();
  const missing = standard.filter(({ id }) => answers[id] === undefined).map(({ id }) => id);
  if (weight === 0) return { total: null, isPassed: false, fatal, missing, bonus };
  const full = Math.round((1000 * earned) / (FIFTHS * weight)) / 10 + bonus;
  const total = fatal.length > 0 && card.fatalEffect === 'zero' ? 0 : Math.round(full * 10) / 10;
  return { total, isPassed: fatal.length === 0 && total >= card.passMark, fatal, missing, bonus };
};

export type AnswerProblem = { readonly code: 'quality.unanswered' | 'quality.badAnswer' | 'quality.nothingScored'; readonly criterion?: string };

/** What keeps these answers from being handed in; null when nothing does. */
export const problemOf = (card: Scorecard, answers: Answers): AnswerProblem | null => {
  for (const [id, answer] of Object.entries(answers)) {
    const item = card.criteria.find((each) => each.id === id);
    if (!item || !fits(item, answer)) return { code: 'quality.badAnswer', criterion: id };
  }
  const { missing, total } = scoreOf(card, answers);
  const [first] = missing;
  if (first !== undefined) return { code: 'quality.unanswered', criterion: first };
  return total === null ? { code: 'quality.nothingScored' } : null;
};
