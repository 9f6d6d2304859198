import type { CustomerId } from '#shared/domain/ids';
import type { CustomerRow } from '../schema/customerRows';
import { useLive } from './useLive';

export const useCustomer = (id: CustomerId | undefined): CustomerRow | undefined =>
  useLive(`customer ${id}`, async (db) => (id === undefined ? undefined : db.customers.get(id)));
