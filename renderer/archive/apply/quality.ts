/** Spot checks: samples become reviews, reviews get scores, scores may be appealed; every step stays. */
import type { PersonId } from '#shared/domain/ids';
import type { AssignedReview } from '#shared/ledger/bodies/quality';
import type { Entry, EntryOf } from '#shared/ledger/entry';
import type { ReviewRow, ReviewStep, SampleRow, ScoreRow } from '../schema/qualityRows';
import { SUPERVISORS, type InboxRow } from '../schema/inboxRows';
import type { WorkingSet } from './workingSet';

export type QualityEntry = Extract<Entry, { readonly type: `quality.${string}` }>;

/** Rows an entry changes. */
export const reviewsIn = (entries: readonly Entry[]): readonly string[] =>
  [...new Set(entries.flatMap((entry) => ('review' in entry.data && typeof entry.data.review === 'string' ? [entry.data.review] : [])))];
export const samplesIn = (entries: readonly Entry[]): readonly string[] =>
  [...new Set(entries.flatMap((entry) => (entry.type === 'quality.referenceNoted' ? [entry.data.sample] : [])))];
export const plansIn = (entries: readonly Entry[]): readonly string[] =>
  [...new Set(entries.flatMap((entry) => (entry.type === 'quality.planRetired' ? [entry.data.plan] : [])))];
export const trainingsIn = (entries: readonly Entry[]): readonly string[] =>
  [...new Set(entries.flatMap((entry) => (entry.type === 'quality.trainingRetired' ? [entry.data.training] : [])))];

const by = (entry: Entry): { readonly by?: PersonId } => (entry.actor.kind === 'person' ? { by: entry.actor.id } : {});
const step = (entry: Entry, more: Partial<ReviewStep> = {}): ReviewStep => ({ type: entry.type, at: entry.at, ...by(entry), ...more });

type Judged = Pick<EntryOf<'quality.reviewScored'>['data'], 'score' | 'total' | 'isPassed' | 'fatal'>;
const scoreRow = ({ score, total, isPassed, fatal }: Judged, entry: Entry): ScoreRow => ({ score, total, isPassed, fatal, at: entry.at, ...by(entry) });

const tell = (work: WorkingSet, entry: Entry, person: InboxRow['person'], row: ReviewRow, kind: InboxRow['kind'], text: string): void => {
  work.inbox.push({ person, back: -entry.seq, at: entry.at, conversation: row.conversation, kind, ref: row.id, parts: [{ kind: 'text', text }], ...by(entry) });
};

const assign = (work: WorkingSet, entry: Entry, of: Pick<SampleRow, 'id' | 'card' | 'rules'>, { review, group, kind, contact, reviewer, due }: AssignedReview): void => {
  work.reviews.put({
    id: review, sample: of.id, group, kind, conversation: contact.conversation, contact, agent: contact.agent, reviewer, due, card: of.card, rules: of.rules,
    assignedAt: entry.at, state: 'open', steps: [step(entry)],
  });
};

const drawn = (work: WorkingSet, entry: EntryOf<'quality.sampleDrawn'>): void => {
  const { sample: id, kind, card, rules, drawn: how, reviews } = entry.data;
  const row: SampleRow = { id, at: entry.at, kind, card, rules, count: reviews.length, agents: [...new Set(reviews.map(({ contact }) => contact.agent))].sort(), ...by(entry), ...(how && { drawn: how }) };
  work.samples.put(row);
  for (const review of reviews) assign(work, entry, row, review);
};

const change = (work: WorkingSet, entry: Entry, id: string, make: (row: ReviewRow) => Partial<ReviewRow>, more?: Partial<ReviewStep>): ReviewRow | undefined => {
  const row = work.reviews.get(id);
  if (row === undefined) return undefined;
  const after = { ...row, ...make(row), steps: [...row.steps, step(entry, more)] };
  work.reviews.put(after);
  return after;
};

const skipped = (work: WorkingSet, entry: EntryOf<'quality.reviewSkipped'>): void => {
  const { review, reason, next } = entry.data;
  const row = change(work, entry, review, () => ({ state: 'skipped', skipReason: reason }), { reason });
  if (row !== undefined && next !== undefined) assign(work, entry, { id: row.sample, card: row.card, rules: row.rules }, next);
};

const scored = (work: WorkingSet, entry: EntryOf<'quality.reviewScored'>): void => {
  const { review, total, score } = entry.data;
  const row = change(work, entry, review, () => ({ state: 'scored', score: scoreRow(entry.data, entry) }), { total });
  if (row?.kind === 'first') tell(work, entry, row.agent, row, 'reviewed', score.comment || `${total}`);
};

const appealed = (work: WorkingSet, entry: EntryOf<'quality.reviewAppealed'>): void => {
  const { review, reason } = entry.data;
  const row = change(work, entry, review, () => ({ appeal: { state: 'open', at: entry.at, reason } }), { reason });
  if (row !== undefined) tell(work, entry, SUPERVISORS, row, 'reviewAppealed', reason);
};

const decided = (work: WorkingSet, entry: EntryOf<'quality.appealDecided'>): void => {
  const { review, verdict, reason, changed } = entry.data;
  const row = change(work, entry, review, (old) => ({
    appeal: { at: entry.at, reason: '', ...old.appeal, state: verdict, answer: reason, ...(entry.actor.kind === 'person' && { decidedBy: entry.actor.id }) },
    ...(changed !== undefined && { score: scoreRow(changed, entry), ...(old.score && { earlier: old.score }) }),
    ...(verdict === 'voided' && { isVoid: true as const }),
  }), { reason, verdict, ...(changed && { total: changed.total }) });
  if (row !== undefined) tell(work, entry, row.agent, row, 'appealDecided', reason);
};

export const applyQuality = (work: WorkingSet, entry: QualityEntry): void => {
  switch (entry.type) {
    case 'quality.rulesSaved': work.qualityRules.push({ version: entry.data.rules.version, rules: entry.data.rules, at: entry.at, ...by(entry) }); return;
    case 'quality.planSaved': return work.samplePlans.put({ id: entry.data.plan.id, plan: entry.data.plan, at: entry.at, ...by(entry) });
    case 'quality.planRetired': { const row = work.samplePlans.get(entry.data.plan); if (row) work.samplePlans.put({ ...row, isRetired: true }); return; }
    case 'quality.sampleDrawn': return drawn(work, entry);
    case 'quality.reviewSkipped': return skipped(work, entry);
    case 'quality.reviewScored': return scored(work, entry);
    case 'quality.reviewAcknowledged': change(work, entry, entry.data.review, () => ({ acknowledgedAt: entry.at })); return;
    case 'quality.reviewAppealed': return appealed(work, entry);
    case 'quality.appealTakenBack': change(work, entry, entry.data.review, ({ appeal }) => (appeal ? { appeal: { ...appeal, state: 'takenBack' } } : {})); return;
    case 'quality.appealDecided': return decided(work, entry);
    case 'quality.referenceNoted': { const row = work.samples.get(entry.data.sample); if (row) work.samples.put({ ...row, reference: scoreRow(entry.data, entry) }); return; }
    case 'quality.trainingSaved': return work.trainings.put({ ...entry.data, id: entry.data.training, at: entry.at, ...by(entry) });
    case 'quality.trainingRetired': { const row = work.trainings.get(entry.data.training); if (row) work.trainings.put({ ...row, isRetired: true }); }
  }
};
