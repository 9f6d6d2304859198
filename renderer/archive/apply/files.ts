import type { AccountId, ContactId, CustomerId } from '#shared/domain/ids';
import type { CustomerRow } from '../schema/customerRows';
import type { WorkingSet } from './workingSet';

/** The file of a customer, opened on first use. `name` stays empty until a peer tells it. */
export const ensureCustomer = (work: WorkingSet, id: CustomerId, account: AccountId, contact: ContactId, seq: number): CustomerRow => {
  const known = work.customers.get(id);
  if (known !== undefined) return known;
  const row: CustomerRow = { id, account, contact, name: '', stage: 'potential', tags: [], firstAt: 0, touched: seq, conversations: [] };
  work.customers.put(row);
  return row;
};

/** The file an entry names; parses our own `account/contact`. */
export const fileOf = (work: WorkingSet, id: CustomerId, seq: number): CustomerRow => {
  const slash = id.indexOf('/');
  const account = id.slice(0, slash) as AccountId; // our own format
  const contact = id.slice(slash + 1) as ContactId; // our own format
  return ensureCustomer(work, id, account, contact, seq);
};
