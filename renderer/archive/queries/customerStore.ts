import type { ArchiveDb } from '../schema/db';
import type { CustomerRow } from '../schema/customerRows';
import { noRows, RowStore, type KeptRows, type Schedule } from './rowStore';

/** A burst is shown together: a table needs no more than this. */
const TOGETHER_MS = 50;

export type Customers = KeptRows<CustomerRow>;

export const noCustomers: Customers = noRows;

const together: Schedule = (run) => {
  const timer = setTimeout(run, TOGETHER_MS);
  return () => clearTimeout(timer);
};

/** All customer files of one database in memory; they are no part of what the writer tells. */
export class CustomerStore extends RowStore<CustomerRow> {
  constructor(db: ArchiveDb, announce: () => void) {
    super({ db, table: db.customers, announce, schedule: together });
  }
}
