import { useMemo } from 'react';
import type { AccountId } from '#shared/domain/ids';
import { closedAccounts, type Looker } from './seen';
import { useRegister } from './useAccounts';

/** Accounts (removed ones too) this person may not look into, the same set until it changes; `undefined` until the archive answered, and nothing is shown. */
export const useClosedAccounts = ({ role, me }: Looker): ReadonlySet<AccountId> | undefined => {
  const all = useRegister();
  // As a string: an account that only changes its state closes and opens nothing.
  const ids = useMemo(() => (all === undefined ? undefined : role === 'agent' ? [...closedAccounts(all, { role, me })].join(' ') : ''), [all, role, me]);
  return useMemo(() => (ids === undefined ? undefined : new Set((ids === '' ? [] : ids.split(' ')) as AccountId[])), [ids]); // joined above
};
