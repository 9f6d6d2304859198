/** The fold of notices, complaints, leave, shifts and duties: what commands are checked against, and when people work. */
import type { Severity } from '#shared/domain/duties';
import type { AccountId, ComplaintId, ConversationId, DutyDoneId, LeaveId, NoticeId, PersonId } from '#shared/domain/ids';
import type { Entry, EntryOf } from '#shared/ledger/entry';
import { dutyRulesOn, dutyRulesSchema, type DutyRules, type DutyRulesVersion } from '#shared/rules/duties/dutyRules';
import type { PlanVersion, WorkFacts } from '#shared/rules/duties/workSchedule';
import { rulePackSchema } from '#shared/rules/rulePack';
import shippedDuties from '#resources/rules/duties.json';
import shippedPack from '#resources/rules/default.json';
import { BoundedMap } from '../state/boundedMap';
import { DutyWork, type DutyWorkJson } from './dutyWork';

const defaultRules: DutyRules = dutyRulesSchema.parse(shippedDuties);
const defaultPlan: PlanVersion = { savedAt: 0, calendar: rulePackSchema.parse(shippedPack).calendar, shifts: rulePackSchema.parse(shippedPack).shifts };

const KEPT = 20_000;

export type NoticeRecord = { readonly people: readonly PersonId[]; readonly asksReply: boolean; readonly read: readonly PersonId[]; readonly replied: readonly PersonId[]; readonly isWithdrawn: boolean };
export type ComplaintRecord = { readonly at: number; readonly severity: Severity; readonly by: PersonId | null; readonly assignee: PersonId | null; readonly isAnswered: boolean; readonly isClosed: boolean };
export type LeaveRecord = { readonly person: PersonId; readonly from: number; readonly to: number; readonly state: 'asked' | 'approved' | 'refused' | 'withdrawn' };
export type DoneRecord = { readonly duty: string; readonly account: AccountId; readonly day: string; readonly times: number; readonly at: number; readonly seq: number; readonly by: PersonId | null; readonly isUndone: boolean };
type Patterns = WorkFacts['patterns'];
type Days = WorkFacts['days'];

export type DutyJson = {
  readonly notices: readonly (readonly [NoticeId, NoticeRecord])[];
  readonly complaints: readonly (readonly [ComplaintId, ComplaintRecord])[];
  readonly leaves: readonly (readonly [LeaveId, LeaveRecord])[];
  readonly done: readonly (readonly [DutyDoneId, DoneRecord])[];
  readonly patterns: readonly (readonly [PersonId, Patterns])[];
  readonly days: readonly (readonly [PersonId, Days])[];
  readonly plans: readonly PlanVersion[];
  readonly rules: readonly DutyRulesVersion[];
  readonly work: DutyWorkJson;
};

const personIn = (entry: Entry): PersonId | null => (entry.actor.kind === 'person' ? entry.actor.id : null);
const withOne = <T>(list: readonly T[], one: T): readonly T[] => (list.includes(one) ? list : [...list, one]);

export class DutyFold {
  readonly #notices: BoundedMap<NoticeId, NoticeRecord>;
  readonly #complaints: BoundedMap<ComplaintId, ComplaintRecord>;
  readonly #leaves: BoundedMap<LeaveId, LeaveRecord>;
  readonly #done: BoundedMap<DutyDoneId, DoneRecord>;
  readonly #patterns: Map<PersonId, Patterns>;
  readonly #days: Map<PersonId, Days>;
  #plans: readonly PlanVersion[];
  #rules: readonly DutyRulesVersion[];
  /** What the records count towards daily duties. */
  readonly work: DutyWork;

  constructor(json?: DutyJson) {
    this.#notices = new BoundedMap(KEPT, json?.notices);
    this.#complaints = new BoundedMap(KEPT, json?.complaints);
    this.#leaves = new BoundedMap(KEPT, json?.leaves);
    this.#done = new BoundedMap(KEPT, json?.done);
    this.#patterns = new Map(json?.patterns);
    this.#days = new Map(json?.days);
    this.#plans = json?.plans ?? [defaultPlan];
    this.#rules = json?.rules ?? [];
    this.work = new DutyWork(json?.work);
  }

  notice(id: NoticeId): NoticeRecord | undefined { return this.#notices.get(id); }
  complaint(id: ComplaintId): ComplaintRecord | undefined { return this.#complaints.get(id); }
  leave(id: LeaveId): LeaveRecord | undefined { return this.#leaves.get(id); }
  done(id: DutyDoneId): DoneRecord | undefined { return this.#done.get(id); }
  /** What people put forward as done for a day and took not back. */
  doneOn(day: string): readonly DoneRecord[] { return this.#done.entries().flatMap(([, record]) => (record.day === day && !record.isUndone ? [record] : [])); }
  leavesOf(person: PersonId): readonly LeaveRecord[] { return this.#leaves.entries().flatMap(([, leave]) => (leave.person === person ? [leave] : [])); }
  /** The rules of a day, e.g. `2026-11-22`. */
  rulesOn(day: string): DutyRules { return dutyRulesOn(this.#rules, defaultRules, day); }
  /** The version saved last, whenever it begins. */
  get lastRules(): DutyRules { return this.#rules.at(-1)?.rules ?? defaultRules; }
  get offsetMinutes(): number { return this.#plans.at(-1)?.calendar.offsetMinutes ?? defaultPlan.calendar.offsetMinutes; }

  /** When somebody works: for `shared/rules/duties/workSchedule`. */
  workFacts(person: PersonId): WorkFacts {
    return {
      plans: this.#plans, patterns: this.#patterns.get(person) ?? [], days: this.#days.get(person) ?? [],
      leaves: this.leavesOf(person).filter(({ state }) => state === 'approved').map(({ from, to }) => ({ from, to })),
    };
  }

  /** `isGroup`: whether a conversation is one of many people. */
  apply(entry: Entry, isGroup: (conversation: ConversationId) => boolean): void {
    this.work.apply(entry, isGroup, this.offsetMinutes);
    switch (entry.type) {
      case 'rulePack.saved': this.#plans = [...this.#plans, { savedAt: entry.at, calendar: entry.data.pack.calendar, shifts: entry.data.pack.shifts }]; return;
      case 'duty.rulesSaved': this.#rules = [...this.#rules, { from: entry.data.from, rules: entry.data.rules }]; return;
      case 'duty.done': this.#doneBy(entry); return;
      case 'duty.undone': this.#change(this.#done, entry.data.done, { isUndone: true }); return;
      case 'shift.assigned': this.#patterns.set(entry.data.person, [...this.#patterns.get(entry.data.person) ?? [], { from: entry.data.from, pattern: entry.data.pattern }]); return;
      case 'shift.overridden': this.#days.set(entry.data.person, [...(this.#days.get(entry.data.person) ?? []).filter(({ day }) => day !== entry.data.day), { day: entry.data.day, spans: entry.data.spans }]); return;
      default: this.#notice(entry); this.#complaint(entry); this.#leave(entry);
    }
  }

  toJson(): DutyJson {
    return {
      notices: this.#notices.entries(), complaints: this.#complaints.entries(), leaves: this.#leaves.entries(), done: this.#done.entries(),
      patterns: [...this.#patterns], days: [...this.#days], plans: this.#plans, rules: this.#rules, work: this.work.toJson(),
    };
  }

  #doneBy(entry: EntryOf<'duty.done'>): void {
    const { done, duty, account, day, times = 1 } = entry.data;
    this.#done.set(done, { duty, account, day, times, at: entry.at, seq: entry.seq, by: personIn(entry), isUndone: false });
  }

  #notice(entry: Entry): void {
    const person = personIn(entry);
    switch (entry.type) {
      case 'notice.published': this.#notices.set(entry.data.notice, { people: entry.data.people, asksReply: entry.data.reply !== undefined, read: [], replied: [], isWithdrawn: false }); return;
      case 'notice.withdrawn': this.#change(this.#notices, entry.data.notice, { isWithdrawn: true }); return;
      case 'notice.read': case 'notice.replied': {
        const before = this.#notices.get(entry.data.notice);
        if (before === undefined || person === null) return;
        this.#change(this.#notices, entry.data.notice, entry.type === 'notice.read' ? { read: withOne(before.read, person) } : { replied: withOne(before.replied, person) });
        return;
      }
      default:
    }
  }

  #complaint(entry: Entry): void {
    switch (entry.type) {
      case 'complaint.recorded': return this.#recorded(entry);
      case 'complaint.assigned': return this.#change(this.#complaints, entry.data.complaint, { assignee: entry.data.to });
      case 'complaint.revised': if (entry.data.severity !== undefined) this.#change(this.#complaints, entry.data.complaint, { severity: entry.data.severity }); return;
      case 'complaint.answered': return this.#change(this.#complaints, entry.data.complaint, { isAnswered: true });
      case 'complaint.closed': return this.#change(this.#complaints, entry.data.complaint, { isClosed: true });
      case 'complaint.reopened': return this.#change(this.#complaints, entry.data.complaint, { isClosed: false, isAnswered: false });
      default:
    }
  }

  #recorded(entry: EntryOf<'complaint.recorded'>): void {
    this.#complaints.set(entry.data.complaint, { at: entry.at, severity: entry.data.severity, by: personIn(entry), assignee: null, isAnswered: false, isClosed: false });
  }

  #leave(entry: Entry): void {
    switch (entry.type) {
      case 'leave.asked': this.#leaves.set(entry.data.leave, { person: entry.data.person, from: entry.data.from, to: entry.data.to, state: 'asked' }); return;
      case 'leave.decided': return this.#change(this.#leaves, entry.data.leave, { state: entry.data.verdict });
      case 'leave.withdrawn': return this.#change(this.#leaves, entry.data.leave, { state: 'withdrawn' });
      default:
    }
  }

  #change<Id, Row extends object>(map: BoundedMap<Id, Row>, id: Id, part: Partial<Row>): void {
    const before = map.get(id);
    if (before !== undefined) map.set(id, { ...before, ...part });
  }
}
