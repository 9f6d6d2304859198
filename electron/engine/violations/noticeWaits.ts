/** Company notices that ask for an answer, followed for everybody who owes one until it came, was waived or cannot cost more. */
import type { Deadline } from '#shared/domain/duties';
import type { PersonId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import { deadlineOf } from '#shared/rules/duties/noticeDue';
import { workScheduleOf, type WorkFacts } from '#shared/rules/duties/workSchedule';
import { runBetween, timeAfter } from '#shared/rules/schedule';
import type { ViolationFact } from '#shared/rules/regulation/propose';

type Wait = { readonly id: string; readonly seq: number; readonly at: number; readonly title: string; readonly reply: Deadline; readonly owing: readonly PersonId[] };
export type NoticeWaitsJson = readonly Wait[];
type WorkOf = (person: PersonId) => WorkFacts;

const KEPT = 2_000;

const factOf = ({ id, seq, at, title, reply }: Wait, person: PersonId, end: number, workOf: WorkOf, ending?: number): ViolationFact | undefined => {
  const facts = workOf(person);
  const due = deadlineOf(reply, at, facts);
  if (end <= due) return undefined;
  return {
    id: `n.${id}.${person}`, kind: 'lateNotice', person, at: due, over: runBetween(workScheduleOf(facts), due, end), excuses: [], detail: { notice: id, title },
    evidence: [{ seq, at }, ...(ending === undefined ? [] : [{ seq: ending, at: end }])],
  };
};

export class NoticeWaits {
  readonly #waits: Map<string, Wait>;

  constructor(json: NoticeWaitsJson = []) { this.#waits = new Map(json.map((wait) => [wait.id, wait])); }

  toJson(): NoticeWaitsJson { return [...this.#waits.values()]; }

  /** Answers that came late, and those owed for a notice taken back after its time. */
  apply(entry: Entry, workOf: WorkOf): readonly ViolationFact[] {
    switch (entry.type) {
      case 'notice.published': {
        const { notice, reply, people, title } = entry.data;
        if (reply === undefined) return [];
        const author = entry.actor.kind === 'person' ? entry.actor.id : undefined;
        this.#waits.set(notice, { id: notice, seq: entry.seq, at: entry.at, title, reply, owing: people.filter((person) => person !== author) });
        const [oldest] = this.#waits.size > KEPT ? this.#waits.keys() : [];
        if (oldest !== undefined) this.#waits.delete(oldest);
        return [];
      }
      case 'notice.replied': {
        const wait = this.#waits.get(entry.data.notice);
        const person = entry.actor.kind === 'person' ? entry.actor.id : undefined;
        if (wait === undefined || person === undefined || !wait.owing.includes(person)) return [];
        this.forget(wait.id, person);
        return [factOf(wait, person, entry.at, workOf, entry.seq)].flatMap((fact) => fact ?? []);
      }
      case 'notice.withdrawn': {
        const wait = this.#waits.get(entry.data.notice);
        this.#waits.delete(entry.data.notice);
        return wait?.owing.flatMap((person) => factOf(wait, person, entry.at, workOf) ?? []) ?? [];
      }
      default: return [];
    }
  }

  /** Answers still owed that cannot cost more than they do by now; `growsFor` ms of the person's own working time. */
  overdue(now: number, growsFor: number, workOf: WorkOf): readonly ViolationFact[] {
    return this.#each(growsFor, workOf).flatMap(({ wait, person, at }) => (at <= now ? factOf(wait, person, at, workOf) ?? [] : []));
  }

  /** When `overdue` has something new after `now`, ms. */
  nextAt(now: number, growsFor: number, workOf: WorkOf): number {
    return this.#each(growsFor, workOf).reduce((first, { at }) => (at > now ? Math.min(first, at) : first), Infinity);
  }

  /** It is on record. */
  forget(notice: string, person: PersonId): void {
    const wait = this.#waits.get(notice);
    if (wait === undefined) return;
    const owing = wait.owing.filter((each) => each !== person);
    if (owing.length === 0) this.#waits.delete(notice);
    else this.#waits.set(notice, { ...wait, owing });
  }

  #each(growsFor: number, workOf: WorkOf): readonly { readonly wait: Wait; readonly person: PersonId; readonly at: number }[] {
    return [...this.#waits.values()].flatMap((wait) => wait.owing.map((person) => {
      const facts = workOf(person);
      const due = deadlineOf(wait.reply, wait.at, facts);
      // The first moment past the deadline costs too, where nothing is added by the hour.
      return { wait, person, at: due === Infinity ? Infinity : timeAfter(workScheduleOf(facts), due, Math.max(growsFor, 1)) };
    }));
  }
}
