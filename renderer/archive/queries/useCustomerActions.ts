import type { CustomerActionRow } from '../schema/customerRows';
import { useLive } from './useLive';

/** What was done to many customers at once, newest first. */
export const useCustomerActions = (): readonly CustomerActionRow[] | undefined =>
  useLive('customerActions', async (db) => (await db.customerActions.toArray()).sort((a, b) => b.at - a.at).slice(0, 100));
