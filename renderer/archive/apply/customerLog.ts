import type { CustomerId } from '#shared/domain/ids';
import type { Json } from '#shared/domain/json';
import type { Entry } from '#shared/ledger/entry';
import type { WorkingSet } from './workingSet';

/** A line of a file's history. At most one per entry and file. */
export const logCustomer = (work: WorkingSet, entry: Entry, customer: CustomerId, data: Json, action?: string): void => {
  const by = entry.actor.kind === 'person' ? entry.actor.id : undefined;
  work.customerLog.push({ customer, back: -entry.seq, at: entry.at, type: entry.type, data, ...(by !== undefined && { by }), ...(action !== undefined && { action }) });
};
