import type { ArchiveDb, TimelineKey } from '../schema/db';
import type { JournalRow, TimelineRow } from '../schema/rows';
import { docOfLine } from './lineDoc';
import type { DocKey, SearchDoc } from './searchDoc';
import { UNFILLED, type SearchStore } from './searchStore';

/** Lines read and indexed at a time: a query waits for no more than one of these. */
const PAGE = 1000;
const JOURNAL_PAGE = 64;

const keyOf = ([conversation, back, backSeq]: TimelineKey): DocKey => ({ conversation, place: -back, seq: -backSeq });
const docsOf = (rows: readonly (TimelineRow | undefined)[]): readonly SearchDoc[] => rows.flatMap((row) => (row === undefined ? [] : docOfLine(row) ?? []));

/** Lets a waiting query in. */
const breathe = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 0); });

export type FeedProgress = (docs: number) => void;

/**
 * Keeps the index in step with the archive. Reads the archive only; what changed since is in its journal, and where
 * the journal does not reach back (first start, archive made anew) every line is read once. Every step may be
 * repeated; a crash between two of them costs nothing but time.
 */
export class Feeder {
  constructor(private readonly db: ArchiveDb, private readonly store: SearchStore, private readonly progress: FeedProgress = () => undefined) {}

  /** Resolves when the index holds what the archive held when it was last looked at. Rejects with what IndexedDB or SQLite say. */
  async catchUp(): Promise<void> {
    const archive = String((await this.db.meta.get('ledger'))?.value ?? '');
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
      const found = docsOf(page);
      this.store.stage(found);
      docs += found.length;
      this.progress(docs);
      after = [last.conversation, last.back, last.backSeq];
      await breathe();
    }
    for (const _ of this.store.settle(from)) await breathe();
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

  private async take(records: readonly JournalRow[]): Promise<void> {
    const keys = new Map<string, TimelineKey>();
    for (const record of records) for (const key of [...record.lines, ...record.gone]) keys.set(key.join('\n'), key);
    const wanted = [...keys.values()];
    const cursor = records.at(-1)?.cursor ?? this.store.cursor;
    for (let at = 0; at < wanted.length; at += PAGE) {
      const part = wanted.slice(at, at + PAGE);
      const rows = await this.db.timeline.bulkGet([...part]);
      const gone = part.filter((_, place) => rows[place] === undefined).map(keyOf);
      const isLast = at + PAGE >= wanted.length;
      this.store.apply({ docs: docsOf(rows), gone, cursor: isLast ? cursor : this.store.cursor });
      if (!isLast) await breathe();
    }
    if (wanted.length === 0) this.store.apply({ docs: [], gone: [], cursor });
  }

  private async archiveCursor(): Promise<number> {
    return Number((await this.db.meta.get('cursor'))?.value ?? 0);
  }
}
