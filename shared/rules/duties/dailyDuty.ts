/** Daily duties of accounts: which are due on a day, for whom, and how they stand. Pure; times in ms. */
import { minutesOf, timeAfter } from '../schedule';
import { addDays, dayStart } from './days';
import type { DutyRule, DutyRules } from './dutyRules';
import { dayOfWork, workScheduleOf, type OffReason, type WorkFacts } from './workSchedule';

const MINUTE = 60_000;
/** So many days back evidence is taken; it counts as late then. */
export const EVIDENCE_DAYS = 7;

const offsetOf = ({ plans }: WorkFacts): number => plans.at(-1)?.calendar.offsetMinutes ?? 480;

/** `late` = done after its time; `missed` = its time is over and it is not done; `notDue` = the holder does not work that day. */
export type DutyState = 'open' | 'done' | 'late' | 'missed' | 'notDue';

/** One thing that counts towards a duty, from the records or by hand. `times` of one, `at` = when it was done. */
export type DutyItem = { readonly at: number; readonly times: number };

export type DutyStanding = {
  readonly rule: DutyRule;
  readonly state: DutyState;
  readonly done: number;
  readonly needed: number;
  /** Absent when it is not due. */
  readonly due?: number;
  /** When the last one needed was done. */
  readonly doneAt?: number;
  /** Why it is not due. */
  readonly off?: OffReason;
};

export type DutyAccount = { readonly id: string; readonly channel: string };

/** The duties an account has by the rules. */
export const dutiesOf = (rules: DutyRules, account: DutyAccount): readonly DutyRule[] =>
  rules.duties.filter((rule) => rule.isOn
    && (rule.channels.length === 0 || rule.channels.includes(account.channel))
    && (rule.accounts.length === 0 || rule.accounts.some((id) => id === account.id)));

/** By when a duty of that day is due: its own time, or the end of the holder's last shift; undefined when they do not work. */
export const dutyDue = (rule: DutyRule, day: string, facts: WorkFacts): number | undefined => {
  const { spans } = dayOfWork(facts, day);
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const by = rule.by === undefined ? undefined : dayStart(offsetOf(facts), day) + minutesOf(rule.by) * MINUTE;
  // A time before the holder's day begins would make it late at once.
  return by === undefined || by <= first[0] ? last[1] : by;
};

/**
 * When a duty that was due at `due` needs no more following: being late costs no more (`growsFor` ms of the holder's own
 * working time), or no evidence for the day is taken any more.
 */
export const dutySettledAt = (due: number, day: string, facts: WorkFacts, growsFor: number): number =>
  Math.min(timeAfter(workScheduleOf(facts), due, Math.max(growsFor, 1)), dayStart(offsetOf(facts), addDays(day, EVIDENCE_DAYS + 1)));

/** How a duty stands. `items` in any order; what is undone is left out by the caller. */
export const dutyStanding = (rule: DutyRule, day: string, items: readonly DutyItem[], facts: WorkFacts, now: number): DutyStanding => {
  const ordered = [...items].sort((a, b) => a.at - b.at);
  const done = ordered.reduce((sum, { times }) => sum + times, 0);
  let left = rule.times;
  let doneAt: number | undefined;
  for (const { at, times } of ordered) {
    left -= times;
    if (left <= 0 && doneAt === undefined) doneAt = at;
  }
  const due = dutyDue(rule, day, facts);
  const head = { rule, done, needed: rule.times, ...(doneAt !== undefined && { doneAt }) };
  if (due === undefined) {
    const { off } = dayOfWork(facts, day);
    return { ...head, state: doneAt === undefined ? 'notDue' : 'done', ...(off !== undefined && { off }) };
  }
  if (doneAt !== undefined) return { ...head, due, state: doneAt <= due ? 'done' : 'late' };
  return { ...head, due, state: now > due ? 'missed' : 'open' };
};

export type HolderFact = { readonly at: number; readonly type: string; readonly person?: string };

/** Who held an account at a moment, by its register in ledger order (`account.issued`, `account.returned`). */
export const holderAt = (facts: readonly HolderFact[], at: number): string | undefined => {
  const last = facts.findLast((fact) => fact.at <= at && (fact.type === 'account.issued' || fact.type === 'account.returned'));
  return last?.type === 'account.issued' ? last.person : undefined;
};

/** One person's time with an account; `to` is absent while it lasts. */
export type Hold = { readonly person: string; readonly from: number; readonly to?: number };

/** The times an account was held, oldest first, by its register in ledger order. */
export const holdsOf = (facts: readonly HolderFact[]): readonly Hold[] => facts.reduce<readonly Hold[]>((holds, { type, at, person }) => {
  if (type !== 'account.issued' && type !== 'account.returned') return holds;
  const ended = holds.map((hold) => (hold.to === undefined ? { ...hold, to: at } : hold));
  return type === 'account.issued' && person !== undefined ? [...ended, { person, from: at }] : ended;
}, []);

/** Who answers for a duty of a day: the last one that held the account when their own time for it was over. `holds` oldest first. */
export const answerable = <One extends Hold>(holds: readonly One[], rule: DutyRule, day: string, workOf: (person: One['person']) => WorkFacts): { readonly hold: One; readonly due: number } | undefined => {
  for (const hold of holds.toReversed()) {
    const due = dutyDue(rule, day, workOf(hold.person));
    if (due !== undefined && hold.from < due && (hold.to ?? Infinity) >= due) return { hold, due };
  }
  return undefined;
};
