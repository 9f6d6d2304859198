import type { CustomerId } from '#shared/domain/ids';
import type { FollowUpRow } from '../schema/rows';
import { useLive } from './useLive';

const byDue = (a: FollowUpRow, b: FollowUpRow): number => a.due - b.due || (a.id < b.id ? -1 : 1);

/** Plans about these files: open ones first, earliest due first; ended ones after, latest first. */
export const useFollowUpsOf = (ids: readonly CustomerId[]): readonly FollowUpRow[] | undefined =>
  useLive(`followUps ${ids.join(' ')}`, async (db) => {
    const rows = await db.followUps.where('customer').anyOf([...ids]).toArray();
    const open = rows.filter((row) => row.status === 'open').sort(byDue);
    return [...open, ...rows.filter((row) => row.status !== 'open').sort((a, b) => (b.ended?.at ?? 0) - (a.ended?.at ?? 0))];
  });

/** Every open plan of the company, earliest due first. */
export const useOpenFollowUps = (): readonly FollowUpRow[] | undefined =>
  useLive('followUps open', async (db) => (await db.followUps.toArray()).filter((row) => row.status === 'open').sort(byDue));
