import { useMemo } from 'react';
import type { CustomerId } from '#shared/domain/ids';
import type { FollowUpRow } from '../schema/customerRows';
import { seenConversations, seenCustomer, type Looker } from './seen';
import { useClosedAccounts } from './useClosedAccounts';
import { useConversations } from './useConversations';
import { useLive } from './useLive';

const byDue = (a: FollowUpRow, b: FollowUpRow): number => a.due - b.due || (a.id < b.id ? -1 : 1);

/** Plans about these files: open ones first, earliest due first; ended ones after, latest first. */
export const useFollowUpsOf = (ids: readonly CustomerId[]): readonly FollowUpRow[] | undefined =>
  useLive(`followUps ${ids.join(' ')}`, async (db) => {
    const rows = await db.followUps.where('customer').anyOf([...ids]).toArray();
    const open = rows.filter((row) => row.status === 'open').sort(byDue);
    return [...open, ...rows.filter((row) => row.status !== 'open').sort((a, b) => (b.ended?.at ?? 0) - (a.ended?.at ?? 0))];
  });

/** Every open plan this person may work on (all, unless an agent looks), earliest due first. */
export const useOpenFollowUps = (looker: Looker): readonly FollowUpRow[] | undefined => {
  const all = useLive('followUps open', async (db) => (await db.followUps.toArray()).filter((row) => row.status === 'open').sort(byDue));
  const { rows } = useConversations();
  const closed = useClosedAccounts(looker);
  const { me } = looker;
  return useMemo(() => {
    if (all === undefined || closed === undefined || closed.size === 0) return closed && all;
    const isSeen = seenCustomer(seenConversations(rows, closed, me), closed);
    return all.filter(({ customer }) => isSeen(customer));
  }, [all, rows, closed, me]);
};
