/** People who sold nothing for so many whole calendar months: found at the turn of a month, or after it. */
import { workScheduleOf } from '#shared/rules/duties/workSchedule';
import { monthOf } from '#shared/rules/presence';
import { rulesFor, type Excuse, type ViolationFact } from '#shared/rules/regulation/propose';
import { runBetween } from '#shared/rules/schedule';
import type { PersonRecord } from '../people/peopleFold';
import type { ViolationFold, ViolationView } from './violationFold';

const DAY = 86_400_000;

/** `2026-11` and -1: `2026-10`. */
export const monthPlus = (month: string, by: number): string => {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`;
};

/** When a month begins where the shifts are kept, ms. */
export const monthStart = (month: string, offsetMinutes: number): number => Date.parse(`${month}-01T00:00:00Z`) - offsetMinutes * 60_000;

/** The first moment of the month after the one `at` lies in. */
export const monthTurn = (at: number, offsetMinutes: number): number => monthStart(monthPlus(monthOf(offsetMinutes, at), 1), offsetMinutes);

/** Who never had to work in that time is excused; leave in it stands beside the proposal. */
const excusesOf = (view: ViolationView, { id }: PersonRecord, begin: number, end: number): readonly Excuse[] => {
  const work = view.workOf(id);
  const leaves = work.leaves.filter(({ from, to }) => from < end && to > begin).map(({ from, to }): Excuse => ({ kind: 'leave', from, to })).slice(-10);
  return runBetween(workScheduleOf(work), begin, end) > 0 ? leaves : [...leaves, { kind: 'offShift', covers: true }];
};

/** The newest window only: what lies further back is history. Windows of one person never overlap. */
export const noDealFacts = (fold: ViolationFold, view: ViolationView, persons: readonly PersonRecord[], now: number): readonly ViolationFact[] => {
  const last = monthPlus(monthOf(view.offset, now), -1);
  const end = monthStart(monthPlus(last, 1), view.offset);
  return rulesFor(fold.pack, 'noDeal').flatMap(({ id, months = 2 }) => {
    const first = monthPlus(last, 1 - months);
    const begin = monthStart(first, view.offset);
    return persons.filter(({ role, active }) => active && role === 'agent').flatMap((person): readonly ViolationFact[] => {
      const since = fold.deals.agentSince(person.id);
      const deal = fold.deals.last(person.id);
      const isKnown = [...fold.all()].some(([, record]) => record.rule === id && record.person === person.id && record.month >= first);
      if (isKnown || since === undefined || since.at > begin || (deal !== undefined && deal.at >= begin)) return [];
      return [{
        id: `${person.id}.${last}`, kind: 'noDeal', person: person.id, at: end - 1, excuses: excusesOf(view, person, begin, end),
        evidence: [deal ?? since].map(({ seq, at }) => ({ seq, at })), detail: { months, ...(deal !== undefined && { days: Math.floor((end - deal.at) / DAY) }) },
      }];
    });
  });
};
