/**
 * Late replies on record, and answers that history tells of only later (somebody wrote on the phone while the desk was
 * off): the earliest such answer decides how late it really was.
 */
import { accountOfConversation, remoteMessageIdOf } from '#shared/domain/ids';
import type { Entry, EntryData, EntryOf } from '#shared/ledger/entry';
import { isDropped } from '#shared/rules/regulation/monthTotals';
import type { Evidence } from '#shared/rules/regulation/propose';
import type { RulePack } from '#shared/rules/rulePack';
import { runBetween, scheduleOf } from '#shared/rules/schedule';
import type { Outages } from './outages';
import type { Retold, ViolationRecord, ViolationRecords } from './violationRecords';

type News = EntryData<'violation.retold'>;
export type RetoldWaitsJson = readonly (readonly [string, News])[];

type Told = EntryOf<'message.received'>;
export type RetoldView = { readonly records: ViolationRecords; readonly rules: RulePack; readonly outages: Outages };

export class RetoldWaits {
  readonly #told: Map<string, News>;

  constructor(json: RetoldWaitsJson = []) { this.#told = new Map(json); }

  /** Found and not on record yet; what was decided meanwhile is not withdrawn. */
  pending(records: ViolationRecords): readonly Retold[] {
    return [...this.#told.values()].map((data) => ({
      data, ...(data.over === undefined && records.get(data.violation)?.state === 'proposed' && { refutedBy: 'answeredInTime' as const }),
    }));
  }
  toJson(): RetoldWaitsJson { return [...this.#told]; }

  apply(entry: Entry, view: RetoldView): void {
    if (entry.type === 'violation.retold' || entry.type === 'violation.dismissed') this.#told.delete(entry.data.violation);
    if (entry.type !== 'message.received' || entry.data.direction !== 'out' || entry.conversation === undefined) return;
    for (const [id, record] of view.records.waitsOf(entry.conversation)) {
      const news = newsOf(id, record, entry, view);
      if (news !== undefined && !this.#isKnown(id, entry.data.at)) this.#told.set(id, news);
    }
  }

  #isKnown(id: string, at: number): boolean {
    return (this.#told.get(id)?.evidence[0]?.at ?? Infinity) <= at;
  }
}

/** Undefined where the message was no answer to that wait, or not before the one on record. */
const newsOf = (violation: string, record: ViolationRecord, entry: Told, { records, rules, outages }: RetoldView): News | undefined => {
  const { wait } = record;
  const { at, id } = entry.data;
  if (wait === undefined || isDropped(record) || at < wait.since || at >= wait.until || entry.conversation === undefined) return undefined;
  const evidence: Evidence = { seq: entry.seq, conversation: entry.conversation, message: remoteMessageIdOf(entry.conversation, id), at };
  const schedule = scheduleOf(rules.clocks.find((clock) => clock.id === wait.clock)?.runs ?? 'always', rules.calendar, rules.shifts);
  const down = outages.between(accountOfConversation(entry.conversation), wait.since, at).filter(({ kind }) => kind === 'link');
  const waited = runBetween(schedule, wait.since, at) - down.reduce((sum, { from, to }) => sum + runBetween(schedule, from, to), 0);
  const isInTime = at <= record.at || waited <= wait.limit;
  const over = isInTime ? undefined : Math.min(record.over ?? Infinity, runBetween(schedule, record.at, at));
  const fen = records.fenFor(record, over);
  return { violation, evidence: [evidence], ...(over !== undefined && { over: Math.round(over) }), ...(fen !== undefined && { fen }) };
};
