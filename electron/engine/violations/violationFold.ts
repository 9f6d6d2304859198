/**
 * The fold of violations: the regulation in force, what waits to be put on record, and how each one stands. A fact
 * becomes a draft here, at its entry and under the rules of that moment; the watch only writes it down.
 */
import { flagIdOf, type FlagId } from '#shared/domain/flag';
import type { AccountId, ConversationId, MessageId, PersonId } from '#shared/domain/ids';
import type { Entry, EntryData, EntryOf } from '#shared/ledger/entry';
import { growsFor } from '#shared/rules/regulation/charge';
import type { ViolationState } from '#shared/rules/regulation/monthTotals';
import { propose, proposeMonth, rulesFor, type Excuse, type Proposal, type ViolationFact } from '#shared/rules/regulation/propose';
import { regulationSchema, type Regulation } from '#shared/rules/regulation/regulationPack';
import { workScheduleOf, type WorkFacts } from '#shared/rules/duties/workSchedule';
import { monthOf } from '#shared/rules/presence';
import { runBetween } from '#shared/rules/schedule';
import shipped from '#resources/rules/regulation.json';
import type { PersonRecord } from '../people/peopleFold';
import { BoundedMap } from '../state/boundedMap';
import { AbsenceFacts, type AbsenceFactsJson } from './absenceFacts';
import { complaintFact, complaintFactId, flagFact, flagFactId } from './entryFacts';
import { LateWaits, type LateView, type LateWait } from './lateWaits';
import { Leaves, type LeavesJson } from './leaves';
import { NoticeWaits, type NoticeWaitsJson } from './noticeWaits';
import { Outages, type OutagesJson } from './outages';

/** What a company begins with; a broken resource is a bug of ours and throws. */
export const shippedRegulation: Regulation = regulationSchema.parse(shipped);

export type ProposedData = EntryData<'violation.proposed'>;

/** What decisions look at. `decided`: when it was confirmed or dismissed last, and by whom. */
export type ViolationRecord = {
  readonly rule: string; readonly person: PersonId; readonly pack: number; readonly month: string; readonly at: number; readonly state: ViolationState;
  /** What the rule computed, and what stands now. */
  readonly proposed?: number | undefined; readonly fen?: number | undefined; readonly over?: number | undefined;
  readonly account?: AccountId | undefined; readonly conversation?: ConversationId | undefined;
  readonly decided?: { readonly at: number; readonly by?: PersonId };
};

type Complaint = EntryData<'complaint.recorded'> & { readonly seq: number; readonly at: number };

export type ViolationsJson = {
  readonly pack: Regulation | null;
  readonly packs: readonly Regulation[];
  readonly records: readonly (readonly [string, ViolationRecord])[];
  readonly pending: readonly (readonly [string, ProposedData])[];
  readonly voids: readonly (readonly [string, string])[];
  readonly unsent: readonly (readonly [string, readonly ViolationFact[]])[];
  readonly noted: readonly (readonly [FlagId, ViolationFact])[];
  readonly complaints: readonly (readonly [string, Complaint])[];
  readonly late: readonly LateWait[];
  readonly absences: AbsenceFactsJson;
  readonly leaves: LeavesJson;
  readonly notices: NoticeWaitsJson;
  readonly outages: OutagesJson;
  readonly deals: readonly (readonly [PersonId, number])[];
  readonly joined: readonly (readonly [PersonId, number])[];
};

/** What else of the fold it looks at, as it stands after the entry. */
export type ViolationView = Omit<LateView, 'outages'> & {
  readonly offset: number;
  readonly person: (id: PersonId) => PersonRecord | undefined;
  readonly writer: (account: AccountId, conversation: ConversationId) => PersonId | undefined;
  /** When a person works. */
  readonly workOf: (person: PersonId) => WorkFacts;
};

/** Facts first seen later than this are history, not findings. */
const STALE_MS = 62 * 86_400_000;
const COMPLAINTS_KEPT = 500;
const NOTED_KEPT = 5_000;

export class ViolationFold {
  #pack: Regulation | null;
  readonly #packs: Map<number, Regulation>;
  readonly #records: Map<string, ViolationRecord>;
  readonly #pending: Map<string, ProposedData>;
  /** Open ones whose ground was found to be none, with the code of why. */
  readonly #voids: Map<string, string>;
  /** Flagged words on their way: only what left is anybody's fault. */
  readonly #unsent: Map<string, readonly ViolationFact[]>;
  /** Flags that are only kept: nothing is put up before a supervisor finds that one stands. */
  readonly #noted: BoundedMap<FlagId, ViolationFact>;
  readonly #complaints: Map<string, Complaint>;
  readonly #late: LateWaits;
  readonly #absences: AbsenceFacts;
  readonly #leaves: Leaves;
  readonly #notices: NoticeWaits;
  readonly #outages: Outages;
  readonly #deals: Map<PersonId, number>;
  readonly #joined: Map<PersonId, number>;

  constructor(json?: ViolationsJson) {
    this.#pack = json?.pack ?? null;
    this.#packs = new Map((json?.packs ?? []).map((pack) => [pack.version, pack]));
    this.#records = new Map(json?.records);
    this.#pending = new Map(json?.pending);
    this.#voids = new Map(json?.voids);
    this.#unsent = new Map(json?.unsent);
    this.#noted = new BoundedMap(NOTED_KEPT, json?.noted);
    this.#complaints = new Map(json?.complaints);
    this.#late = new LateWaits(json?.late);
    this.#absences = new AbsenceFacts(json?.absences);
    this.#leaves = new Leaves(json?.leaves);
    this.#notices = new NoticeWaits(json?.notices);
    this.#outages = new Outages(json?.outages);
    this.#deals = new Map(json?.deals);
    this.#joined = new Map(json?.joined);
  }

  /** In force. */
  get pack(): Regulation { return this.#pack ?? shippedRegulation; }
  /** A version something was proposed under. */
  packOf(version: number): Regulation | undefined { return version === shippedRegulation.version ? shippedRegulation : this.#packs.get(version); }
  get(id: string): ViolationRecord | undefined { return this.#records.get(id); }
  all(): IterableIterator<[string, ViolationRecord]> { return this.#records.entries(); }
  /** Found and not on record yet. */
  pending(): readonly ProposedData[] { return [...this.#pending.values()]; }
  /** Open, and their ground fell away: id and code of why. */
  voids(): readonly (readonly [string, string])[] { return [...this.#voids]; }
  get late(): LateWaits { return this.#late; }
  get notices(): NoticeWaits { return this.#notices; }
  get outages(): Outages { return this.#outages; }
  /** When they came, and when they last sold something; undefined for never. */
  joinedAt(person: PersonId): number | undefined { return this.#joined.get(person); }
  lastDealAt(person: PersonId): number | undefined { return this.#deals.get(person); }

  apply(entry: Entry, view: ViolationView): void {
    this.#outages.apply(entry);
    this.#steps(entry);
    this.#people(entry);
    for (const fact of this.#factsOf(entry, view)) this.take(fact, view);
    for (const [person, month, facts] of this.#leaves.apply(entry, view.offset)) this.#put(proposeMonth(this.pack, 'leave', `${month}`, facts).map((each) => ({ ...each, month })), person, view);
    for (const [id, { at }] of this.#pending.size > 0 ? this.#pending : []) if (entry.at - at > STALE_MS) this.#pending.delete(id);
  }

  /** Puts a fact up under the rules in force, unless it was before; excused ones are let go. */
  take(fact: ViolationFact, view: ViolationView): void {
    this.#put(propose(this.pack, this.#excused(fact, view)), fact.person, view);
  }

  /** What proposals for a fact would be put on record now; for facts only time tells. */
  draftsOf(fact: ViolationFact, view: ViolationView): readonly ProposedData[] {
    return propose(this.pack, this.#excused(fact, view)).filter(({ id }) => !this.#records.has(id) && !this.#pending.has(id)).map((each) => this.#data(each, view));
  }

  growsFor(kind: ViolationFact['kind']): number {
    return rulesFor(this.pack, kind).reduce((most, { charge }) => Math.max(most, growsFor(charge)), 0);
  }

  toJson(): ViolationsJson {
    return {
      pack: this.#pack, packs: [...this.#packs.values()], records: [...this.#records], pending: [...this.#pending], voids: [...this.#voids], unsent: [...this.#unsent],
      noted: this.#noted.entries(), complaints: [...this.#complaints], late: this.#late.toJson(), absences: this.#absences.toJson(), leaves: this.#leaves.toJson(), notices: this.#notices.toJson(), outages: this.#outages.toJson(),
      deals: [...this.#deals], joined: [...this.#joined],
    };
  }

  /** Leave explains everything but words said; outside one's own shifts nobody is absent or late. */
  #excused(fact: ViolationFact, view: ViolationView): ViolationFact {
    const more: Excuse[] = [];
    const work = view.workOf(fact.person);
    const away = work.leaves.find(({ from, to }) => from <= fact.at && fact.at < to);
    if (away !== undefined) more.push({ kind: 'leave', from: away.from, to: away.to, covers: fact.kind !== 'diversion' && fact.kind !== 'impolite' });
    if (fact.kind === 'absence' && runBetween(workScheduleOf(work), fact.at, Number(fact.detail?.['to'] ?? fact.at)) === 0) more.push({ kind: 'offShift', covers: true });
    return more.length === 0 ? fact : { ...fact, excuses: [...fact.excuses, ...more] };
  }

  #put(proposals: readonly (Proposal & { readonly month?: string })[], person: PersonId, view: ViolationView): void {
    if (view.person(person) === undefined) return;
    for (const each of proposals) if (!this.#records.has(each.id) && !this.#pending.has(each.id)) this.#pending.set(each.id, this.#data(each, view));
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
    const late = this.#late.apply(entry, { conversation: view.conversation, responsible: view.responsible, rules: view.rules, outages: this.#outages });
    return [...this.#one(late), ...this.#notices.apply(entry, view.workOf), ...this.#told(entry, view)];
  }

  /** What the entry says by itself. */
  #told(entry: Entry, view: ViolationView): readonly ViolationFact[] {
    switch (entry.type) {
      case 'absence.noted': return this.#one(this.#absences.apply(entry, this.#outages));
      case 'complaint.recorded': return this.#complained(entry.data.complaint, { ...entry.data, seq: entry.seq, at: entry.at });
      case 'complaint.revised': return this.#revised(entry);
      case 'complaint.closed': if (entry.data.verdict === 'unjustified' || entry.data.verdict === 'withdrawn') this.#void(complaintFactId(entry.data.complaint), 'complaintUnfounded'); return [];
      case 'message.flagged': return this.#flagged(entry, view);
      case 'reply.accepted': return this.#sent(entry);
      case 'reply.withdrawn': case 'reply.cancelled': case 'reply.edited': this.#unsent.delete(entry.data.client); return [];
      case 'flag.reviewed': return this.#reviewed(entry);
      default: return [];
    }
  }

  #revised({ data: { complaint, kind, about } }: EntryOf<'complaint.revised'>): readonly ViolationFact[] {
    const before = this.#complaints.get(complaint);
    if (before === undefined) return [];
    const { about: whom, ...rest } = before;
    const now = about === undefined ? whom : about ?? undefined;
    return this.#complained(complaint, { ...rest, kind: kind ?? before.kind, ...(now !== undefined && { about: now }) });
  }

  #one(fact: ViolationFact | undefined): readonly ViolationFact[] { return fact === undefined ? [] : [fact]; }

  #complained(id: string, complaint: Complaint): readonly ViolationFact[] {
    this.#complaints.delete(id);
    this.#complaints.set(id, complaint);
    const [oldest] = this.#complaints.size > COMPLAINTS_KEPT ? this.#complaints.keys() : [];
    if (oldest !== undefined) this.#complaints.delete(oldest);
    return this.#one(complaintFact(complaint, complaint.seq, complaint.at));
  }

  /** Words that have not left yet wait for it. */
  #flagged(entry: EntryOf<'message.flagged'>, view: ViolationView): readonly ViolationFact[] {
    const fact = flagFact(entry, view.writer);
    const { client, id } = entry.data;
    if (fact !== undefined && entry.data.severity === 'log') {
      const message = fact.evidence[0]?.message as MessageId | undefined; // made by `flagFact`
      if (message !== undefined) this.#noted.set(flagIdOf(message, entry.data.rule, entry.data.edit), fact);
      return [];
    }
    if (fact === undefined || client === undefined || id !== undefined) return this.#one(fact);
    this.#unsent.set(client, [...(this.#unsent.get(client) ?? []), fact]);
    return [];
  }

  #sent(entry: EntryOf<'reply.accepted'>): readonly ViolationFact[] {
    const facts = this.#unsent.get(entry.data.client) ?? [];
    this.#unsent.delete(entry.data.client);
    return facts;
  }

  #reviewed({ data: { flag, verdict } }: EntryOf<'flag.reviewed'>): readonly ViolationFact[] {
    if (verdict === 'dismissed') this.#void(flagFactId(flag.slice(0, flag.indexOf('|'))), 'flagDismissed');
    return verdict === 'stands' ? this.#one(this.#noted.get(flag)) : [];
  }

  /** Whatever rule put it up: what is decided stays decided. */
  #void(fact: string, why: string): void {
    for (const id of [...this.#pending.keys()]) if (id.endsWith(`:${fact}`)) this.#pending.delete(id);
    for (const [id, { state }] of this.#records) if (state === 'proposed' && id.endsWith(`:${fact}`)) this.#voids.set(id, why);
  }

  #people(entry: Entry): void {
    switch (entry.type) {
      case 'person.added': if (!this.#joined.has(entry.data.person)) this.#joined.set(entry.data.person, entry.at); return;
      case 'person.returned': this.#joined.set(entry.data.person, entry.at); return;
      case 'customer.staged': if (entry.data.stage === 'deal' && entry.actor.kind === 'person') this.#deals.set(entry.actor.id, entry.at); return;
      case 'conversation.closed': if (entry.data.outcome === 'sold' && entry.actor.kind === 'person') this.#deals.set(entry.actor.id, entry.at); return;
      default:
    }
  }

  #steps(entry: Entry): void {
    switch (entry.type) {
      case 'regulation.set': this.#pack = entry.data.pack; this.#packs.set(entry.data.pack.version, entry.data.pack); return;
      case 'violation.proposed': return this.#proposed(entry);
      case 'violation.confirmed': return this.#decide(entry, { state: 'confirmed', fen: entry.data.fen });
      case 'violation.dismissed': return this.#decide(entry, { state: 'dismissed' });
      case 'violation.reopened': {
        const { decided: _gone, ...record } = this.#records.get(entry.data.violation) ?? {};
        if ('rule' in record) this.#records.set(entry.data.violation, { ...record, state: 'proposed', fen: record.proposed });
        return;
      }
      case 'violation.appealed': return this.#change(entry.data.violation, { state: 'appealed' });
      case 'violation.appealDecided': return this.#change(entry.data.violation, { state: entry.data.verdict, fen: entry.data.fen });
      default:
    }
  }

  #proposed({ data, seq: _seq }: EntryOf<'violation.proposed'>): void {
    const { violation, rule, person, pack, month, at, fen, over, account, conversation, kind, evidence, detail } = data;
    this.#pending.delete(violation);
    if (!this.#records.has(violation)) this.#records.set(violation, { rule, person, pack, month, at, proposed: fen, fen, over, account, conversation, state: 'proposed' });
    if (kind === 'lateNotice' && typeof detail?.['notice'] === 'string') this.#notices.forget(detail['notice'], person);
    if (kind === 'lateReply' || kind === 'lateNotice') for (const { seq } of evidence) this.#late.forget(seq);
  }

  #decide(entry: EntryOf<'violation.confirmed' | 'violation.dismissed'>, change: Partial<ViolationRecord>): void {
    this.#voids.delete(entry.data.violation);
    this.#change(entry.data.violation, { ...change, decided: { at: entry.at, ...(entry.actor.kind === 'person' && { by: entry.actor.id }) } });
  }

  #change(id: string, part: Partial<ViolationRecord>): void {
    const known = this.#records.get(id);
    if (known) this.#records.set(id, { ...known, ...part });
  }
}
