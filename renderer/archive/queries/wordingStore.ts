import type { WordingId } from '#shared/domain/ids';
import type { ArchiveDb } from '../schema/db';
import type { WordingCountRow, WordingRow } from '../schema/wordingRows';
import { followQuery } from './followQuery';

export type WordingShelf = {
  /** All in force, by category and title; expired ones too. */
  readonly rows: readonly WordingRow[];
  readonly counts: ReadonlyMap<WordingId, WordingCountRow>;
};

const collator = new Intl.Collator('zh');

const order = (a: WordingRow, b: WordingRow): number =>
  collator.compare(a.category.join('/'), b.category.join('/')) || collator.compare(a.title, b.title) || (a.id < b.id ? -1 : 1);

const readRows = async (db: ArchiveDb): Promise<readonly WordingRow[]> => (await db.wordings.toArray()).filter((row) => row.removedAt === undefined).sort(order);

/**
 * All wording of one database in memory, read once for every composer: opening a conversation reads none of it. A
 * use changes the counts only; rows stay the same objects until their words change.
 */
export class WordingStore {
  private shelf: WordingShelf | undefined;
  private rows: readonly WordingRow[] | undefined;
  private counts: WordingShelf['counts'] = new Map();
  private stops: readonly (() => void)[] = [];

  constructor(private readonly db: ArchiveDb, private readonly announce: () => void) {}

  open(): void {
    this.stops = [
      followQuery(() => readRows(this.db), (found) => this.set(found, this.counts)),
      followQuery(() => this.db.wordingCounts.toArray(), (found) => this.set(this.rows, new Map(found.map((row) => [row.id, row])))),
    ];
  }

  close(): void {
    for (const stop of this.stops) stop();
  }

  /** `undefined` until the first answer. */
  current(): WordingShelf | undefined {
    return this.shelf;
  }

  private set(rows: readonly WordingRow[] | undefined, counts: WordingShelf['counts']): void {
    this.rows = rows;
    this.counts = counts;
    if (rows === undefined) return;
    this.shelf = { rows, counts };
    this.announce();
  }
}
