/**
 * Daily duties that were not done, or too late: one fact per person, day and duty, found when being late costs no more,
 * so that what was made up for in between counts. Accounts of one person are one fact.
 */
import type { ChannelKind } from '#shared/domain/account';
import { EVIDENCE_DAYS } from '#shared/rules/duties/dailyDuty';
import { addDays, dayStart, dayTextAt } from '#shared/rules/duties/days';
import { dayOfWork, workScheduleOf, type WorkFacts } from '#shared/rules/duties/workSchedule';
import { rulesFor, type Excuse, type ViolationFact } from '#shared/rules/regulation/propose';
import { runBetween } from '#shared/rules/schedule';
import type { EngineState } from '../state/engineState';
import { byPersonAndDuty, DutyDays, dutyFactId, itemsAsEvidence, type JudgedDuty } from './judgedDuties';
import { excusesOf } from './outages';

const HOUR = 3_600_000;
/** Looked at again from so long before the desk was last seen alive: what was being written then may be missing. */
const OVERLAP_MS = 2 * HOUR;
const MOST_DAYS = 62;

const offsetOf = (state: EngineState): number => state.duties.offsetMinutes;

const excuses = (state: EngineState, { account, hold, due }: JudgedDuty, day: string, facts: WorkFacts): readonly Excuse[] => {
  const [first] = dayOfWork(facts, day).spans;
  const from = first?.[0] ?? due;
  const spans = state.violations.outages.between(account.id, from, due);
  const schedule = workScheduleOf(facts);
  const off = spans.filter(({ kind }) => kind === 'desk').reduce((sum, span) => sum + runBetween(schedule, span.from, span.to), 0);
  const isAllOff = off > 0 && off >= runBetween(schedule, from, due);
  return [
    // A day the desk did not run at all is an absence, and nothing is known of it.
    ...(isAllOff ? [{ kind: 'deskOff', from, to: due, covers: true } as const] : excusesOf(spans)),
    ...facts.leaves.filter((leave) => leave.from < dayStart(offsetOf(state), addDays(day, 1)) && leave.to > dayStart(offsetOf(state), day)).map((leave): Excuse => ({ kind: 'leave', ...leave })),
    ...(hold.from > from ? [{ kind: 'newHolder', from: hold.from } as const] : []),
  ];
};

/** The fact of one person, day and duty; the account that is furthest behind says how late. */
const factOf = (state: EngineState, day: string, facts: WorkFacts, short: readonly [JudgedDuty, ...JudgedDuty[]]): ViolationFact => {
  const [{ hold: { person }, rule }] = short;
  const worst = short.reduce((most, each) => (each.over > most.over ? each : most));
  const explained = short.map((each) => excuses(state, each, day, facts));
  const isWhollyExcused = explained.every((list) => list.some(({ covers }) => covers === true));
  return {
    id: dutyFactId(person, day, rule.id), kind: 'missedDuty', person, over: worst.over,
    // The end of a day is the beginning of the next one, and maybe of another month.
    at: Math.min(worst.due, dayStart(offsetOf(state), addDays(day, 1)) - 1),
    ...(short.length === 1 && { account: worst.account.id }),
    evidence: short.flatMap((each) => [{ seq: each.hold.seq, at: each.hold.from }, ...itemsAsEvidence(each)]).slice(0, 40),
    excuses: [...new Map(explained.flat().map(({ covers, ...excuse }) => [`${excuse.kind}${excuse.from}`, { ...excuse, ...(covers === true && isWhollyExcused && { covers }) }])).values()].slice(0, 20),
    detail: {
      duty: rule.title['zh-CN'], ...(rule.title.en !== undefined && { dutyEn: rule.title.en }), dutyClause: rule.clause, day, accounts: short.map(({ account }) => account.name).join('、'),
      done: worst.standing.done, needed: worst.standing.needed, isLate: worst.standing.state === 'late',
    },
  };
};

/** Facts that came to be settled after `lookedAt` (ms, 0 = not since it was started) and by `now`. Demonstration accounts have no duties. */
export const missedDutyFacts = (state: EngineState, lookedAt: number, now: number, isDemonstration: (channel: ChannelKind) => boolean): readonly ViolationFact[] => {
  const offset = offsetOf(state);
  const after = Math.max(lookedAt > 0 ? lookedAt : state.duties.work.seenUpTo - OVERLAP_MS, now - MOST_DAYS * 24 * HOUR);
  const days = new DutyDays(state, isDemonstration);
  const facts: ViolationFact[] = [];
  const today = dayTextAt(offset, now);
  for (let day = addDays(dayTextAt(offset, after), -EVIDENCE_DAYS - 1); day <= today; day = addDays(day, 1)) {
    const short = days.owed(day).filter(({ hold, settled }) => settled > after && settled <= now && state.person(hold.person)?.active === true)
      .map((owed) => days.judge(owed, day, now)).filter(({ standing }) => standing.state === 'missed' || standing.state === 'late');
    for (const each of byPersonAndDuty(short)) facts.push(factOf(state, day, days.workOf(each[0].hold.person), each));
  }
  return facts;
};

/** Duties are looked at every full hour: when the next look is, ms. */
export const nextDutyLook = ({ violations, duties }: EngineState, lookedAt: number): number => {
  const isAsked = rulesFor(violations.pack, 'missedDuty').length > 0 && [...duties.work.holds()].some(([, holds]) => holds.length > 0);
  return isAsked ? (Math.floor(lookedAt / HOUR) + 1) * HOUR : Infinity;
};
