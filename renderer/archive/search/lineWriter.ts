import type { Database, PreparedStatement, Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import { conversationTerm, putTerm, putTerms, termBytesMost } from './grams';
import { unpackText } from './packText';

/** A line as the index keeps it; names stand for their ids. */
export type LineRow = { readonly id: number; readonly conv: number; readonly bits: number; readonly person: number | null; readonly at: number; readonly text: Uint8Array };

type Statement = number;
/** SQLite's own C functions (see its C interface). The wrapped ones cost more per line than what they do. */
type Calls = {
  readonly sqlite3_bind_double: (statement: Statement, place: number, value: number) => number;
  readonly sqlite3_bind_null: (statement: Statement, place: number) => number;
  readonly sqlite3_bind_blob: (statement: Statement, place: number, from: number, length: number, destructor: number) => number;
  readonly sqlite3_bind_text: Calls['sqlite3_bind_blob'];
  readonly sqlite3_step: (statement: Statement) => number;
  readonly sqlite3_reset: (statement: Statement) => number;
};
const DONE = 101;
/** The bytes stay where they are until the statement has run. */
const STATIC = 0;

/** Puts lines and their terms into the tables of `searchSchema`, and takes terms out. Throws SQLite's errors. */
export class LineWriter {
  private readonly calls: Calls;
  private readonly line: PreparedStatement;
  private readonly terms: PreparedStatement;
  private readonly noTerms: PreparedStatement;
  /** Bytes handed to SQLite, in its memory. Never at 0, which would be NULL. */
  private scratch: number;
  private room = 4096;

  constructor(private readonly wasm: Sqlite3Static['wasm'], private readonly db: Database) {
    this.calls = wasm.exports as Calls; // typed `any` there
    this.scratch = wasm.alloc(this.room);
    // Whole numbers are bound as doubles, which need no BigInt: both tables' columns make integers of them.
    this.line = db.prepare('INSERT INTO doc(id,conv,bits,person,at,text) VALUES(?,?,?,?,?,?)');
    this.terms = db.prepare('INSERT INTO term(rowid,words) VALUES(CAST(? AS INTEGER),?)');
    this.noTerms = db.prepare("INSERT INTO term(term,rowid,words) VALUES('delete',CAST(? AS INTEGER),?)");
  }

  put({ id, conv, bits, person, at, text }: LineRow): void {
    const { calls } = this;
    const line = this.line.pointer ?? 0;
    this.reserve(text.length);
    this.wasm.heap8u().set(text, this.scratch);
    calls.sqlite3_bind_double(line, 1, id);
    calls.sqlite3_bind_double(line, 2, conv);
    calls.sqlite3_bind_double(line, 3, bits);
    if (person === null) calls.sqlite3_bind_null(line, 4);
    else calls.sqlite3_bind_double(line, 4, person);
    calls.sqlite3_bind_double(line, 5, at);
    calls.sqlite3_bind_blob(line, 6, this.scratch, text.length, STATIC);
    this.step(line);
    this.putTerms(this.terms, id, conv, text);
  }

  /** Takes the terms of a line out; the line itself is somebody else's to delete. */
  removeTerms(id: number, conv: number, text: Uint8Array): void {
    this.putTerms(this.noTerms, id, conv, text);
  }

  close(): void {
    for (const statement of [this.line, this.terms, this.noTerms]) statement.finalize();
    this.wasm.dealloc(this.scratch);
  }

  private putTerms({ pointer = 0 }: PreparedStatement, id: number, conv: number, text: Uint8Array): void {
    const words = unpackText(text);
    const own = conversationTerm(conv);
    this.reserve(termBytesMost(words.length + own.length));
    const heap = this.wasm.heap8u();
    const end = putTerm(own, heap, putTerms(words, heap, this.scratch));
    this.calls.sqlite3_bind_double(pointer, 1, id);
    this.calls.sqlite3_bind_text(pointer, 2, this.scratch, end - this.scratch, STATIC);
    this.step(pointer);
  }

  private step(statement: Statement): void {
    const code = this.calls.sqlite3_step(statement);
    this.calls.sqlite3_reset(statement);
    if (code !== DONE) this.db.checkRc(code);
  }

  private reserve(bytes: number): void {
    if (bytes <= this.room) return;
    this.scratch = this.wasm.realloc(this.scratch, bytes);
    this.room = bytes;
  }
}
