/** Figures of agreement over reviews of the same contacts. Pure; definitions in shared/rules/quality/agreement. */
import { alphaOf, pairsOf, strictnessOf, type PairCount } from '#shared/rules/quality/agreement';
import type { Answer, Criterion, Scorecard } from '#shared/rules/quality/scorecard';
import type { ReviewRow } from '../../archive/schema/qualityRows';

export type AgreementLine = PairCount & { readonly criterion: Criterion | null; readonly alpha: number | null };

const valueOf = (answer: Answer | undefined): readonly number[] =>
  (typeof answer === 'number' ? [answer] : typeof answer === 'boolean' ? [answer ? 1 : 0] : []);

/** One line per item that was answered, and one (`criterion` null) for the totals; within one of a total = within 5 points. */
export const agreementLines = (card: Scorecard, groups: readonly (readonly ReviewRow[])[]): readonly AgreementLine[] => {
  const lines = card.criteria.map((criterion): AgreementLine => {
    const units = groups.map((group) => group.flatMap(({ score }) => valueOf(criterion.role === 'standard' ? score?.score.answers[criterion.id] : score?.score.answers[criterion.id] === true)));
    return { criterion, ...pairsOf(units, criterion.kind === 'scale' ? 1 : 0), alpha: alphaOf(units) };
  });
  const totals = groups.map((group) => group.flatMap(({ score }) => (score === undefined ? [] : [score.total])));
  return [...lines.filter(({ pairs }) => pairs > 0), { criterion: null, ...pairsOf(totals, 5), alpha: alphaOf(totals) }];
};

/** Who is mild, who strict, over the same contacts. */
export const strictnessLines = (groups: readonly (readonly ReviewRow[])[]): readonly { readonly scorer: string; readonly difference: number; readonly contacts: number }[] =>
  [...strictnessOf(groups.map((group) => group.flatMap(({ score, reviewer }) => (score === undefined ? [] : [{ scorer: score.by ?? reviewer, total: score.total }]))))]
    .map(([scorer, line]) => ({ scorer, ...line })).sort((a, b) => b.difference - a.difference);
