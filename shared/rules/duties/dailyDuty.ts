/** Daily duties of accounts: which are due on a day, for whom, and how they stand. Pure; times in ms. */
import { minutesOf } from '../schedule';
import { dayStart } from './days';
import type { DutyRule, DutyRules } from './dutyRules';
import { dayOfWork, type OffReason, type WorkFacts } from './workSchedule';

const MINUTE = 60_000;

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
  const offset = facts.plans.at(-1)?.calendar.offsetMinutes ?? 480;
  const by = rule.by === undefined ? undefined : dayStart(offset, day) + minutesOf(rule.by) * MINUTE;
  // A time before the holder's day begins would make it late at once.
  return by === undefined || by <= first[0] ? last[1] : by;
};

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
