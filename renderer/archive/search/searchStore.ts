import type { Database, PreparedStatement } from '@sqlite.org/sqlite-wasm';
import type { Fold } from '#shared/text/fold';
import { docIdOf, nextDocId } from './docIds';
import { termsOf } from './grams';
import { packText } from './packText';
import { bitsOf, type DocKey, type SearchDoc } from './searchDoc';
import { findHits } from './searchRun';
import type { SearchPage, SearchQuery } from './searchQuery';
import { SEARCH_SHAPE, searchSchema } from './searchSchema';

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

  constructor(private readonly db: Database, private readonly fold: Fold) {
    db.exec('PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;');
  }

  /** True when the database is an index of this shape over that archive. */
  fits(archive: string): boolean {
    if (this.db.selectValue("SELECT count(*) FROM sqlite_schema WHERE name='meta'") !== 1) return false;
    return this.meta('shape') === SEARCH_SHAPE && this.meta('archive') === archive;
  }

  /** Empties the database and makes the tables anew. */
  create(archive: string): void {
    this.finalizeAll();
    const names = this.db.selectValues("SELECT name FROM sqlite_schema WHERE type='table' AND name IN ('meta','conv','person','doc','term')");
    this.db.transaction(() => {
      for (const name of names) this.db.exec(`DROP TABLE "${String(name)}"`);
      this.db.exec(searchSchema);
      this.setMeta('shape', SEARCH_SHAPE);
      this.setMeta('archive', archive);
      this.setMeta('cursor', 0);
    });
    this.convs.clear();
    this.persons.clear();
  }

  /** Seq of the ledger up to which lines are in the index; -1 while the first filling goes on. */
  get cursor(): number {
    return Number(this.meta('cursor') ?? 0);
  }

  /** All or nothing. Idempotent: a line that is there already is replaced. */
  apply({ docs, gone, cursor }: SearchStep): void {
    this.db.transaction(() => {
      for (const key of gone) this.remove(key);
      // FTS5 writes a block whenever ids go backwards.
      const placed = docs.map((doc) => ({ doc, id: docIdOf(doc.place, doc.seq) })).sort((a, b) => a.id - b.id);
      for (const { doc } of placed) this.put(doc);
      this.setMeta('cursor', cursor);
    });
  }

  search(query: SearchQuery): SearchPage {
    return findHits(this.db, this.fold, query);
  }

  /** Bytes of the database and how many lines it holds. */
  size(): { readonly bytes: number; readonly docs: number } {
    const bytes = Number(this.db.selectValue('PRAGMA page_count')) * Number(this.db.selectValue('PRAGMA page_size'));
    return { bytes, docs: Number(this.db.selectValue('SELECT coalesce(sum(docs),0) FROM conv')) };
  }

  close(): void {
    this.finalizeAll();
    this.db.close();
  }

  private put(doc: SearchDoc): void {
    this.remove(doc);
    const conv = this.convOf(doc);
    let id = docIdOf(doc.place, doc.seq);
    while (this.isTaken(id)) id = nextDocId(id);
    this.run('INSERT INTO doc(id,conv,seq,bits,person,text) VALUES(?,?,?,?,?,?)', [id, conv, doc.seq, bitsOf(doc), doc.person === undefined ? null : this.personOf(doc.person), packText(doc.text)]);
    this.run('INSERT INTO term(rowid,words) VALUES(?,?)', [id, [...termsOf(this.fold.fold(doc.text))].join(' ')]);
    this.run('UPDATE conv SET docs=docs+1 WHERE id=?', [conv]);
  }

  private remove({ conversation, place, seq }: DocKey): void {
    const conv = this.knownConv(conversation);
    if (conv === undefined) return;
    const first = docIdOf(place, seq);
    for (let id = first; this.isTaken(id);) {
      if (Number(this.value('SELECT seq FROM doc WHERE id=?', [id])) === seq) {
        this.run('DELETE FROM doc WHERE id=?', [id]);
        this.run('DELETE FROM term WHERE rowid=?', [id]);
        this.run('UPDATE conv SET docs=docs-1 WHERE id=?', [conv]);
        return;
      }
      id = nextDocId(id);
      if (id === first) return;
    }
  }

  private isTaken(id: number): boolean {
    return this.value('SELECT 1 FROM doc WHERE id=?', [id]) === 1;
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
