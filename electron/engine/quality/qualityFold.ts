/** The fold of spot checks. Decides nothing; what commands are judged by. */
import type { ConversationId, PersonId } from '#shared/domain/ids';
import type { AssignedReview, PinnedContact } from '#shared/ledger/bodies/quality';
import type { Entry, EntryOf } from '#shared/ledger/entry';
import { contactKey } from '#shared/rules/quality/contacts';
import { qualityRulesSchema, type QualityRules } from '#shared/rules/quality/qualityRules';
import type { SamplePlan } from '#shared/rules/quality/sample';
import shipped from '#resources/rules/quality.json';

/** What a company begins with; a broken resource is a bug of ours and throws. */
const defaultRules: QualityRules = qualityRulesSchema.parse(shipped);

export type ReviewRecord = {
  readonly id: string; readonly sample: string; readonly group: string; readonly kind: AssignedReview['kind'];
  readonly conversation: ConversationId; readonly first: number; readonly agent: PersonId; readonly reviewer: PersonId;
  readonly card: string; readonly rules: number; readonly state: 'open' | 'skipped' | 'scored';
  readonly scoredAt?: number; readonly scorer?: PersonId; readonly isAcknowledged?: boolean; readonly appeal?: 'open' | 'decided' | 'takenBack';
};

export type SampleRecord = {
  readonly id: string; readonly seq: number; readonly card: string; readonly rules: number; readonly kind: 'plan' | 'calibration';
  readonly plan?: string; readonly from?: number; readonly to?: number;
  readonly reserve: readonly PinnedContact[];
  /** Reviews numbered so far. */
  readonly count: number;
};
export type PlanRecord = { readonly plan: SamplePlan; readonly savedAt: number; readonly isRetired?: true };

export type QualityJson = {
  readonly rules: readonly QualityRules[];
  readonly plans: readonly (readonly [string, PlanRecord])[];
  readonly samples: readonly (readonly [string, SampleRecord])[];
  readonly reviews: readonly (readonly [string, ReviewRecord])[];
  readonly drawn: readonly (readonly [string, number])[];
  readonly cameAt: readonly (readonly [PersonId, number])[];
  readonly trainings: readonly string[];
};

export class QualityFold {
  readonly #rules: Map<number, QualityRules>;
  readonly #plans: Map<string, PlanRecord>;
  readonly #samples: Map<string, SampleRecord>;
  readonly #reviews: Map<string, ReviewRecord>;
  /** Keys of contacts given to a first review, with the entry that did. */
  readonly #drawn: Map<string, number>;
  readonly #cameAt: Map<PersonId, number>;
  readonly #trainings: Set<string>;

  constructor(json?: QualityJson) {
    this.#rules = new Map([defaultRules, ...json?.rules ?? []].map((rules) => [rules.version, rules]));
    this.#plans = new Map(json?.plans);
    this.#samples = new Map(json?.samples);
    this.#reviews = new Map(json?.reviews);
    this.#drawn = new Map(json?.drawn);
    this.#cameAt = new Map(json?.cameAt);
    this.#trainings = new Set(json?.trainings);
  }

  /** In force. */
  get rules(): QualityRules { return this.#rules.get(Math.max(...this.#rules.keys())) ?? defaultRules; }
  rulesOf(version: number): QualityRules | undefined { return this.#rules.get(version); }
  plan(id: string): PlanRecord | undefined { return this.#plans.get(id); }
  plans(): readonly PlanRecord[] { return [...this.#plans.values()].filter(({ isRetired }) => isRetired === undefined); }
  sample(id: string): SampleRecord | undefined { return this.#samples.get(id); }
  samplesOf(plan: string): readonly SampleRecord[] { return [...this.#samples.values()].filter((sample) => sample.plan === plan); }
  review(id: string): ReviewRecord | undefined { return this.#reviews.get(id); }
  reviewsIn(sample: string): readonly ReviewRecord[] { return [...this.#reviews.values()].filter((review) => review.sample === sample); }
  /** Contacts drawn by entries before `seq`. */
  drawnBefore(seq: number): ReadonlySet<string> { return new Set([...this.#drawn].filter(([, at]) => at < seq).map(([key]) => key)); }
  cameAt(person: PersonId): number { return this.#cameAt.get(person) ?? 0; }
  hasTraining(id: string): boolean { return this.#trainings.has(id); }

  apply(entry: Entry): void {
    switch (entry.type) {
      case 'person.added': this.#cameAt.set(entry.data.person, entry.at); break;
      case 'quality.rulesSaved': this.#rules.set(entry.data.rules.version, entry.data.rules); break;
      case 'quality.planSaved': this.#plans.set(entry.data.plan.id, { plan: entry.data.plan, savedAt: this.#plans.get(entry.data.plan.id)?.savedAt ?? entry.at }); break;
      case 'quality.planRetired': this.#retire(entry.data.plan); break;
      case 'quality.sampleDrawn': this.#sampleDrawn(entry); break;
      case 'quality.trainingSaved': this.#trainings.add(entry.data.training); break;
      case 'quality.trainingRetired': this.#trainings.delete(entry.data.training); break;
      default: this.#reviewed(entry); break;
    }
  }

  toJson(): QualityJson {
    return {
      rules: [...this.#rules.values()].filter((rules) => rules !== defaultRules), plans: [...this.#plans], samples: [...this.#samples], reviews: [...this.#reviews],
      drawn: [...this.#drawn], cameAt: [...this.#cameAt], trainings: [...this.#trainings],
    };
  }

  #retire(id: string): void {
    const record = this.#plans.get(id);
    if (record) this.#plans.set(id, { ...record, isRetired: true });
  }

  #sampleDrawn({ data, seq }: EntryOf<'quality.sampleDrawn'>): void {
    const { sample: id, kind, card, rules, reviews, reserve, drawn } = data;
    const sample: SampleRecord = { id, seq, kind, card, rules, reserve, count: reviews.length, ...(drawn && { plan: drawn.plan.id, from: drawn.from, to: drawn.to }) };
    this.#samples.set(id, sample);
    for (const review of reviews) this.#assign(sample, review, seq);
  }

  #assign(sample: SampleRecord, { review, group, kind, contact, reviewer }: AssignedReview, seq: number): void {
    const { conversation, first, agent } = contact;
    this.#reviews.set(review, { id: review, sample: sample.id, group, kind, conversation, first, agent, reviewer, card: sample.card, rules: sample.rules, state: 'open' });
    if (kind === 'first') this.#drawn.set(contactKey(contact), seq);
  }

  #skipped({ data, seq }: EntryOf<'quality.reviewSkipped'>): void {
    const record = this.#reviews.get(data.review);
    if (!record) return;
    this.#reviews.set(record.id, { ...record, state: 'skipped' });
    const sample = this.#samples.get(record.sample);
    if (!sample || !data.next) return;
    const taken = contactKey(data.next.contact);
    const after = { ...sample, count: sample.count + 1, reserve: sample.reserve.filter((contact) => contactKey(contact) !== taken) };
    this.#samples.set(sample.id, after);
    this.#assign(after, data.next, seq);
  }

  #reviewed(entry: Entry): void {
    switch (entry.type) {
      case 'quality.reviewSkipped': return this.#skipped(entry);
      case 'quality.reviewScored': return this.#change(entry.data.review, { state: 'scored', scoredAt: entry.at, ...(entry.actor.kind === 'person' && { scorer: entry.actor.id }) });
      case 'quality.reviewAcknowledged': return this.#change(entry.data.review, { isAcknowledged: true });
      case 'quality.reviewAppealed': return this.#change(entry.data.review, { appeal: 'open' });
      case 'quality.appealTakenBack': return this.#change(entry.data.review, { appeal: 'takenBack' });
      case 'quality.appealDecided': return this.#change(entry.data.review, { appeal: 'decided' });
      default: return;
    }
  }

  #change(id: string, change: Partial<ReviewRecord>): void {
    const record = this.#reviews.get(id);
    if (record) this.#reviews.set(id, { ...record, ...change });
  }
}
