/** What only time tells: nobody writes an entry when a deadline passes, so the fold is asked at its moment, or after it. */
import type { ChannelKind } from '#shared/domain/account';
import type { ViolationFact } from '#shared/rules/regulation/propose';
import type { EngineState } from '../state/engineState';
import { missedDutyFacts, nextDutyLook } from './missedDuties';
import { monthTurn, noDealFacts } from './noDeals';
import { violationView } from './violationView';

export type Deadlines = {
  /** When deadlines were looked at last, ms; 0 = not since the start. */
  readonly lookedAt: number;
  readonly now: number;
  readonly isDemonstration: (channel: ChannelKind) => boolean;
};

/** Everything due by `now`; what is on record already is among it and is left out by its id. */
export const deadlineFacts = (state: EngineState, { lookedAt, now, isDemonstration }: Deadlines): readonly ViolationFact[] => {
  const { violations } = state;
  const view = violationView(state);
  return [
    ...violations.late.overdue(now, violations.growsFor('lateNotice'), { conversation: view.conversation, responsible: view.responsible, rules: view.rules, outages: violations.outages }),
    ...violations.notices.overdue(now, violations.growsFor('lateNotice'), view.workOf).filter(({ person }) => state.person(person)?.active === true),
    ...missedDutyFacts(state, lookedAt, now, isDemonstration),
    ...noDealFacts(violations, view, state.persons, now),
  ];
};

/** When there may be something new after `now`, ms. */
export const nextDeadline = (state: EngineState, now: number): number => {
  const { violations, duties, rules: { pack } } = state;
  const growth = violations.growsFor('lateNotice');
  return Math.min(
    violations.late.nextAt(now, growth, pack), violations.notices.nextAt(now, growth, (person) => duties.workFacts(person)),
    nextDutyLook(state, now), monthTurn(now, pack.calendar.offsetMinutes),
  );
};
