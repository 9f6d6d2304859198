/** What a month adds up to per person, and which reviews it raises. Pure; screen, export and past use the same one. */
import type { PersonId } from '../../domain/ids';
import { groupBy } from '../groupBy';
import type { Regulation, ReviewKind } from './regulationPack';
import { ruleOf } from './regulationPack';

/** `proposed` nobody decided yet; `confirmed` also while an appeal runs, until it is decided otherwise. */
export type ViolationState = 'proposed' | 'confirmed' | 'dismissed' | 'appealed' | 'upheld' | 'reduced' | 'overturned';

/** It was decided that there is none. */
export const isDropped = ({ state }: { readonly state: ViolationState }): boolean => state === 'dismissed' || state === 'overturned';

/** What the sums look at. `pack`: version it was proposed under. */
export type Counted = {
  readonly id: string; readonly person: PersonId; readonly rule: string; readonly pack: number; readonly month: string;
  readonly state: ViolationState; readonly fen: number | undefined; readonly at: number;
};

const STANDING: ReadonlySet<ViolationState> = new Set<ViolationState>(['confirmed', 'appealed', 'upheld', 'reduced']);

/** It counts and costs: a supervisor confirmed it and no appeal took it away. */
export const isStanding = (state: ViolationState): boolean => STANDING.has(state);

export type RuleTotal = { readonly rule: string; readonly standing: number; readonly open: number; readonly dismissed: number; readonly fen: number };
export type RaisedReview = { readonly rule: string; readonly of: ReviewKind; readonly count: number; readonly limit: number; readonly violations: readonly string[] };
export type MonthTotal = {
  readonly person: PersonId; readonly month: string; readonly standing: number; readonly open: number; readonly dismissed: number;
  /** Of those standing, fen; `unknown` of them have no amount yet. */
  readonly fen: number; readonly unknown: number;
  readonly rules: readonly RuleTotal[]; readonly reviews: readonly RaisedReview[];
};

const fenOf = (list: readonly Counted[]): number => list.reduce((sum, { fen = 0 }) => sum + fen, 0);

/** The review a rule raises for these, by the version under which the newest of them was proposed. */
const reviewOf = (rule: string, standing: readonly Counted[], packOf: (version: number) => Regulation | undefined): readonly RaisedReview[] => {
  const newest = standing.reduce<Counted | undefined>((best, each) => (best === undefined || each.pack > best.pack ? each : best), undefined);
  const known = newest && packOf(newest.pack);
  const found = known && ruleOf(known, rule);
  if (found?.review === undefined) return [];
  // A rule that only counts has counted already: its one violation is the month.
  const isReached = found.counts === 'month' ? standing.length > 0 : standing.length >= found.review.count;
  return isReached ? [{ rule, of: found.review.of, count: standing.length, limit: found.review.count, violations: standing.map(({ id }) => id) }] : [];
};

const totalOf = (person: PersonId, month: string, list: readonly Counted[], packOf: (version: number) => Regulation | undefined): MonthTotal => {
  const rules = [...groupBy(list, ({ rule }) => rule)].map(([rule, of]) => ({ rule, of, stands: of.filter(({ state }) => isStanding(state)) }));
  const standing = list.filter(({ state }) => isStanding(state));
  return {
    person, month, standing: standing.length, fen: fenOf(standing), unknown: standing.filter(({ fen }) => fen === undefined).length,
    open: list.filter(({ state }) => state === 'proposed').length, dismissed: list.filter(isDropped).length,
    rules: rules.map(({ rule, of, stands }) => ({
      rule, standing: stands.length, open: of.filter(({ state }) => state === 'proposed').length,
      dismissed: of.filter(isDropped).length, fen: fenOf(stands),
    })).sort((a, b) => b.fen - a.fen || b.standing - a.standing || (a.rule < b.rule ? -1 : 1)),
    reviews: rules.flatMap(({ rule, stands }) => reviewOf(rule, stands, packOf)),
  };
};

/** One total per person who has anything in `month`, whoever owes most first. */
export const monthTotals = (violations: readonly Counted[], month: string, packOf: (version: number) => Regulation | undefined): readonly MonthTotal[] =>
  [...groupBy(violations.filter((each) => each.month === month), ({ person }) => person)]
    .map(([person, list]) => totalOf(person as PersonId, month, list, packOf)) // keys of the groups are the persons
    .sort((a, b) => b.fen - a.fen || b.standing - a.standing || b.open - a.open || (a.person < b.person ? -1 : 1));
