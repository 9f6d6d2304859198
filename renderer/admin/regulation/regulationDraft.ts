import { amountOf } from '#shared/rules/regulation/charge';
import { monthTotals, type Counted } from '#shared/rules/regulation/monthTotals';
import { regulationSchema, ruleOf, type Charge, type Regulation, type RegulationRule } from '#shared/rules/regulation/regulationPack';
import type { ViolationRow } from '../../archive/schema/violationRows';

export const withRule = (pack: Regulation, id: string, change: Partial<RegulationRule>): Regulation =>
  ({ ...pack, rules: pack.rules.map((rule) => (rule.id === id ? { ...rule, ...change } : rule)) });

export const withClauseText = (pack: Regulation, id: string, text: string): Regulation =>
  ({ ...pack, clauses: pack.clauses.map((clause) => (clause.id === id ? { ...clause, text: { 'zh-CN': text } } : clause)) });

export const withReview = (pack: Regulation, rule: RegulationRule, review: Partial<NonNullable<RegulationRule['review']>> | null): Regulation => {
  if (review === null) {
    const { review: _none, ...rest } = rule;
    return { ...pack, rules: pack.rules.map((each) => (each.id === rule.id ? rest : each)) };
  }
  return withRule(pack, rule.id, { review: { ...(rule.review ?? { count: 5, of: 'dismissal' as const }), ...review } });
};

/** May be saved. */
export const isSound = (pack: Regulation): boolean => regulationSchema.safeParse(pack).success;

/** Another kind of charge begins with the amount there was. */
export const chargeOfKind = (kind: Charge['kind'], before: Charge): Charge => {
  const fen = before.kind === 'each' ? before.fen : before.kind === 'hourly' ? before.firstFen : 500;
  switch (kind) {
    case 'none': return { kind };
    case 'each': return { kind, fen };
    case 'hourly': return { kind, firstFen: fen, moreFen: fen, mostFen: Math.max(fen * 10, fen) };
    case 'percent': return { kind, percent: 50 };
  }
};

export type Outcome = { readonly count: number; readonly fen: number; readonly reviews: number };

/**
 * What was put up in a month and not found unfounded, judged as if every one stood under `pack`. Of what is a part of
 * an unknown amount nothing is summed.
 */
export const outcomeUnder = (pack: Regulation, rows: readonly ViolationRow[], month: string): Outcome => {
  const counted = rows.flatMap((row): readonly Counted[] => {
    const rule = ruleOf(pack, row.rule);
    if (rule?.isOn !== true || row.state === 'dismissed' || row.state === 'overturned') return [];
    return [{ id: row.id, person: row.person, rule: row.rule, pack: pack.version, month: row.month, state: 'confirmed', fen: amountOf(rule.charge, row.over), at: row.at }];
  });
  const totals = monthTotals(counted, month, () => pack);
  return { count: counted.length, fen: totals.reduce((sum, { fen }) => sum + fen, 0), reviews: totals.reduce((sum, { reviews }) => sum + reviews.length, 0) };
};
