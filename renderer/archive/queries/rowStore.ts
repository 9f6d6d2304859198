import type { Table } from 'dexie';
import type { ArchiveDb } from '../schema/db';
import type { ChangedRows } from '../worker/messages';
import { followChanges } from './changeFeed';
import { followQuery } from './followQuery';

/** Runs something once, soon. Returns the undoing. */
export type Schedule = (run: () => void) => () => void;

export type KeptRows<Row> = {
  /** In no particular order; another array only when something changed. */
  readonly rows: readonly Row[];
  /** False until everything was loaded once. */
  readonly ready: boolean;
};

export const noRows: KeptRows<never> = { rows: [], ready: false };

export type RowSource<Row extends { readonly id: string }> = {
  readonly db: ArchiveDb;
  /** With an index on `touched`. */
  readonly table: Table<Row, Row['id']>;
  readonly announce: () => void;
  /** When what changed is announced. */
  readonly schedule: Schedule;
  /** Rows of this table among those the writer tells; without it changes are always read. */
  readonly told?: (rows: ChangedRows) => readonly Row[];
};

/** All rows of one table in memory: one bulk load, then only what changed since, a burst announced together. */
export class RowStore<Row extends { readonly id: string; readonly touched: number }> {
  private readonly byId = new Map<string, Row>();
  private snapshot: KeptRows<Row> = noRows;
  private last = -1;
  private cancel: (() => void) | undefined;
  private stopFollowing: () => void = () => undefined;

  constructor(private readonly source: RowSource<Row>) {}

  /**
   * Begins to follow: what the writer of that generation tells, or without one what a live query finds. Again when
   * that changed. Call `close` when nobody looks any more.
   */
  open(feed?: number): void {
    this.stopFollowing();
    const { db, told } = this.source;
    const take = (rows: readonly Row[]): void => this.merge(rows);
    if (feed !== undefined && told !== undefined) {
      const patch = (last: readonly Row[], changed: ChangedRows): readonly Row[] => {
        const rows = told(changed);
        return rows.length === 0 ? last : rows;
      };
      this.stopFollowing = followChanges(db, feed, { read: () => this.readChanged(), patch }, take);
      return;
    }
    this.stopFollowing = followQuery(() => this.readChanged(), take);
  }

  close(): void {
    this.stopFollowing();
    this.cancel?.();
  }

  current(): KeptRows<Row> {
    return this.snapshot;
  }

  private readChanged(): Promise<readonly Row[]> {
    const { table } = this.source;
    // The first read is by primary key: cheaper than through the index when every row is wanted.
    return this.last < 0 ? table.toArray() : table.where('touched').above(this.last).toArray();
  }

  private merge(rows: readonly Row[]): void {
    const isFirst = !this.snapshot.ready;
    this.last = Math.max(this.last, 0);
    for (const row of rows) {
      this.byId.set(row.id, row);
      this.last = Math.max(this.last, row.touched);
    }
    if (isFirst) this.publish();
    else if (rows.length > 0) this.cancel ??= this.source.schedule(() => this.publish());
  }

  private publish(): void {
    this.cancel = undefined;
    this.snapshot = { rows: [...this.byId.values()], ready: true };
    this.source.announce();
  }
}
