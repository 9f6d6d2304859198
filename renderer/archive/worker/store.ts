import type { LedgerRange } from '#shared/ipc/archiveRoutes';
import { foldBatch, numberIn, type Batch, type Folded, type Keeping } from '../apply/foldBatch';
import { RowCache } from '../apply/rowCache';
import { NATIVE_VERSION, type ArchiveDb } from '../schema/db';

/** One open archive database with its cursor. */
export class Store {
  private readonly cache = new RowCache();

  private constructor(readonly db: ArchiveDb, private at: number, private caughtUp: boolean) {}

  get cursor(): number {
    return this.at;
  }
  /** Had once reached the head of its ledger: what is missing since is merely new. */
  get complete(): boolean {
    return this.caughtUp;
  }

  /** Opens what is there; `undefined` when it is no archive of this ledger (missing, of another shape, another's, ahead, broken). */
  static async open(db: ArchiveDb, range: LedgerRange): Promise<Store | undefined> {
    try {
      if (await isOtherShape(db)) return undefined;
      await db.open();
      const ledger = (await db.meta.get('ledger'))?.value;
      const cursor = await numberIn(db, 'cursor');
      if (ledger !== range.ledger || cursor > range.head || await isBeforeErasure(db, range)) return undefined;
      return new Store(db, cursor, await numberIn(db, 'complete') === 1);
    } catch {
      // Whatever is wrong with it, it can be made again; if nothing can be made, `create` says so.
      return undefined;
    }
  }

  /** Deletes what bears that name and makes an empty archive of this ledger, as far as `cursor`. */
  static async create(db: ArchiveDb, { ledger, erasures = 0 }: Pick<LedgerRange, 'ledger' | 'erasures'>, cursor = 0): Promise<Store> {
    db.close({ disableAutoOpen: false });
    await db.delete({ disableAutoOpen: false });
    await db.open();
    await db.meta.bulkPut([{ key: 'ledger', value: ledger }, { key: 'cursor', value: cursor }, { key: 'erasures', value: erasures }]);
    return new Store(db, cursor, false);
  }

  /** See `foldBatch`; `cursor` counts it from here on. */
  async fold(batch: Batch, keeping: Pick<Keeping, 'onFolded' | 'upcoming'> = {}): Promise<Folded> {
    const folded = await foldBatch(this.db, batch, this.cache, { ...keeping, isKept: this.caughtUp });
    this.at = folded.cursor;
    return folded;
  }

  /** Folds and writes. */
  async apply(batch: Batch): Promise<void> {
    await (await this.fold(batch)).written;
  }

  async markComplete(): Promise<void> {
    if (this.caughtUp) return;
    await this.db.meta.put({ key: 'complete', value: 1 });
    this.caughtUp = true;
  }

  close(): void {
    this.db.close({ disableAutoOpen: true });
  }
}

/** Something was lawfully erased since it was begun: rows of it may still be here. */
export const isBeforeErasure = async (db: ArchiveDb, { erasures = 0 }: LedgerRange): Promise<boolean> => await numberIn(db, 'erasures') !== erasures;

/** Dexie would patch it to our stores, with rows of another meaning: look before opening. */
const isOtherShape = async (db: ArchiveDb): Promise<boolean> => {
  const known = await indexedDB.databases();
  return known.some(({ name, version }) => name === db.name && version !== undefined && version !== NATIVE_VERSION);
};
