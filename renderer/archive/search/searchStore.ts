import type { Database, PreparedStatement } from '@sqlite.org/sqlite-wasm';
import type { Fold } from '#shared/text/fold';
import { ChunkTimes, type Chunk } from './chunkTimes';
import { conversationTerm, termsOf } from './grams';
import { packText, unpackText } from './packText';
import { bitsOf, type DocKey, type SearchDoc } from './searchDoc';
import { findHits } from './searchRun';
import type { SearchPage, SearchQuery } from './searchQuery';
import { SEARCH_SHAPE, searchSchema, stageSchema } from './searchSchema';
import type { CharacterReadings } from './spelled';

/** A database beside the index while it is made; `drop` removes it with its file. */
export type Stage = { readonly db: Database; readonly drop: () => void };

/** Lines put into the index at a time while it is made: a question waits for no more than one of these. */
const SETTLE = 2000;

/** What one step brings: lines as they stand now (known ones are replaced) and lines that are gone. */
export type SearchStep = { readonly docs: readonly SearchDoc[]; readonly gone: readonly DocKey[]; readonly cursor: number };

/**
 * The search index in one SQLite database. A projection of the archive's lines: `apply` moves the cursor in the same
 * transaction as the terms, so a crash leaves the index as it was before the step. Not for two writers.
 */
export class SearchStore {
  private readonly statements = new Map<string, PreparedStatement>();
  private readonly convs = new Map<string, number>();
  private readonly persons = new Map<string, number>();
  private readonly chunks = new ChunkTimes();
  private staged: Stage | undefined;
  /** Set when somebody asks by pinyin. */
  readings: CharacterReadings | undefined;

  constructor(private readonly db: Database, private readonly fold: Fold, private readonly openStage: () => Stage) {
    // A write-ahead log is synced when it is folded in, not at every step: on a busy disk a question would wait for that.
    db.exec('PRAGMA page_size=8192; PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=2000; PRAGMA cache_size=-48000; PRAGMA temp_store=MEMORY;');
  }

  /** True when the database is an index of this shape over that archive; it can then be asked. */
  fits(archive: string): boolean {
    if (this.db.selectValue("SELECT count(*) FROM sqlite_schema WHERE name='meta'") !== 1) return false;
    if (this.meta('shape') !== SEARCH_SHAPE || this.meta('archive') !== archive) return false;
    this.loadChunks();
    return true;
  }

  /** Empties the database and makes the tables anew. */
  create(archive: string): void {
    this.finalizeAll();
    this.dropStage();
    const names = this.db.selectValues("SELECT name FROM sqlite_schema WHERE type='table' AND name IN ('meta','conv','person','chunk','doc','term')");
    this.db.transaction(() => {
      for (const name of names) this.db.exec(`DROP TABLE "${String(name)}"`);
      this.db.exec(searchSchema);
      this.setMeta('shape', SEARCH_SHAPE);
      this.setMeta('archive', archive);
      this.setMeta('cursor', UNFILLED);
    });
    this.db.exec('VACUUM');
    this.convs.clear();
    this.persons.clear();
    this.chunks.load([]);
  }

  /** Seq of the ledger up to which lines are in the index; `UNFILLED` while the first filling goes on. */
  get cursor(): number {
    return Number(this.meta('cursor') ?? 0);
  }

  /** All or nothing. Idempotent: a line that is there already is replaced. */
  apply({ docs, gone, cursor }: SearchStep): void {
    this.change(() => {
      const counts = new Map<number, number>();
      for (const key of gone) this.remove(key, counts);
      // FTS5 writes a block whenever ids go backwards.
      for (const doc of docs.toSorted((a, b) => a.seq - b.seq)) {
        this.remove({ seq: doc.seq }, counts);
        this.insert(this.rowOf(doc), counts);
      }
      this.count(counts);
      this.setMeta('cursor', cursor);
    });
  }

  /** Lines of an index that is being made, in any order; nothing of them is found yet. */
  stage(docs: readonly SearchDoc[]): void {
    const { db } = this.openedStage();
    const put = db.prepare('INSERT INTO doc(id,conv,bits,person,at,text) VALUES(?,?,?,?,?,?)');
    try {
      this.db.transaction(() => db.transaction(() => { for (const doc of docs) put.bind(this.rowOf(doc)).stepReset(); }));
    } finally {
      put.finalize();
    }
  }

  /** Puts what was staged into the index, some lines with every step, the newest last; then the index stands at `cursor`. */
  * settle(cursor: number): Generator<number> {
    const { db } = this.openedStage();
    const order = Float64Array.from(db.selectValues('SELECT n FROM doc ORDER BY id'), Number);
    const read = db.prepare('SELECT id,conv,bits,person,at,text FROM doc WHERE n=?');
    try {
      for (let at = 0; at < order.length; at += SETTLE) {
        this.change(() => {
          const counts = new Map<number, number>();
          for (const n of order.subarray(at, at + SETTLE)) {
            if (read.bind([n]).step()) this.insert(read.get([]) as unknown as Row, counts); // the columns named above
            read.reset();
          }
          this.count(counts);
        });
        yield Math.min(at + SETTLE, order.length);
      }
    } finally {
      read.finalize();
    }
    this.dropStage();
    this.change(() => this.setMeta('cursor', cursor));
    this.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  search(query: SearchQuery): SearchPage {
    return findHits({ db: this.db, fold: this.fold, chunks: this.chunks, statement: (sql) => this.statement(sql), readings: this.readings }, query);
  }

  /** Bytes of the database and how many lines it holds. */
  size(): { readonly bytes: number; readonly docs: number } {
    const bytes = Number(this.db.selectValue('PRAGMA page_count')) * Number(this.db.selectValue('PRAGMA page_size'));
    return { bytes, docs: Number(this.db.selectValue('SELECT coalesce(sum(docs),0) FROM conv')) };
  }

  close(): void {
    this.dropStage();
    this.finalizeAll();
    this.db.close();
  }

  /** What is kept of time may be too wide after a step that failed, never too narrow; names are learnt anew. */
  private change(step: () => void): void {
    try {
      this.db.transaction(step);
    } catch (error) {
      this.convs.clear();
      this.persons.clear();
      this.loadChunks();
      throw error;
    }
  }

  private rowOf(doc: SearchDoc): Row {
    return [doc.seq, this.convOf(doc), bitsOf(doc), doc.person === undefined ? null : this.personOf(doc.person), doc.place, packText(this.fold.fold(doc.text).replace(/ +/gu, ' '))];
  }

  private insert(row: Row, counts: Map<number, number>): void {
    const [id, conv, , , at, text] = row;
    this.run('INSERT INTO doc(id,conv,bits,person,at,text) VALUES(?,?,?,?,?,?)', row);
    this.run('INSERT INTO term(rowid,words) VALUES(?,?)', [id, wordsOf(conv, text)]);
    const chunk = this.chunks.widen(id, at);
    if (chunk !== undefined) this.run('INSERT OR REPLACE INTO chunk(id,first,last) VALUES(?,?,?)', [chunk.id, chunk.first, chunk.last]);
    counts.set(conv, (counts.get(conv) ?? 0) + 1);
  }

  /** A line that stands elsewhere by now is left where it is. */
  private remove({ seq, conversation, place }: Partial<DocKey> & Pick<DocKey, 'seq'>, counts: Map<number, number>): void {
    const known = this.statement('SELECT conv,at,text FROM doc WHERE id=?').bind([seq]);
    const row = known.step() ? known.get([]) as unknown as readonly [number, number, Uint8Array] : undefined; // the columns named above
    known.reset();
    if (row === undefined) return;
    const [conv, at, text] = row;
    if (place !== undefined && (place !== at || this.knownConv(conversation ?? '') !== conv)) return;
    this.run("INSERT INTO term(term,rowid,words) VALUES('delete',?,?)", [seq, wordsOf(conv, text)]);
    this.run('DELETE FROM doc WHERE id=?', [seq]);
    counts.set(conv, (counts.get(conv) ?? 0) - 1);
  }

  private count(counts: ReadonlyMap<number, number>): void {
    for (const [conv, more] of counts) if (more !== 0) this.run('UPDATE conv SET docs=docs+? WHERE id=?', [more, conv]);
  }

  private loadChunks(): void {
    this.chunks.load(this.db.selectObjects('SELECT id,first,last FROM chunk ORDER BY id') as Chunk[]); // the columns named here
  }

  private openedStage(): Stage {
    if (this.staged !== undefined) return this.staged;
    const stage = this.openStage();
    stage.db.exec('PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;');
    stage.db.exec(stageSchema);
    this.staged = stage;
    return stage;
  }
  private dropStage(): void {
    this.staged?.drop();
    this.staged = undefined;
  }

  private knownConv(name: string): number | undefined {
    const known = this.convs.get(name);
    if (known !== undefined) return known;
    const id = this.value('SELECT id FROM conv WHERE name=?', [name]);
    if (typeof id !== 'number') return undefined;
    this.convs.set(name, id);
    return id;
  }

  private convOf({ conversation, account }: SearchDoc): number {
    const known = this.knownConv(conversation);
    if (known !== undefined) return known;
    this.run('INSERT INTO conv(name,account) VALUES(?,?)', [conversation, account]);
    return this.knownConv(conversation) ?? 0;
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
    return this.db.selectValue('SELECT value FROM meta WHERE key=?', [key]);
  }
  private setMeta(key: string, value: string | number): void {
    this.db.exec({ sql: 'INSERT OR REPLACE INTO meta(key,value) VALUES(?,?)', bind: [key, value] });
  }

  private statement(sql: string): PreparedStatement {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    const made = this.db.prepare(sql);
    this.statements.set(sql, made);
    return made;
  }
  private run(sql: string, bind: readonly (string | number | null | Uint8Array)[]): void {
    this.statement(sql).bind([...bind]).stepReset();
  }
  private value(sql: string, bind: readonly (string | number)[]): unknown {
    const statement = this.statement(sql).bind([...bind]);
    const found = statement.step() ? statement.get(0) : undefined;
    statement.reset();
    return found;
  }
  private finalizeAll(): void {
    for (const statement of this.statements.values()) statement.finalize();
    this.statements.clear();
  }
}

type Row = readonly [id: number, conv: number, bits: number, person: number | null, at: number, text: Uint8Array];

const wordsOf = (conv: number, packed: Uint8Array): string => [...termsOf(unpackText(packed)), conversationTerm(conv)].join(' ');

/** Cursor of an index whose first filling was not finished. */
export const UNFILLED = -1;
