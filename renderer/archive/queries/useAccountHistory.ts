import { Dexie } from 'dexie';
import type { AccountId } from '#shared/domain/ids';
import type { AccountStatusRow } from '../schema/accountRows';
import { useLive } from './useLive';

/** The newest `limit` changes of state of an account, newest first. */
export const useAccountHistory = (id: AccountId, limit: number): readonly AccountStatusRow[] | undefined =>
  useLive(`history ${id} ${limit}`, (db) =>
    db.accountStatus.where('[account+back]').between([id, Dexie.minKey], [id, Dexie.maxKey]).limit(limit).toArray());
