import type { AccountId } from '#shared/domain/ids';
import type { AccountRow } from '../schema/accountRows';
import { useRegister } from './useAccounts';

/** One account, removed or not: its conversations stay readable. */
export const useAccount = (id: AccountId | undefined): AccountRow | undefined => useRegister()?.find((account) => account.id === id);
