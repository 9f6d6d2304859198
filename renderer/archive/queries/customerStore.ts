import { liveQuery, type Subscription } from 'dexie';
import type { CustomerId } from '#shared/domain/ids';
import type { ArchiveDb } from '../schema/db';
import type { CustomerRow } from '../schema/rows';

/** A burst is shown together: a table needs no more than this. */
const TOGETHER_MS = 50;

export type Customers = {
  /** In no particular order; another array only when something changed. */
  readonly rows: readonly CustomerRow[];
  readonly ready: boolean;
};

export const noCustomers: Customers = { rows: [], ready: false };

/** All customer files of one database in memory: one bulk load, then only what changed since, a burst shown together. */
export class CustomerStore {
  private readonly byId = new Map<CustomerId, CustomerRow>();
  private snapshot = noCustomers;
  private last = -1;
  private cancel: (() => void) | undefined;
  private subscription: Subscription | undefined;

  constructor(private readonly db: ArchiveDb, private readonly announce: () => void) {}

  /** Begins to follow. Call `close` when nobody looks any more. */
  open(): void {
    this.subscription = liveQuery(() => this.readChanged()).subscribe({ next: (rows) => this.merge(rows), error: () => undefined });
  }
  close(): void {
    this.subscription?.unsubscribe();
    this.cancel?.();
  }
  current(): Customers {
    return this.snapshot;
  }

  private readChanged(): Promise<readonly CustomerRow[]> {
    return this.last < 0 ? this.db.customers.toArray() : this.db.customers.where('touched').above(this.last).toArray();
  }

  private merge(rows: readonly CustomerRow[]): void {
    const isFirst = !this.snapshot.ready;
    this.last = Math.max(this.last, 0);
    for (const row of rows) {
      this.byId.set(row.id, row);
      this.last = Math.max(this.last, row.touched);
    }
    if (isFirst) this.publish();
    else if (rows.length > 0) this.cancel ??= this.later();
  }

  private later(): () => void {
    const timer = setTimeout(() => this.publish(), TOGETHER_MS);
    return () => clearTimeout(timer);
  }

  private publish(): void {
    this.cancel = undefined;
    this.snapshot = { rows: [...this.byId.values()], ready: true };
    this.announce();
  }
}
