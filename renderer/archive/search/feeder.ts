import type { ArchiveDb, TimelineKey } from '../schema/db';
import type { JournalRow, TimelineRow } from '../schema/timelineRows';
import { breathe } from './breathe';
import { docOfLine } from './lineDoc';
import type { DocKey } from './searchDoc';
import { UNFILLED, type SearchStep, type SearchStore } from './searchStore';

/** Lines read at a time while the index is made. */
const PAGE = 1000;
/** Batches of the archive read at a time: a question waits while they are unpacked. */
const JOURNAL_PAGE = 2;
/** A question waits for no more lines than go in within that time, ms; on a quiet machine that is the most, which costs least. */
const GOAL_MS = 8;
const LEAST = 50;
const MOST = 500;

const keyOf = ([conversation, back, backSeq]: TimelineKey): DocKey => ({ conversation, place: -back, seq: -backSeq });

export type FeedProgress = (docs: number) => void;

/**
 * Keeps the index in step with the archive. Reads the archive only; what changed since is in its journal, and where
 * the journal does not reach back (first start, archive made anew) every line is read once. Every step may be
 * repeated; a crash between two of them costs nothing but time.
 */
export class Feeder {
  /** Lines put in at a time while others write and ask. */
  private slice: number;

  constructor(private readonly db: ArchiveDb, private readonly store: SearchStore, private readonly progress: FeedProgress = () => undefined, private readonly most = MOST) {
    this.slice = Math.min(LEAST, most);
  }

  /** Whether the index can be asked as it is; what it lacks comes with `catchUp`. */
  async isOpen(): Promise<boolean> {
    const archive = await this.archive();
    return archive !== '' && this.store.fits(archive) && this.store.cursor !== UNFILLED;
  }

  /** Resolves when the index holds what the archive held when it was last looked at. Rejects with what IndexedDB or SQLite say. */
  async catchUp(): Promise<void> {
    const archive = await this.archive();
    if (archive === '') return;
    if (!this.store.fits(archive)) await this.fill(archive);
    while (await this.step(archive)) await breathe();
  }

  /** Every line once, into an empty index. The journal goes on meanwhile: what changes during the filling is done again from it. */
  private async fill(archive: string): Promise<void> {
    this.store.create(archive);
    const from = await this.archiveCursor();
    let after: TimelineKey | undefined;
    let docs = 0;
    for (;;) {
      const page: readonly TimelineRow[] = await (after === undefined ? this.db.timeline.orderBy(':id') : this.db.timeline.where(':id').above(after)).limit(PAGE).toArray();
      const last = page.at(-1);
      if (last === undefined) break;
      const found = page.flatMap((row) => docOfLine(row) ?? []);
      this.store.stage(found);
      docs += found.length;
      this.progress(docs);
      after = [last.conversation, last.back, last.backSeq];
      await breathe();
    }
    let rested = performance.now();
    for (const _ of this.store.settle(from)) {
      if (performance.now() - rested < GOAL_MS) continue;
      await breathe();
      rested = performance.now();
    }
  }

  /** One stretch of the journal; false when there is nothing more. */
  private async step(archive: string): Promise<boolean> {
    const { cursor } = this.store;
    if (cursor === UNFILLED) {
      await this.fill(archive);
      return true;
    }
    if (cursor === await this.archiveCursor()) return false;
    const records = await this.db.journal.where('cursor').above(cursor).limit(JOURNAL_PAGE).toArray();
    const [first] = records;
    if (first === undefined || first.after > cursor) {
      // An archive that was made anew, or a pause longer than the journal.
      await this.fill(archive);
      return true;
    }
    await this.take(records);
    return true;
  }

  /** Small records together, large ones in slices: the index stands at a record when all of it is in. */
  private async take(records: readonly JournalRow[]): Promise<void> {
    let steps: SearchStep[] = [];
    let lines = 0;
    let { cursor } = this.store;
    for (const { docs, gone, cursor: reached } of records) {
      for (let at = 0; at === 0 || at < docs.length;) {
        if (lines >= this.slice) {
          await this.apply(steps, cursor);
          steps = [];
          lines = 0;
        }
        const some = docs.slice(at, at + this.slice - lines);
        steps.push({ docs: some, gone: at === 0 ? gone.map(keyOf) : [] });
        lines += some.length + (at === 0 ? gone.length : 0);
        at += Math.max(1, some.length);
      }
      cursor = reached;
    }
    await this.apply(steps, cursor);
  }

  private async apply(steps: readonly SearchStep[], cursor: number): Promise<void> {
    const start = performance.now();
    this.store.apply(steps, cursor);
    const pace = Math.min(2, Math.max(0.5, GOAL_MS / Math.max(1, performance.now() - start)));
    this.slice = Math.max(Math.min(LEAST, this.most), Math.min(this.most, Math.round(this.slice * pace)));
    do await breathe();
    while (this.store.merge());
  }

  /** The ledger it is made from; '' while there is none. */
  private async archive(): Promise<string> {
    return String((await this.db.meta.get('ledger'))?.value ?? '');
  }

  private async archiveCursor(): Promise<number> {
    return Number((await this.db.meta.get('cursor'))?.value ?? 0);
  }
}
