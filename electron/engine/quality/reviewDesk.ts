/** Scores, what agents say to them, calibration. Each method resolves when its entries are durable; errors as in qualityRoutes. */
import { AppError } from '#shared/domain/errors';
import type { PersonId } from '#shared/domain/ids';
import type { AssignedReview, ScoreInput } from '#shared/ledger/bodies/quality';
import type { Draft, Entry } from '#shared/ledger/entry';
import { contactKey } from '#shared/rules/quality/contacts';
import { appealUntil, cardOf, DAY_MS } from '#shared/rules/quality/qualityRules';
import type { Scorecard } from '#shared/rules/quality/scorecard';
import { problemOf, scoreOf } from '#shared/rules/quality/score';
import { createMutex } from '../platform/promises';
import type { QualityFold, ReviewRecord, SampleRecord } from './qualityFold';
import type { ByPerson, QualityOptions } from './sampleDesk';

export type AppealDecision =
  | { readonly verdict: 'upheld' | 'voided'; readonly review: string; readonly reason: string }
  | { readonly verdict: 'changed'; readonly review: string; readonly reason: string; readonly score: ScoreInput };

type Judged = { readonly score: ScoreInput; readonly total: number; readonly isPassed: boolean; readonly fatal: readonly string[] };

export class ReviewDesk {
  readonly #options: QualityOptions;
  /** Decisions are made one after the other: two people may press at once. */
  readonly #inOrder = createMutex();

  constructor(options: QualityOptions) { this.#options = options; }

  score(review: string, score: ScoreInput, actor: ByPerson): Promise<void> {
    return this.#decide(() => {
      const record = this.#toReview(review, actor);
      return [{ type: 'quality.reviewScored', actor, data: { review, ...this.#judge(record, score) } }];
    });
  }

  /** The second review of the same contact goes with the first, and what takes its place is reviewed twice again. */
  skip(review: string, reason: string, actor: ByPerson): Promise<void> {
    return this.#decide(() => {
      const record = this.#toReview(review, actor);
      const next = record.kind === 'first' ? this.#nextOf(record) : undefined;
      const others = record.kind === 'first' ? this.#fold.reviewsIn(record.sample).filter(({ id, group, state }) => group === record.group && id !== review && state === 'open') : [];
      return [
        { type: 'quality.reviewSkipped', actor, data: { review, reason, ...(next && { next }) } },
        ...others.map(({ id, kind, reviewer }, place): Draft => ({ type: 'quality.reviewSkipped', actor, data: { review: id, reason, ...(next && { next: { ...next, review: `${next.review}-${place + 2}`, kind, reviewer } }) } })),
      ];
    });
  }

  acknowledge(review: string, actor: ByPerson): Promise<void> {
    return this.#decide(() => (this.#told(review, actor).isAcknowledged ? [] : [{ type: 'quality.reviewAcknowledged', actor, data: { review } }]));
  }

  appeal(review: string, reason: string, actor: ByPerson): Promise<void> {
    return this.#decide(() => {
      const record = this.#told(review, actor);
      if (record.appeal !== undefined) throw new AppError('quality.appealedBefore');
      const rules = this.#fold.rulesOf(record.rules) ?? this.#fold.rules;
      if (this.#options.now() > appealUntil(rules, record.scoredAt ?? 0)) throw new AppError('quality.appealOver', { days: rules.appealDays });
      return [{ type: 'quality.reviewAppealed', actor, data: { review, reason } }];
    });
  }

  takeBack(review: string, actor: ByPerson): Promise<void> {
    return this.#decide(() => {
      if (this.#told(review, actor).appeal !== 'open') throw new AppError('quality.noAppeal');
      return [{ type: 'quality.appealTakenBack', actor, data: { review } }];
    });
  }

  decideAppeal(decision: AppealDecision, actor: ByPerson): Promise<void> {
    return this.#decide(() => {
      const { review, verdict, reason } = decision;
      const record = this.#review(review);
      if (record.appeal !== 'open') throw new AppError('quality.noAppeal');
      if (record.agent === actor.id) throw new AppError('quality.aboutYou');
      if (record.scorer === actor.id && this.#othersCouldDecide(record)) throw new AppError('quality.ownAppeal');
      const changed = decision.verdict === 'changed' ? { changed: this.#judge(record, decision.score) } : {};
      return [{ type: 'quality.appealDecided', actor, data: { review, verdict, reason, ...changed } }];
    });
  }

  async calibrate(sample: string, review: string, reviewers: readonly PersonId[], actor: ByPerson): Promise<void> {
    if (this.#fold.sample(sample)) return;
    const record = this.#review(review);
    if (record.state !== 'scored') throw new AppError('quality.notScored');
    const able = [...new Set(reviewers)].filter((id) => { const person = this.#options.recorder.state.person(id); return person?.active === true && person.role !== 'agent' && id !== record.agent; });
    if (able.length < 2) throw new AppError('quality.noReviewer');
    const contact = (await this.#assignmentOf(record)).contact;
    const { rules } = this.#fold;
    const due = this.#options.now() + rules.dueDays * DAY_MS;
    await this.#decide(() => (this.#fold.sample(sample) ? [] : [{ type: 'quality.sampleDrawn', actor, data: {
      sample, kind: 'calibration', card: record.card, rules: cardOf(rules, record.card) ? rules.version : record.rules,
      reviews: able.map((reviewer, place) => ({ review: `${sample}-${place + 1}`, group: `${sample}-g1`, kind: 'calibration', contact, reviewer, due })), reserve: [],
    } }]));
  }

  noteReference(id: string, score: ScoreInput, actor: ByPerson): Promise<void> {
    return this.#decide(() => {
      const sample = this.#fold.sample(id);
      if (sample?.kind !== 'calibration') throw new AppError('quality.unknownSample');
      const open = this.#fold.reviewsIn(id).filter(({ state }) => state === 'open').length;
      if (open > 0) throw new AppError('quality.notAllIn', { open });
      return [{ type: 'quality.referenceNoted', actor, data: { sample: id, ...this.#judge(sample, score) } }];
    });
  }

  get #fold(): QualityFold { return this.#options.recorder.state.quality; }

  #decide(make: () => readonly Draft[]): Promise<void> {
    return this.#inOrder(async () => { await this.#options.recorder.record(make()); });
  }

  #review(id: string): ReviewRecord {
    const record = this.#fold.review(id);
    if (!record) throw new AppError('quality.unknownReview');
    return record;
  }

  /** Open, and this person's to review: theirs, or that of a reviewer who may no more. */
  #toReview(id: string, actor: ByPerson): ReviewRecord {
    const record = this.#review(id);
    const reviewer = this.#options.recorder.state.person(record.reviewer);
    const isOrphaned = reviewer === undefined || !reviewer.active || reviewer.role === 'agent';
    if (record.agent === actor.id) throw new AppError('quality.aboutYou');
    if (record.reviewer !== actor.id && !isOrphaned) throw new AppError('quality.notYours');
    if (record.state !== 'open') throw new AppError('quality.notOpen');
    return record;
  }

  /** Of what the agent was told: first reviews with a score. */
  #told(id: string, actor: ByPerson): ReviewRecord {
    const record = this.#review(id);
    if (record.agent !== actor.id || record.kind !== 'first') throw new AppError('quality.notYours');
    if (record.state !== 'scored') throw new AppError('quality.notScored');
    return record;
  }

  #othersCouldDecide({ scorer, agent }: ReviewRecord): boolean {
    return this.#options.recorder.state.persons.some(({ id, active, role }) => active && role !== 'agent' && id !== scorer && id !== agent);
  }

  #judge(of: Pick<SampleRecord, 'card' | 'rules'>, score: ScoreInput): Judged {
    const card: Scorecard | undefined = cardOf(this.#fold.rulesOf(of.rules), of.card);
    if (!card) throw new AppError('quality.unknownCard');
    const problem = problemOf(card, score.answers);
    if (problem) throw new AppError(problem.code, problem.criterion === undefined ? {} : { criterion: problem.criterion });
    const isKnown = (id: string): boolean => card.criteria.some((criterion) => criterion.id === id);
    if (score.evidence?.some(({ criterion }) => !isKnown(criterion)) || score.causes?.some((id) => !card.causes.some((cause) => cause.id === id))) throw new AppError('quality.badAnswer');
    const { total, isPassed, fatal } = scoreOf(card, score.answers);
    return { score, total: total ?? 0, isPassed, fatal };
  }

  /** The first of the reserve of that agent, with the same reviewer. */
  #nextOf({ sample: id, agent, reviewer }: ReviewRecord): AssignedReview | undefined {
    const sample = this.#fold.sample(id);
    const drawn = this.#fold.drawnBefore(Infinity);
    const contact = sample?.reserve.find((each) => each.agent === agent && !drawn.has(contactKey(each)));
    if (!sample || !contact) return undefined;
    const number = sample.count + 1;
    return { review: `${id}-${number}`, group: `${id}-g${number}`, kind: 'first', contact, reviewer, due: this.#options.now() + this.#fold.rules.dueDays * DAY_MS };
  }

  /** The contact as it was pinned: in the sample's entry, or in that of the skip it replaced. */
  async #assignmentOf({ id, sample }: ReviewRecord): Promise<AssignedReview> {
    let after = (this.#fold.sample(sample)?.seq ?? 1) - 1;
    while (after < this.#options.ledger.head()) {
      const page = await this.#options.ledger.read(after, 2_000);
      const found = page.entries.map((entry) => assignedIn(entry, id)).find((each) => each !== undefined);
      if (found) return found;
      if (page.next <= after) break;
      after = page.next;
    }
    throw new AppError('quality.unknownReview');
  }
}

const assignedIn = (entry: Entry, review: string): AssignedReview | undefined => {
  if (entry.type === 'quality.sampleDrawn') return entry.data.reviews.find((each) => each.review === review);
  return entry.type === 'quality.reviewSkipped' && entry.data.next?.review === review ? entry.data.next : undefined;
};
