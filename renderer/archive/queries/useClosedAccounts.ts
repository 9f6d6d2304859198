import type { AccountId } from '#shared/domain/ids';
import { closedAccounts, type Looker } from './seen';
import { useLive } from './useLive';

const none: ReadonlySet<AccountId> = new Set();

/** Accounts (removed ones too) this person may not look into; `undefined` until the archive answered, and nothing is shown. */
export const useClosedAccounts = (looker: Looker): ReadonlySet<AccountId> | undefined =>
  useLive(`closed ${looker.role} ${looker.me}`, async (db) => (looker.role === 'agent' ? closedAccounts(await db.accounts.toArray(), looker) : none));
