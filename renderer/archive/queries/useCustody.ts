import { Dexie } from 'dexie';
import { custodyPolicySchema, type CustodyPolicy } from '#shared/domain/custody';
import type { AccountId } from '#shared/domain/ids';
import shipped from '../../../resources/rules/custody.json';
import type { AbsenceRow, CustodyFactRow } from '../schema/accountRows';
import { useLive } from './useLive';

/** What a company begins with. */
export const defaultCustodyPolicy: CustodyPolicy = custodyPolicySchema.parse(shipped);

const parsed = (value: unknown): CustodyPolicy => (typeof value === 'string' ? custodyPolicySchema.parse(JSON.parse(value)) : defaultCustodyPolicy);

/** Reminders and limits in force. */
export const useCustodyPolicy = (): CustodyPolicy =>
  useLive('custody policy', async (db) => parsed((await db.meta.get('custodyPolicy'))?.value)) ?? defaultCustodyPolicy;

/** The newest `limit` lines of an account's register, newest first. */
export const useCustodyFacts = (id: AccountId, limit: number): readonly CustodyFactRow[] | undefined =>
  useLive(`custody ${id} ${limit}`, (db) => db.custodyFacts.where('[account+back]').between([id, Dexie.minKey], [id, Dexie.maxKey]).limit(limit).toArray());

/** Absences that began at `from` (ms) or later, newest first. */
export const useAbsences = (from: number): readonly AbsenceRow[] | undefined =>
  useLive(`absences ${from}`, async (db) => (await db.absences.where('from').aboveOrEqual(from).toArray()).sort((a, b) => b.from - a.from));
