import type { CustodyPolicy } from '#shared/domain/custody';
import type { PersonId } from '#shared/domain/ids';
import { profileBreaches, rotationOf, type NicknameFacts, type ProfileBreach, type Rotation } from '#shared/rules/custody';
import { monthOf } from '#shared/rules/presence';
import type { AbsenceRow, AccountRow } from '../../archive/schema/accountRows';
import type { PersonRow } from '../../archive/schema/personRows';

/** What custody is judged by, the same for every account. */
export type CustodyGrounds = {
  readonly policy: CustodyPolicy; readonly people: ReadonlyMap<PersonId, PersonRow>; readonly company: string | null;
  /** Absences of this month. */
  readonly absences: readonly AbsenceRow[]; readonly now: number;
};

export type Custody = { readonly holder?: string; readonly rotation: Rotation; readonly breaches: readonly ProfileBreach[]; readonly absences: readonly AbsenceRow[] };

/** What the words of a nickname pattern are on this account. */
export const nicknameFacts = (row: AccountRow, grounds: Pick<CustodyGrounds, 'people' | 'company'>): NicknameFacts => ({
  company: grounds.company ?? undefined, name: row.held === undefined ? undefined : grounds.people.get(row.held.person)?.name,
  phone: row.policy?.profile?.phone, department: row.policy?.profile?.department,
});

/** How one account stands: its holder, the age of its secrets, its profile, this month's absences. */
export const custodyOf = (row: AccountRow, grounds: CustodyGrounds): Custody => ({
  ...(row.held !== undefined && { holder: grounds.people.get(row.held.person)?.name ?? row.held.person }),
  rotation: row.removed ? { state: 'none' } : rotationOf(row, grounds.policy, grounds.now),
  breaches: row.removed ? [] : profileBreaches(row.policy?.profile, {
    isKnown: row.self !== undefined || row.nickname !== undefined, nickname: row.nickname, avatar: row.avatar?.blob ?? row.avatar?.ref,
  }, nicknameFacts(row, grounds)),
  absences: grounds.absences.filter(({ account }) => account === row.id),
});

/** The secrets are due, or soon. */
export const isDue = ({ rotation }: Custody): boolean => rotation.state === 'soon' || rotation.state === 'overdue';

/** When the month of `now` began, where the shifts are kept, ms. */
export const monthStart = (offsetMinutes: number, now: number): number => Date.parse(`${monthOf(offsetMinutes, now)}-01T00:00:00Z`) - offsetMinutes * 60_000;

/** Something the administrator has to mend. */
export const isFaulty = (custody: Custody): boolean => custody.breaches.length > 0 || isDue(custody);
