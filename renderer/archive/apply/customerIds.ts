/** Which customer rows an entry may read or change. */
import type { CustomerId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import type { WorkingSet } from './workingSet';

const unique = <T>(all: readonly T[]): readonly T[] => [...new Set(all)];

export const actionsIn = (entries: readonly Entry[]): readonly string[] =>
  unique(entries.flatMap((entry) => (entry.type === 'customer.changed' || entry.type === 'customer.imported' || entry.type === 'customer.reverted' ? [entry.data.action] : [])));

export const plansIn = (entries: readonly Entry[]): readonly string[] =>
  unique(entries.flatMap((entry) => (entry.type.startsWith('followUp.') && 'id' in entry.data ? [String(entry.data.id)] : [])));

export const fieldsIn = (entries: readonly Entry[]): readonly string[] =>
  unique(entries.flatMap((entry) => (entry.type === 'customer.fieldRetired' ? [entry.data.field] : entry.type === 'customer.fieldDefined' ? [entry.data.field.id] : [])));

export const segmentsIn = (entries: readonly Entry[]): readonly string[] =>
  unique(entries.flatMap((entry) => (entry.type === 'segment.removed' ? [entry.data.segment] : entry.type === 'segment.saved' ? [entry.data.segment.id] : [])));

/** Files named; of an action taken back those it changed, where it was made before this batch (else its own entries name them). */
export const filesNamed = (entry: Entry, work: WorkingSet): readonly CustomerId[] => {
  switch (entry.type) {
    case 'customer.merged': return [entry.data.into, ...entry.data.from];
    case 'customer.split': case 'customer.changed': return entry.data.customers;
    case 'customer.distinguished': return [entry.data.customer, entry.data.other];
    case 'customer.imported': return entry.data.rows.map((row) => row.customer);
    case 'customer.reverted': return work.customerActions.get(entry.data.action)?.before.map((one) => one.customer) ?? [];
    // A complaint changes no file.
    case 'complaint.recorded': return [];
    default: return 'customer' in entry.data && entry.data.customer !== undefined ? [entry.data.customer] : [];
  }
};
