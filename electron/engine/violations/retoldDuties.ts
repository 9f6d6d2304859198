/**
 * Duties put up as missed, looked at again while their days can still be told: history that comes later may show that
 * they were done. Told anew only when they were done earlier than is on record.
 */
import type { ChannelKind } from '#shared/domain/account';
import type { PersonId } from '#shared/domain/ids';
import { dayTextAt } from '#shared/rules/duties/days';
import { groupBy } from '#shared/rules/groupBy';
import { isDropped } from '#shared/rules/regulation/monthTotals';
import { DAYS_TOLD } from '../duties/dutyWork';
import type { EngineState } from '../state/engineState';
import { byPersonAndDuty, DutyDays, dutyFactId, itemsAsEvidence, type JudgedDuty } from './judgedDuties';
import type { Retold, ViolationRecord } from './violationRecords';

type OnRecord = readonly [violation: string, record: ViolationRecord];

const DAY_MS = 86_400_000;

/** Those that stand or may, by the day they are about. */
const onRecord = (state: EngineState, now: number): ReadonlyMap<string, readonly OnRecord[]> =>
  groupBy([...state.violations.all()].filter(([id, record]) => id.includes(':d.') && record.at > now - DAYS_TOLD * DAY_MS && record.over !== undefined && !isDropped(record)),
    ([, { at }]) => dayTextAt(state.duties.offsetMinutes, at));

/** An account that is gone tells nothing any more: what was missed on it stays missed. */
const hasLostAccount = (state: EngineState, person: PersonId): boolean =>
  [...state.duties.work.holds()].some(([id, holds]) => state.accounts.get(id) === undefined && holds.some((hold) => hold.person === person));

const retold = (state: EngineState, [violation, record]: OnRecord, judged: readonly JudgedDuty[]): readonly Retold[] => {
  if (judged.some(({ standing }) => standing.state === 'missed')) return [];
  const over = judged.every(({ standing }) => standing.state === 'done') ? undefined : Math.max(...judged.map((each) => each.over));
  const evidence = judged.flatMap(itemsAsEvidence).slice(0, 40);
  if ((over !== undefined && over >= (record.over ?? 0)) || evidence.length === 0) return [];
  const fen = state.violations.fenFor(record, over);
  return [{ data: { violation, evidence, ...(over !== undefined && { over }), ...(fen !== undefined && { fen }) }, ...(over === undefined && record.state === 'proposed' && { refutedBy: 'dutyDone' as const }) }];
};

/** What is to be told anew by now; nothing of it is on record yet. */
export const retoldDuties = (state: EngineState, now: number, isDemonstration: (channel: ChannelKind) => boolean): readonly Retold[] => {
  const byDay = onRecord(state, now);
  if (byDay.size === 0) return [];
  const days = new DutyDays(state, isDemonstration);
  return [...byDay].flatMap(([day, records]) => byPersonAndDuty(days.owed(day)).flatMap((owed) => {
    const [{ hold: { person }, rule }] = owed;
    const known = records.filter(([id]) => id.endsWith(`:${dutyFactId(person, day, rule.id)}`));
    if (known.length === 0 || hasLostAccount(state, person)) return [];
    const judged = owed.map((each) => days.judge(each, day, now));
    return known.flatMap((each) => retold(state, each, judged));
  }));
};
