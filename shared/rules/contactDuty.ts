/** Whether a customer is contacted as often as the company promised itself. Pure; days are `contactDays`. */
import { dayOf, monthEndOf, monthStartOf, startOfDay } from './contactDays';
import type { CustomerPolicy } from './customerPolicy';

const DAY_MS = 86_400_000;
/** A first week missed is shown as long as this, then it is history. */
const MISSED_SHOWN_MS = 30 * DAY_MS;

export type ContactFacts = {
  /** Earliest message, ms; 0 = none. */
  readonly firstAt: number;
  readonly grade?: string;
  readonly starred: boolean;
  /** Days on which we wrote, any channel, ascending. */
  readonly days: readonly number[];
};

/** `done` of `due` contacts (days on which we wrote) until `by`, ms; `missed` once `by` has passed without them. */
export type ContactDuty = { readonly kind: 'newcomer' | 'regular'; readonly clause: string; readonly done: number; readonly due: number; readonly by: number; readonly missed: boolean };

const within = (days: readonly number[], from: number, before: number): number => days.filter((day) => day >= from && day < before).length;

/** The duty that counts now; nothing for who is neither new nor to be contacted regularly. */
export const contactDuty = (facts: ContactFacts, policy: CustomerPolicy, now: number): ContactDuty | undefined => {
  const { newcomers, regulars } = policy;
  const isRegular = (facts.grade !== undefined && regulars.grades.includes(facts.grade)) || (regulars.starred && facts.starred);
  if (isRegular) {
    const [from, end] = [monthStartOf(now), monthEndOf(now)];
    return { kind: 'regular', clause: regulars.clause, done: within(facts.days, from, end), due: regulars.times, by: startOfDay(end), missed: false };
  }
  const by = facts.firstAt + newcomers.days * DAY_MS;
  if (facts.firstAt === 0 || now > by + MISSED_SHOWN_MS) return undefined;
  const done = within(facts.days, dayOf(facts.firstAt), dayOf(by) + 1);
  const missed = now > by && done < newcomers.times;
  return now > by && !missed ? undefined : { kind: 'newcomer', clause: newcomers.clause, done, due: newcomers.times, by, missed };
};

/** Still something to do. */
export const isOwed = (duty: ContactDuty | undefined): boolean => duty !== undefined && duty.done < duty.due;
