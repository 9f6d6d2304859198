/**
 * Daily duties that were not done, or too late: one fact per person, day and duty, found when being late costs no more,
 * so that what was made up for in between counts. Accounts of one person are one fact.
 */
import type { ChannelKind } from '#shared/domain/account';
import { answerable, dutiesOf, dutySettledAt, dutyStanding, EVIDENCE_DAYS, type DutyStanding } from '#shared/rules/duties/dailyDuty';
import { addDays, dayStart, dayTextAt } from '#shared/rules/duties/days';
import type { DutyRule } from '#shared/rules/duties/dutyRules';
import { dayOfWork, workScheduleOf, type WorkFacts } from '#shared/rules/duties/workSchedule';
import { rulesFor, type Evidence, type Excuse, type ViolationFact } from '#shared/rules/regulation/propose';
import { runBetween } from '#shared/rules/schedule';
import { DutyRecords, type CountedItem } from '../duties/dutyRecords';
import type { Hold } from '../duties/dutyWork';
import type { AccountRecord } from '../state/accountRecords';
import type { EngineState } from '../state/engineState';
import { excusesOf } from './outages';

type Look = { readonly day: string; readonly from: number; readonly to: number; readonly after: number; readonly now: number; readonly growsFor: number };

const HOUR = 3_600_000;
/** Looked at again from so long before the desk was last seen alive: what was being written then may be missing. */
const OVERLAP_MS = 2 * HOUR;
const MOST_DAYS = 62;

/** One account that fell short, with who answers for it. */
type Short = { readonly account: AccountRecord; readonly hold: Hold; readonly standing: DutyStanding; readonly due: number; readonly settled: number; readonly items: readonly CountedItem[] };

const offsetOf = (state: EngineState): number => state.duties.offsetMinutes;

const excuses = (state: EngineState, { account, hold, due }: Short, day: string, facts: WorkFacts): readonly Excuse[] => {
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

const lateness = ({ standing, due, settled }: Short, facts: WorkFacts): number => runBetween(workScheduleOf(facts), due, standing.state === 'late' ? standing.doneAt ?? settled : settled);

const evidenceOf = ({ hold, items }: Short): readonly Evidence[] =>
  [{ seq: hold.seq, at: hold.from }, ...items.slice(0, 8).map(({ seq, at, conversation }) => ({ seq, at, conversation }))];

/** The fact of one person, day and duty; the account that is furthest behind says how late. */
const factOf = (state: EngineState, records: DutyRecords, day: string, rule: DutyRule, short: readonly [Short, ...Short[]]): ViolationFact => {
  const [{ hold: { person } }] = short;
  const facts = records.workOf(person);
  const worst = short.reduce((most, each) => (lateness(each, facts) > lateness(most, facts) ? each : most));
  const explained = short.map((each) => excuses(state, each, day, facts));
  const isWhollyExcused = explained.every((list) => list.some(({ covers }) => covers === true));
  return {
    id: `d.${person}.${day}.${rule.id}`, kind: 'missedDuty', person, over: lateness(worst, facts),
    // The end of a day is the beginning of the next one, and maybe of another month.
    at: Math.min(worst.due, dayStart(offsetOf(state), addDays(day, 1)) - 1),
    ...(short.length === 1 && { account: worst.account.id }),
    evidence: short.flatMap(evidenceOf).slice(0, 40),
    excuses: [...new Map(explained.flat().map(({ covers, ...excuse }) => [`${excuse.kind}${excuse.from}`, { ...excuse, ...(covers === true && isWhollyExcused && { covers }) }])).values()].slice(0, 20),
    detail: {
      duty: rule.title['zh-CN'], ...(rule.title.en !== undefined && { dutyEn: rule.title.en }), dutyClause: rule.clause, day, accounts: short.map(({ account }) => account.name).join('、'),
      done: worst.standing.done, needed: worst.standing.needed, isLate: worst.standing.state === 'late',
    },
  };
};

/** What one account fell short of on a day; undefined for one that did its duty, or is not settled between the two times. */
const shortOf = (state: EngineState, records: DutyRecords, look: Look, account: AccountRecord, holds: readonly Hold[], rule: DutyRule): Short | undefined => {
  const { day, from, to, after, now, growsFor } = look;
  const whose = answerable(holds, rule, day, (person) => records.workOf(person));
  if (whose === undefined || state.person(whose.hold.person)?.active !== true) return undefined;
  const work = records.workOf(whose.hold.person);
  const settled = dutySettledAt(whose.due, day, work, growsFor);
  if (settled <= after || settled > now) return undefined;
  const items = records.items(rule, account.id, day, from, to);
  const standing = dutyStanding(rule, day, items, work, now);
  return standing.state === 'missed' || standing.state === 'late' ? { account, ...whose, standing, settled, items } : undefined;
};

const factsOn = (state: EngineState, records: DutyRecords, look: Look, isDemonstration: (channel: ChannelKind) => boolean): readonly ViolationFact[] => {
  const found = new Map<string, { readonly rule: DutyRule; readonly short: [Short, ...Short[]] }>();
  for (const [id, all] of state.duties.work.holds()) {
    const account = state.accounts.get(id);
    const holds = all.filter((hold) => hold.from < look.to && (hold.to ?? Infinity) > look.from);
    if (account === undefined || holds.length === 0 || isDemonstration(account.channel)) continue;
    for (const rule of dutiesOf(state.duties.rulesOn(look.day), account)) {
      const short = shortOf(state, records, look, account, holds, rule);
      if (short === undefined) continue;
      const key = `${short.hold.person} ${rule.id}`;
      const known = found.get(key);
      if (known === undefined) found.set(key, { rule, short: [short] });
      else known.short.push(short);
    }
  }
  return [...found.values()].map(({ rule, short }) => factOf(state, records, look.day, rule, short));
};

/** Facts that came to be settled after `lookedAt` (ms, 0 = not since it was started) and by `now`. Demonstration accounts have no duties. */
export const missedDutyFacts = (state: EngineState, lookedAt: number, now: number, isDemonstration: (channel: ChannelKind) => boolean): readonly ViolationFact[] => {
  const offset = offsetOf(state);
  const growsFor = state.violations.growsFor('missedDuty');
  const after = Math.max(lookedAt > 0 ? lookedAt : state.duties.work.seenUpTo - OVERLAP_MS, now - MOST_DAYS * 24 * HOUR);
  const records = new DutyRecords(state);
  const facts: ViolationFact[] = [];
  const today = dayTextAt(offset, now);
  for (let day = addDays(dayTextAt(offset, after), -EVIDENCE_DAYS - 1); day <= today; day = addDays(day, 1)) {
    const look: Look = { day, from: dayStart(offset, day), to: dayStart(offset, addDays(day, 1)), after, now, growsFor };
    facts.push(...factsOn(state, records, look, isDemonstration));
  }
  return facts;
};

/** Duties are looked at every full hour: when the next look is, ms. */
export const nextDutyLook = ({ violations, duties }: EngineState, lookedAt: number): number => {
  const isAsked = rulesFor(violations.pack, 'missedDuty').length > 0 && [...duties.work.holds()].some(([, holds]) => holds.length > 0);
  return isAsked ? (Math.floor(lookedAt / HOUR) + 1) * HOUR : Infinity;
};
