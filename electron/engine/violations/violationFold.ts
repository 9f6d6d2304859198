/**
 * The fold of violations: what waits to be put on record, and how each one stands. A fact becomes a draft here, at its
 * entry and under the rules of that moment; the watch only writes it down.
 */
import type { PersonId } from '#shared/domain/ids';
import type { Entry, EntryData, EntryOf } from '#shared/ledger/entry';
import { growsFor } from '#shared/rules/regulation/charge';
import { propose, proposeMonth, rulesFor, type Excuse, type Proposal, type ViolationFact } from '#shared/rules/regulation/propose';
import type { Regulation } from '#shared/rules/regulation/regulationPack';
import { workScheduleOf, type WorkFacts } from '#shared/rules/duties/workSchedule';
import { monthOf } from '#shared/rules/presence';
import { runBetween } from '#shared/rules/schedule';
import type { PersonRecord } from '../people/peopleFold';
import { AbsenceFacts, type AbsenceFactsJson } from './absenceFacts';
import { ComplaintFacts, unfoundedFact, type ComplaintFactsJson } from './complaintFacts';
import { Deals, type DealsJson } from './deals';
import { dismissedFact, FlaggedWords, type FlaggedWordsJson, type Writer } from './flaggedWords';
import { LateWaits, type LateView, type LateWait } from './lateWaits';
import { Leaves, type LeavesJson } from './leaves';
import { NoticeWaits, type NoticeWaitsJson } from './noticeWaits';
import { Outages, type OutagesJson } from './outages';
import { ProfileChanges, type ProfilesJson, type ProfileView } from './profileChanges';
import { RetoldWaits, type RetoldWaitsJson } from './retoldWaits';
import { ViolationRecords, type Retold, type ViolationRecord, type ViolationRecordsJson } from './violationRecords';

export type ProposedData = EntryData<'violation.proposed'>;

export type ViolationsJson = {
  readonly records: ViolationRecordsJson;
  readonly pending: readonly (readonly [string, ProposedData])[];
  readonly words: FlaggedWordsJson;
  readonly complaints: ComplaintFactsJson;
  readonly late: readonly LateWait[];
  readonly absences: AbsenceFactsJson;
  readonly leaves: LeavesJson;
  readonly notices: NoticeWaitsJson;
  readonly outages: OutagesJson;
  readonly deals: DealsJson;
  readonly profiles: ProfilesJson;
  readonly retold: RetoldWaitsJson;
};

/** What else of the fold it looks at, as it stands after the entry. */
export type ViolationView = Omit<LateView, 'outages'> & {
  readonly offset: number;
  readonly person: (id: PersonId) => PersonRecord | undefined;
  readonly writer: Writer;
  /** When a person works. */
  readonly workOf: (person: PersonId) => WorkFacts;
  readonly profileOf: ProfileView;
};

/** Facts first seen later than this are history, not findings. */
const STALE_MS = 62 * 86_400_000;

export class ViolationFold {
  readonly #records: ViolationRecords;
  readonly #pending: Map<string, ProposedData>;
  readonly #words: FlaggedWords;
  readonly #complaints: ComplaintFacts;
  readonly #absences: AbsenceFacts;
  readonly #leaves: Leaves;
  readonly #profiles: ProfileChanges;
  readonly #retold: RetoldWaits;
  readonly late: LateWaits;
  readonly notices: NoticeWaits;
  readonly outages: Outages;
  readonly deals: Deals;

  constructor(json?: ViolationsJson) {
    this.#records = new ViolationRecords(json?.records);
    this.#pending = new Map(json?.pending);
    this.#words = new FlaggedWords(json?.words);
    this.#complaints = new ComplaintFacts(json?.complaints);
    this.#absences = new AbsenceFacts(json?.absences);
    this.#leaves = new Leaves(json?.leaves);
    this.#profiles = new ProfileChanges(json?.profiles);
    this.#retold = new RetoldWaits(json?.retold);
    this.late = new LateWaits(json?.late);
    this.notices = new NoticeWaits(json?.notices);
    this.outages = new Outages(json?.outages);
    this.deals = new Deals(json?.deals);
  }

  /** In force. */
  get pack(): Regulation { return this.#records.pack; }
  /** A version something was proposed under. */
  packOf(version: number): Regulation | undefined { return this.#records.packOf(version); }
  fenFor(record: ViolationRecord, over: number | undefined): number | undefined { return this.#records.fenFor(record, over); }
  get(id: string): ViolationRecord | undefined { return this.#records.get(id); }
  all(): IterableIterator<[string, ViolationRecord]> { return this.#records.all(); }
  /** Found and not on record yet. */
  pending(): readonly ProposedData[] { return [...this.#pending.values()]; }
  /** Open, and their ground fell away: id and code of why. */
  voids(): readonly (readonly [string, string])[] { return this.#records.voids(); }
  /** Late replies that history tells otherwise, not on record yet. */
  retold(): readonly Retold[] { return this.#retold.pending(this.#records); }

  apply(entry: Entry, view: ViolationView): void {
    this.outages.apply(entry);
    this.#records.apply(entry);
    this.#retold.apply(entry, { records: this.#records, rules: view.rules, outages: this.outages });
    if (entry.type === 'violation.proposed') this.#onRecord(entry);
    this.deals.apply(entry);
    this.#void(unfoundedFact(entry), 'complaintUnfounded');
    this.#void(dismissedFact(entry), 'flagDismissed');
    for (const fact of this.#factsOf(entry, view)) this.#put(propose(this.pack, this.#excused(fact, view)), fact.person, view);
    for (const [person, month, facts] of this.#leaves.apply(entry, view.offset)) this.#put(proposeMonth(this.pack, 'leave', `${month}`, facts).map((each) => ({ ...each, month })), person, view);
    for (const [id, { at }] of this.#pending.size > 0 ? this.#pending : []) if (entry.at - at > STALE_MS) this.#pending.delete(id);
  }

  /** What proposals for a fact would be put on record now; for facts only time tells. */
  draftsOf(fact: ViolationFact, view: ViolationView): readonly ProposedData[] {
    return propose(this.pack, this.#excused(fact, view)).filter(({ id }) => this.#isNew(id)).map((each) => this.#data(each, view));
  }

  growsFor(kind: ViolationFact['kind']): number {
    return rulesFor(this.pack, kind).reduce((most, { charge }) => Math.max(most, growsFor(charge)), 0);
  }

  toJson(): ViolationsJson {
    return {
      records: this.#records.toJson(), pending: [...this.#pending], words: this.#words.toJson(), complaints: this.#complaints.toJson(), late: this.late.toJson(),
      absences: this.#absences.toJson(), leaves: this.#leaves.toJson(), notices: this.notices.toJson(), outages: this.outages.toJson(),
      deals: this.deals.toJson(), profiles: this.#profiles.toJson(), retold: this.#retold.toJson(),
    };
  }

  /** Leave explains everything but words said; outside one's own shifts nobody is absent or late. What looks at whole days or months knows its own leave. */
  #excused(fact: ViolationFact, view: ViolationView): ViolationFact {
    if (fact.kind === 'missedDuty' || fact.kind === 'noDeal') return fact;
    const more: Excuse[] = [];
    const work = view.workOf(fact.person);
    const away = work.leaves.find(({ from, to }) => from <= fact.at && fact.at < to);
    if (away !== undefined) more.push({ kind: 'leave', from: away.from, to: away.to, covers: fact.kind !== 'diversion' && fact.kind !== 'impolite' });
    if (fact.kind === 'absence' && runBetween(workScheduleOf(work), fact.at, Number(fact.detail?.['to'] ?? fact.at)) === 0) more.push({ kind: 'offShift', covers: true });
    return more.length === 0 ? fact : { ...fact, excuses: [...fact.excuses, ...more] };
  }

  #isNew(id: string): boolean { return !this.#records.has(id) && !this.#pending.has(id); }

  #put(proposals: readonly (Proposal & { readonly month?: string })[], person: PersonId, view: ViolationView): void {
    if (view.person(person) === undefined) return;
    for (const each of proposals) if (this.#isNew(each.id)) this.#pending.set(each.id, this.#data(each, view));
  }

  #data({ id, rule, fact, fen, month }: Proposal & { readonly month?: string }, view: ViolationView): ProposedData {
    const { kind, person, at, over, account, conversation, evidence, excuses, detail } = fact;
    return {
      violation: id, rule: rule.id, clause: rule.clause, pack: this.pack.version, person, kind, at, month: month ?? monthOf(view.offset, at), evidence, excuses,
      ...(fen !== undefined && { fen }), ...(over !== undefined && { over: Math.max(0, Math.round(over)) }), ...(account !== undefined && { account }),
      ...(conversation !== undefined && { conversation }), ...(detail !== undefined && { detail }),
    };
  }

  #factsOf(entry: Entry, view: ViolationView): readonly ViolationFact[] {
    const one = [
      this.late.apply(entry, { conversation: view.conversation, responsible: view.responsible, rules: view.rules, outages: this.outages }),
      entry.type === 'absence.noted' ? this.#absences.apply(entry, this.outages) : undefined,
      this.#complaints.apply(entry), this.#profiles.apply(entry, view.profileOf),
    ];
    return [...one.flatMap((fact) => fact ?? []), ...this.notices.apply(entry, view.workOf), ...this.#words.apply(entry, view.writer)];
  }

  #void(fact: string | undefined, why: string): void {
    if (fact === undefined) return;
    for (const id of [...this.#pending.keys()]) if (id.endsWith(`:${fact}`)) this.#pending.delete(id);
    this.#records.void(fact, why);
  }

  #onRecord({ data: { violation, kind, detail, person, evidence } }: EntryOf<'violation.proposed'>): void {
    this.#pending.delete(violation);
    if (kind === 'lateNotice' && typeof detail?.['notice'] === 'string') this.notices.forget(detail['notice'], person);
    if (kind === 'lateReply' || kind === 'lateNotice') for (const { seq } of evidence) this.late.forget(seq);
  }
}
