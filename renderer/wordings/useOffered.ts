import { useMemo } from 'react';
import type { AccountId } from '#shared/domain/ids';
import { isOffered } from '#shared/domain/wording';
import { useWordings } from '../archive/queries/useWordings';
import type { WordingRow } from '../archive/schema/wordingRows';
import { useMe } from '../state/session';

const none: readonly WordingRow[] = [];

/**
 * Wording this person may pick for this account (of any where it is left out) at the moment `isAsked` turns true: of
 * all shops, of this one, their own; none that expired. A removed account's own wording stays with it.
 */
export const useOffered = (isAsked: boolean, account: AccountId | undefined): readonly WordingRow[] => {
  const rows = useWordings();
  const person = useMe();
  return useMemo(() => {
    const now = Date.now();
    return isAsked ? (rows ?? none).filter((row) => isOffered(row, { account, person, now })) : none;
  }, [rows, isAsked, account, person]);
};
