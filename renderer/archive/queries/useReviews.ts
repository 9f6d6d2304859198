/** Spot checks as screens ask for them. Second and calibration scorers never get to see another's score before they are done. */
import { qualityRulesSchema, cardOf, type QualityRules } from '#shared/rules/quality/qualityRules';
import type { Scorecard } from '#shared/rules/quality/scorecard';
import type { ConversationId } from '#shared/domain/ids';
import { contactKey } from '#shared/rules/quality/contacts';
import { groupBy } from '#shared/rules/groupBy';
import shipped from '../../../resources/rules/quality.json';
import { lineRange, type ArchiveDb } from '../schema/db';
import type { ReviewRow, ReviewStep, SamplePlanRow, SampleRow, TrainingRow } from '../schema/qualityRows';
import type { TimelineRow } from '../schema/timelineRows';
import { useLive } from './useLive';

/** What a company begins with, version 1. */
export const defaultQualityRules: QualityRules = qualityRulesSchema.parse(shipped);

const rulesIn = async (db: ArchiveDb): Promise<ReadonlyMap<number, QualityRules>> =>
  new Map([defaultQualityRules, ...(await db.qualityRules.toArray()).map(({ rules }) => rules)].map((rules) => [rules.version, rules]));

/** Every version by number; the highest is in force. */
export const useQualityVersions = (): ReadonlyMap<number, QualityRules> | undefined => useLive('quality versions', rulesIn);
export const rulesInForce = (versions: ReadonlyMap<number, QualityRules> | undefined): QualityRules =>
  versions?.get(Math.max(...versions.keys())) ?? defaultQualityRules;
/** The scorecard a review is judged by, as it was when it was drawn. */
export const cardFor = (versions: ReadonlyMap<number, QualityRules> | undefined, { rules, card }: Pick<ReviewRow, 'rules' | 'card'>): Scorecard | undefined => cardOf(versions?.get(rules), card);

/**
 * Rows as `me` may see them: while my own review of a contact is open, the others' scores of it are left out; in a
 * calibration also those of the sample it came from.
 */
export const blinded = (rows: readonly ReviewRow[], me: string | undefined): readonly ReviewRow[] => {
  const blind = new Set(rows.filter(({ reviewer, state, kind, group }) => reviewer === me && state === 'open' && (kind !== 'first' || isTwice(rows, group))).map(keyOf));
  return rows.map((row) => {
    if (!blind.has(keyOf(row)) || row.reviewer === me || row.score === undefined) return row;
    const { score: _hidden, earlier: _before, appeal: _said, ...rest } = row;
    return { ...rest, steps: [] };
  });
};
const keyOf = ({ conversation, contact }: ReviewRow): string => contactKey({ conversation, first: contact.first });
const isTwice = (rows: readonly ReviewRow[], group: string): boolean => rows.filter((row) => row.group === group && row.state !== 'skipped').length > 1;

/** What a step is called: a review that took the place of a skipped one begins with that skip. */
export const stepName = ({ type }: Pick<ReviewStep, 'type'>, place: number): string => (place === 0 && type === 'quality.reviewSkipped' ? 'replaced' : type);

/** Every review, as far as `me` may see it, those due first in front. */
export const useReviews = (me: string | undefined): readonly ReviewRow[] | undefined =>
  useLive(`reviews ${me}`, async (db) => [...blinded(await db.reviews.toArray(), me)].sort((a, b) => a.due - b.due || (a.id < b.id ? -1 : 1)));

/** What waits for `me`: own open reviews, and appeals somebody has to decide. Cheap enough for a badge. */
export const useReviewCount = (me: string | undefined): number =>
  useLive(`reviews open ${me}`, async (db) => {
    const rows = await db.reviews.toArray();
    return rows.filter(({ reviewer, state, appeal, agent }) => (reviewer === me && state === 'open') || (appeal?.state === 'open' && agent !== me)).length;
  }) ?? 0;

/** Reviews told to the person they are about, the latest score first. */
export const useReviewsAbout = (agent: string | undefined): readonly ReviewRow[] | undefined =>
  useLive(`reviews about ${agent}`, async (db) => {
    const rows = agent === undefined ? [] : await db.reviews.where('agent').equals(agent).toArray();
    return rows.filter(({ kind, score }) => kind === 'first' && score !== undefined).sort((a, b) => (b.score?.at ?? 0) - (a.score?.at ?? 0));
  });

/** Own reviews not acknowledged yet. */
export const useNewReviewCount = (agent: string | undefined): number =>
  useLive(`reviews new ${agent}`, async (db) => (agent === undefined ? 0
    : (await db.reviews.where('agent').equals(agent).toArray()).filter(({ kind, score, acknowledgedAt }) => kind === 'first' && score !== undefined && acknowledgedAt === undefined).length)) ?? 0;

/** One score that counts: of a first review, not voided by an appeal. `at` ms when it was given. */
export type CountedScore = { readonly review: string; readonly conversation: ConversationId; readonly agent: string; readonly at: number; readonly total: number; readonly isPassed: boolean; readonly card: string };

/** Scores that count, given in [from, to), oldest first: what every average and pass rate is made of. */
export const countedScores = (rows: readonly ReviewRow[], from: number, to: number): readonly CountedScore[] =>
  rows.flatMap(({ id, conversation, agent, card, kind, isVoid, score }) => (kind !== 'first' || isVoid || score === undefined || score.at < from || score.at >= to ? []
    : [{ review: id, conversation, agent, card, at: score.at, total: score.total, isPassed: score.isPassed }])).sort((a, b) => a.at - b.at);

export const useCountedScores = (from: number, to: number): readonly CountedScore[] | undefined =>
  useLive(`scores ${from} ${to}`, async (db) => countedScores(await db.reviews.toArray(), from, to));

/** Newest first. */
export const useSamples = (): readonly SampleRow[] | undefined => useLive('samples', async (db) => (await db.samples.toArray()).sort((a, b) => b.at - a.at));
export const useSamplePlans = (): readonly SamplePlanRow[] | undefined =>
  useLive('sample plans', async (db) => (await db.samplePlans.toArray()).filter(({ isRetired }) => isRetired === undefined).sort((a, b) => a.at - b.at));
/** Cards in use, newest first. */
export const useTrainings = (): readonly TrainingRow[] | undefined =>
  useLive('trainings', async (db) => (await db.trainings.toArray()).filter(({ isRetired }) => isRetired === undefined).sort((a, b) => b.at - a.at));

/** Platform and desk clocks differ by minutes: a line may stand a little beside its time. */
const AROUND_MS = 10 * 60_000;

/** Whether a line belongs to the contact a review is pinned to. */
export const isInContact = ({ contact }: Pick<ReviewRow, 'contact'>, { seq, at }: Pick<TimelineRow, 'seq' | 'at'>): boolean =>
  (seq >= contact.first && seq <= contact.last) || (at >= contact.from && at <= contact.to);

/** Messages of that contact, oldest first. */
export const useContactLines = (review: ReviewRow): readonly TimelineRow[] | undefined =>
  useLive(`contact ${review.id}`, async (db) =>
    (await lineRange(db, review.conversation, review.contact.from - AROUND_MS).toArray()).filter((row) => row.kind === 'message' && isInContact(review, row)).reverse());

/** Groups scored by more than one, whose scores all are in: what agreement is made of. */
export const scoredTogether = (rows: readonly ReviewRow[]): readonly (readonly ReviewRow[])[] =>
  [...groupBy(rows.filter(({ state }) => state !== 'skipped'), ({ group }) => group).values()].filter((group) => group.length > 1 && group.every(({ score }) => score !== undefined));
