import type { AccountRow } from '../schema/accountRows';
import { keptLive } from './keptLive';

/** Every account there ever was, oldest first, and those still on the rail. */
export const keptAccounts = keptLive(async (db) => {
  const all: readonly AccountRow[] = (await db.accounts.toArray()).sort((a, b) => a.addedAt - b.addedAt || (a.id < b.id ? -1 : 1));
  return { all, listed: all.filter((row) => !row.removed) };
});

/** Accounts on the rail, oldest first; removed ones are left out. */
export const useAccounts = (): readonly AccountRow[] | undefined => keptAccounts.useAnswer()?.listed;

/** Every account there ever was, oldest first; removed ones too: the register forgets nothing. */
export const useRegister = (): readonly AccountRow[] | undefined => keptAccounts.useAnswer()?.all;
