/**
 * Waits whose limit was passed, followed until somebody answers: only then is known how late it was, and whether
 * history shows an answer in time after all. One wait is one fact, however many clocks it passed.
 */
import type { ConversationId, PersonId } from '#shared/domain/ids';
import { accountOfConversation } from '#shared/domain/ids';
import type { Entry, EntryOf } from '#shared/ledger/entry';
import { matterOf, type RulePack } from '#shared/rules/rulePack';
import { runBetween, scheduleOf, timeAfter, type Runs, type Schedule } from '#shared/rules/schedule';
import type { Evidence, ViolationFact } from '#shared/rules/regulation/propose';
import type { ConversationRecord } from '../state/conversationRecord';
import { excusesOf, type Outages } from './outages';

export type LateWait = {
  readonly seq: number; readonly conversation: ConversationId; readonly person?: PersonId; readonly isNotice: boolean; readonly clock: string; readonly runs: Runs;
  readonly since: number; readonly limit: number; readonly due: number;
  /** The customer's words that waited. */
  readonly said?: Evidence;
};

/** An unanswered wait is put up after this long all the same. */
const LATEST_MS = 24 * 3_600_000;

export type LateView = {
  readonly conversation: (id: ConversationId) => ConversationRecord | undefined;
  readonly rules: RulePack;
  readonly responsible: (id: ConversationId, record: ConversationRecord) => PersonId | undefined;
  readonly outages: Outages;
};

/** When the entry says we answered; undefined for one that is no answer. */
const answeredAt = (entry: Entry): number | undefined => {
  switch (entry.type) {
    case 'message.received': return entry.data.direction === 'out' ? entry.data.at : undefined;
    case 'reply.accepted': return entry.data.at;
    case 'conversation.closed': case 'conversation.dismissed': return entry.at;
    default: return undefined;
  }
};

const scheduleFor = ({ calendar, shifts }: RulePack, runs: Runs): Schedule => scheduleOf(runs, calendar, shifts);

export class LateWaits {
  readonly #waits: Map<ConversationId, LateWait>;

  constructor(json: readonly LateWait[] = []) { this.#waits = new Map(json.map((wait) => [wait.conversation, wait])); }

  toJson(): readonly LateWait[] { return [...this.#waits.values()]; }

  /** A fact when `entry` ended a late wait. */
  apply(entry: Entry, view: LateView): ViolationFact | undefined {
    if (entry.type === 'wait.breached') this.#breached(entry, view);
    if (entry.conversation === undefined) return undefined;
    const wait = this.#waits.get(entry.conversation);
    const record = wait && view.conversation(wait.conversation);
    if (wait === undefined || record === undefined || entry.type === 'wait.breached') return undefined;
    if (record.waitingSince > 0 && record.waitingSince <= wait.due) return undefined;
    this.#waits.delete(wait.conversation);
    const end = answeredAt(entry) ?? entry.at;
    // History may show that the answer was there in time.
    const fact = end <= wait.due ? undefined : this.#fact(wait, end, view);
    // Whether it really needed no answer is the supervisor's to judge.
    return fact === undefined || entry.type !== 'conversation.dismissed' ? fact : { ...fact, excuses: [...fact.excuses, { kind: 'dismissed', from: end }] };
  }

  /** Waits that nobody ended until now and that need not be followed any longer. `growsFor` ms: how long the charge for a late notice grows. */
  overdue(now: number, growsFor: number, view: LateView): readonly ViolationFact[] {
    return [...this.#waits.values()].flatMap((wait) => {
      const end = this.#latest(wait, growsFor, view.rules);
      return end <= now ? (this.#fact(wait, end, view) ?? []) : [];
    });
  }

  /** When `overdue` has something new after `now`, ms; Infinity for never. */
  nextAt(now: number, growsFor: number, rules: RulePack): number {
    return [...this.#waits.values()].map((wait) => this.#latest(wait, growsFor, rules)).reduce((first, at) => (at > now ? Math.min(first, at) : first), Infinity);
  }

  /** It is on record, or excused for good. */
  forget(seq: number): void {
    for (const [id, wait] of this.#waits) if (wait.seq === seq) this.#waits.delete(id);
  }

  #latest({ due, isNotice, runs }: LateWait, growsFor: number, rules: RulePack): number {
    return isNotice ? timeAfter(scheduleFor(rules, runs), due, Math.max(growsFor, 1)) : due + LATEST_MS;
  }

  #breached(entry: EntryOf<'wait.breached'>, view: LateView): void {
    const { conversation } = entry;
    const record = conversation && view.conversation(conversation);
    if (conversation === undefined || record === undefined || this.#waits.has(conversation)) return;
    const { clock, since, limit, due } = entry.data;
    const person = view.responsible(conversation, record);
    const said = record.waiting.pending[0];
    this.#waits.set(conversation, {
      seq: entry.seq, conversation, clock, since, limit, due, isNotice: matterOf({ kind: record.chat.kind, matter: record.matter }) === 'notice',
      runs: view.rules.clocks.find(({ id }) => id === clock)?.runs ?? 'always',
      ...(person !== undefined && { person }), ...(said !== undefined && { said: { seq: said.seq, conversation, at: said.at } }),
    });
  }

  /** Undefined when nobody is responsible, or the time the link was down explains it. */
  #fact(wait: LateWait, end: number, { rules, outages, conversation, responsible }: LateView): ViolationFact | undefined {
    const record = conversation(wait.conversation);
    const person = wait.person ?? (record && responsible(wait.conversation, record));
    if (person === undefined) return undefined;
    const account = accountOfConversation(wait.conversation);
    const schedule = scheduleFor(rules, wait.runs);
    const spans = outages.between(account, wait.since, end);
    const down = spans.filter(({ kind }) => kind === 'link').reduce((sum, { from, to }) => sum + runBetween(schedule, from, to), 0);
    const waited = runBetween(schedule, wait.since, end);
    if (waited - down <= wait.limit) return undefined;
    return {
      id: `s${wait.seq}`, kind: wait.isNotice ? 'lateNotice' : 'lateReply', person, at: wait.due, over: waited - wait.limit, account, conversation: wait.conversation,
      evidence: [...(wait.said === undefined ? [] : [wait.said]), { seq: wait.seq, conversation: wait.conversation, at: wait.due }],
      excuses: excusesOf(spans), detail: { clock: wait.clock, limit: wait.limit, waited, until: end },
    };
  }
}
