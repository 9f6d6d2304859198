/** When people work, as the archive knows it: plans of the company, patterns, single days, leave. */
import type { PersonId } from '#shared/domain/ids';
import type { PlanVersion, WorkFacts } from '#shared/rules/duties/workSchedule';
import type { ArchiveDb } from '../schema/db';
import type { LeaveRow, ShiftRow } from '../schema/dutyRows';
import type { RulePackRow } from '../schema/deskRows';
import { defaultRulePack } from './rulePack';
import { useLive } from './useLive';

/** Facts of everybody; who was never given anything works the company's plan. */
export type WorkBook = { readonly offsetMinutes: number; readonly of: (person: string | undefined) => WorkFacts; readonly shifts: readonly ShiftRow[]; readonly leaves: readonly LeaveRow[] };

const plansOf = (packs: readonly RulePackRow[]): readonly PlanVersion[] => [
  { savedAt: 0, calendar: defaultRulePack.calendar, shifts: defaultRulePack.shifts },
  ...[...packs].sort((a, b) => a.savedAt - b.savedAt || a.version - b.version).map(({ savedAt, pack }) => ({ savedAt, calendar: pack.calendar, shifts: pack.shifts })),
];

/** Pure. `shifts` in any order. */
export const workBookOf = (packs: readonly RulePackRow[], shifts: readonly ShiftRow[], leaves: readonly LeaveRow[]): WorkBook => {
  const plans = plansOf(packs);
  const ordered = [...shifts].sort((a, b) => b.back - a.back);
  const known = new Map<string, WorkFacts>();
  const of = (person: string | undefined): WorkFacts => {
    const before = known.get(person ?? '');
    if (before !== undefined) return before;
    const own = ordered.filter((row) => row.person === person);
    const made: WorkFacts = {
      plans,
      patterns: own.flatMap((row) => (row.kind === 'pattern' ? [{ from: row.from, pattern: row.pattern }] : [])),
      days: own.flatMap((row) => (row.kind === 'day' ? [{ day: row.day, spans: row.spans }] : [])),
      leaves: leaves.filter((row) => row.person === person && row.state === 'approved').map(({ from, to }) => ({ from, to })),
    };
    known.set(person ?? '', made);
    return made;
  };
  return { offsetMinutes: plans.at(-1)?.calendar.offsetMinutes ?? 480, of, shifts: ordered, leaves };
};

export const readWorkBook = async (db: ArchiveDb): Promise<WorkBook> => {
  const [packs, shifts, leaves] = await Promise.all([db.rulePacks.toArray(), db.shifts.toArray(), db.leaves.toArray()]);
  return workBookOf(packs, shifts, leaves);
};

export const useWorkBook = (): WorkBook | undefined => useLive('workBook', readWorkBook);

/** Leave of everybody, newest beginning first. */
export const useLeaves = (): readonly LeaveRow[] | undefined =>
  useLive('leaves', async (db) => (await db.leaves.orderBy('from').reverse().toArray()));

/** Leave of one person, newest beginning first. */
export const useLeavesOf = (person: PersonId | undefined): readonly LeaveRow[] | undefined =>
  useLive(`leaves ${person}`, async (db) => (person === undefined ? [] : (await db.leaves.where('person').equals(person).toArray()).sort((a, b) => b.from - a.from)));
