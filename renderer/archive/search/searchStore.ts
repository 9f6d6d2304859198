import type { Database, PreparedStatement, Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import { accountOfConversation, type ConversationId } from '#shared/domain/ids';
import type { Fold } from '#shared/text/fold';
import { ChunkTimes, type Chunk } from './chunkTimes';
import { LineWriter, type LineRow } from './lineWriter';
import { packText } from './packText';
import type { DocKey, SearchDoc } from './searchDoc';
import { findHits, WINDOW, type Searching } from './searchRun';
import type { SearchQuery } from './searchQuery';
import { mergedByHand, SEARCH_SHAPE, searchSchema } from './searchSchema';
import type { CharacterReadings } from './spelled';
import { StagedLines } from './stagedLines';

/** Lines put into the index at a time while it is made: a question waits for no more than one of these. */
const SETTLE = 500;
/** Pages of terms merged in one piece, and the lines after which a piece is due: a line's terms are written some five times over. */
const MERGE_PAGES = 16;
const MERGE_LINES = 32;

/** What a change of the archive brings: lines that are gone, then lines as they stand now (known ones are replaced). */
export type SearchStep = { readonly docs: readonly SearchDoc[]; readonly gone: readonly DocKey[] };

/**
 * The search index in one SQLite database. A projection of the archive's lines: `apply` moves the cursor in the same
 * transaction as the terms, so a crash leaves the index as it was before the step. Not for two writers.
 */
export class SearchStore {
  private readonly statements = new Map<string, PreparedStatement>();
  private readonly convs = new Map<string, number>();
  private readonly persons = new Map<string, number>();
  private readonly chunks = new ChunkTimes();
  /** Chunks that the transaction under way made wider. */
  private readonly widened = new Map<number, Chunk>();
  private writer: LineWriter | undefined;
  private staged: StagedLines | undefined;
  /** Whose lines these are, once that is known. */
  private archive: string | undefined;
  private docs = 0;
  /** Lines put in or taken out for which nothing was merged yet. */
  private unmerged = 0;
  /** No line has a higher id. */
  private lastId = -1;
  /** Set when somebody asks by pinyin. */
  readings: CharacterReadings | undefined;

  constructor(private readonly wasm: Sqlite3Static['wasm'], private readonly db: Database, private readonly fold: Fold) {
    // A write-ahead log is synced when it is folded in, not at every step: on a busy disk a question would wait for that.
    db.exec('PRAGMA page_size=8192; PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=2000; PRAGMA cache_size=-48000; PRAGMA temp_store=MEMORY;');
  }

  /** True when the database is an index of this shape over that archive; it can then be asked. */
  fits(archive: string): boolean {
    if (this.archive === archive) return true;
    if (this.db.selectValue("SELECT count(*) FROM sqlite_schema WHERE name='meta'") !== 1) return false;
    if (this.meta('shape') !== SEARCH_SHAPE || this.meta('archive') !== archive) return false;
    this.db.exec(mergedByHand);
    this.load();
    this.archive = archive;
    return true;
  }

  /** Empties the database and makes the tables anew. */
  create(archive: string): void {
    this.archive = undefined;
    this.finalizeAll();
    this.staged = undefined;
    const names = this.db.selectValues("SELECT name FROM sqlite_schema WHERE type='table' AND name IN ('meta','conv','person','chunk','doc','term')");
    this.db.transaction(() => {
      for (const name of names) this.db.exec(`DROP TABLE "${String(name)}"`);
      this.db.exec(searchSchema);
      this.db.exec(mergedByHand);
      this.setMeta('shape', SEARCH_SHAPE);
      this.setMeta('archive', archive);
      this.setMeta('cursor', UNFILLED);
    });
    this.db.exec('VACUUM');
    this.load();
    this.archive = archive;
  }

  /** Seq of the ledger up to which lines are in the index; `UNFILLED` while the first filling goes on. */
  get cursor(): number {
    return Number(this.meta('cursor') ?? 0);
  }

  /** These steps in their order and the cursor, all or nothing. Idempotent: a line that is there already is replaced. */
  apply(steps: readonly SearchStep[], cursor: number): void {
    this.change(() => {
      for (const { docs, gone } of steps) {
        for (const key of gone) this.remove(key);
        // FTS5 writes a block whenever ids go backwards.
        for (const doc of docs.toSorted((a, b) => a.seq - b.seq)) {
          this.remove({ seq: doc.seq });
          this.insert(this.rowOf(doc));
        }
      }
      this.setMeta('cursor', cursor);
    });
  }

  /** Merges one piece of what is due for the lines put in so far; false when nothing is. A question waits for no more than this. */
  merge(): boolean {
    if (this.unmerged < MERGE_LINES) return false;
    this.unmerged -= MERGE_LINES;
    const before = this.db.changes(true);
    this.run("INSERT INTO term(term, rank) VALUES('merge', ?)", [MERGE_PAGES]);
    // FTS5's own sign that there was nothing to merge.
    if (this.db.changes(true) - before < 2) this.unmerged = 0;
    return true;
  }

  /** Lines of an index that is being made, in any order; nothing of them is found yet. */
  stage(docs: readonly SearchDoc[]): void {
    this.staged ??= new StagedLines();
    const { staged } = this;
    this.change(() => { for (const doc of docs) staged.add(this.rowOf(doc)); });
  }

  /** Puts what was staged into the index, some lines or some merging with every step, the newest last; then the index stands at `cursor`. */
  * settle(cursor: number): Generator<void> {
    for (const rows of this.staged?.inOrder(SETTLE) ?? []) {
      this.change(() => { for (const row of rows) this.insert(row); });
      do {
        yield;
      } while (this.merge());
    }
    this.staged = undefined;
    this.change(() => this.setMeta('cursor', cursor));
    this.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  /** Exactly the lines that fit, with pauses in which the index may change; what is found stands as it did when it was looked at. */
  searching(query: SearchQuery, window = WINDOW): Searching {
    return findHits({ db: this.db, fold: this.fold, chunks: this.chunks, statement: (sql) => this.statement(sql), readings: this.readings, window }, query);
  }

  /** Bytes of the database and how many lines it holds. */
  size(): { readonly bytes: number; readonly docs: number } {
    return { bytes: Number(this.db.selectValue('PRAGMA page_count')) * Number(this.db.selectValue('PRAGMA page_size')), docs: this.docs };
  }

  close(): void {
    this.staged = undefined;
    this.finalizeAll();
    this.db.close();
  }

  /** One transaction. What is kept in memory is read anew after one that failed. */
  private change(step: () => void): void {
    try {
      this.db.transaction(() => {
        const before = this.docs;
        step();
        for (const { id, first, last } of this.widened.values()) this.run('INSERT OR REPLACE INTO chunk(id,first,last) VALUES(?,?,?)', [id, first, last]);
        if (this.docs !== before) this.setMeta('docs', this.docs);
      });
      this.widened.clear();
    } catch (error) {
      this.load();
      throw error;
    }
  }

  private load(): void {
    this.convs.clear();
    this.persons.clear();
    this.widened.clear();
    this.chunks.load(this.db.selectObjects('SELECT id,first,last FROM chunk ORDER BY id') as Chunk[]); // the columns named here
    this.docs = Number(this.meta('docs') ?? 0);
    this.lastId = Number(this.db.selectValue('SELECT max(id) FROM doc') ?? -1);
  }

  private rowOf({ seq, conversation, bits, person, place, text }: SearchDoc): LineRow {
    return { id: seq, conv: this.convOf(conversation), bits, person: person === undefined ? null : this.personOf(person), at: place, text: packText(this.fold.fold(text).replace(/ {2,}/gu, ' ')) };
  }

  private insert(row: LineRow): void {
    this.writer ??= new LineWriter(this.wasm, this.db);
    this.writer.put(row);
    const chunk = this.chunks.widen(row.id, row.at);
    if (chunk !== undefined) this.widened.set(chunk.id, chunk);
    this.lastId = Math.max(this.lastId, row.id);
    this.docs += 1;
    this.unmerged += 1;
  }

  /** A line that stands elsewhere by now is left where it is. */
  private remove({ seq, conversation, place }: Partial<DocKey> & Pick<DocKey, 'seq'>): void {
    if (seq > this.lastId) return;
    const known = this.statement('SELECT conv,at,text FROM doc WHERE id=?').bind([seq]);
    const row = known.step() ? known.get([]) as unknown as readonly [number, number, Uint8Array] : undefined; // the columns named above
    known.reset();
    if (row === undefined) return;
    const [conv, at, text] = row;
    if (place !== undefined && (place !== at || this.knownConv(conversation ?? '') !== conv)) return;
    this.writer ??= new LineWriter(this.wasm, this.db);
    this.writer.removeTerms(seq, conv, text);
    this.run('DELETE FROM doc WHERE id=?', [seq]);
    this.docs -= 1;
    this.unmerged += 1;
  }

  private knownConv(name: string): number | undefined {
    const known = this.convs.get(name);
    if (known !== undefined) return known;
    const id = this.value('SELECT id FROM conv WHERE name=?', [name]);
    if (typeof id !== 'number') return undefined;
    this.convs.set(name, id);
    return id;
  }

  private convOf(name: ConversationId): number {
    const known = this.knownConv(name);
    if (known !== undefined) return known;
    this.run('INSERT INTO conv(name,account) VALUES(?,?)', [name, accountOfConversation(name)]);
    return this.knownConv(name) ?? 0;
  }

  private personOf(name: string): number {
    const known = this.persons.get(name) ?? this.value('SELECT id FROM person WHERE name=?', [name]);
    if (typeof known === 'number') {
      this.persons.set(name, known);
      return known;
    }
    this.run('INSERT INTO person(name) VALUES(?)', [name]);
    return this.personOf(name);
  }

  private meta(key: string): unknown {
    return this.value('SELECT value FROM meta WHERE key=?', [key]);
  }
  private setMeta(key: string, value: string | number): void {
    this.run('INSERT OR REPLACE INTO meta(key,value) VALUES(?,?)', [key, value]);
  }

  private statement(sql: string): PreparedStatement {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    const made = this.db.prepare(sql);
    this.statements.set(sql, made);
    return made;
  }
  private run(sql: string, bind: readonly (string | number)[]): void {
    this.statement(sql).bind([...bind]).stepReset();
  }
  private value(sql: string, bind: readonly (string | number)[]): unknown {
    const statement = this.statement(sql).bind([...bind]);
    const found = statement.step() ? statement.get(0) : undefined;
    statement.reset();
    return found;
  }
  private finalizeAll(): void {
    this.writer?.close();
    this.writer = undefined;
    for (const statement of this.statements.values()) statement.finalize();
    this.statements.clear();
  }
}

/** Cursor of an index whose first filling was not finished. */
export const UNFILLED = -1;
