import type { CustomerFieldRow } from '../schema/customerRows';
import { useLive } from './useLive';

/** The company's own fields in the order they were made; retired ones too. */
export const useCustomerFields = (): readonly CustomerFieldRow[] | undefined =>
  useLive('customerFields', async (db) => (await db.customerFields.toArray()).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)));
