import type { AccountId } from '#shared/domain/ids';
import type { AccountRow } from '../schema/accountRows';
import { useLive } from './useLive';

/** One account, removed or not: its conversations stay readable. */
export const useAccount = (id: AccountId | undefined): AccountRow | undefined =>
  useLive(`account ${id}`, async (db) => (id === undefined ? undefined : db.accounts.get(id)));
