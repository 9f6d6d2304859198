import type { AccountRow } from '../schema/accountRows';
import { useLive } from './useLive';

/** Accounts on the rail, oldest first; removed ones are left out. */
export const useAccounts = (): readonly AccountRow[] | undefined =>
  useLive('accounts', async (db) => {
    const rows = await db.accounts.toArray();
    return rows.filter((row) => !row.removed).sort((a, b) => a.addedAt - b.addedAt || (a.id < b.id ? -1 : 1));
  });
