/** What only time tells: nobody writes an entry when a deadline passes, so the fold is asked at its moment, or after it. */
import type { ViolationFact } from '#shared/rules/regulation/propose';
import type { EngineState } from '../state/engineState';
import { monthTurn, noDealFacts } from './noDeals';
import { violationView } from './violationView';

/** Everything due by `now`; what is on record already is among it and is left out by its id. */
export const deadlineFacts = (state: EngineState, now: number): readonly ViolationFact[] => {
  const { violations } = state;
  const view = violationView(state);
  return [
    ...violations.late.overdue(now, violations.growsFor('lateNotice'), { conversation: view.conversation, responsible: view.responsible, rules: view.rules, outages: violations.outages }),
    ...violations.notices.overdue(now, violations.growsFor('lateNotice'), view.workOf).filter(({ person }) => state.person(person)?.active === true),
    ...noDealFacts(violations, state.persons, now, view.offset),
  ];
};

/** When there may be something new, ms. */
export const nextDeadline = ({ violations, duties, rules: { pack } }: EngineState, now: number): number => {
  const growth = violations.growsFor('lateNotice');
  return Math.min(
    violations.late.nextAt(now, growth, pack), violations.notices.nextAt(now, growth, (person) => duties.workFacts(person)), monthTurn(now, pack.calendar.offsetMinutes),
  );
};
