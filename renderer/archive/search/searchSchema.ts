/** Raise it when a table, a term or the fold changes: the index is then made again from the archive. */
export const SEARCH_SHAPE = 4;

/** A term may hold any sign but the space; FTS5's plainest tokenizer takes letters, digits and all beyond ASCII for granted. */
const signs = Array.from({ length: 0x7f - 0x21 }, (_, at) => String.fromCharCode(0x21 + at)).filter((sign) => !/[a-z0-9]/iu.test(sign)).join('');
const quotedSigns = signs.replaceAll("'", "''").replaceAll('"', '""');

/**
 * One line of a conversation is one `doc`; its id is the line's seq, so that ids are dense (short postings) and come
 * nearly in the order of time; `chunk` knows the earliest and latest time among 256 neighbouring ids. FTS5 holds terms
 * only (`detail=none`, contentless, no sizes): no position, no text; the packed folded text beside it decides. First
 * characters of terms are kept too (`prefix`), for words of one. A line that goes is taken out with the terms its own
 * text gives.
 */
export const searchSchema = `
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE conv(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, account TEXT NOT NULL);
CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE chunk(id INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE TABLE doc(id INTEGER PRIMARY KEY, conv INTEGER NOT NULL, bits INTEGER NOT NULL, person INTEGER, at INTEGER NOT NULL, text BLOB NOT NULL);
CREATE VIRTUAL TABLE term USING fts5(words, content='', columnsize=0, detail=none, prefix='1', tokenize="ascii tokenchars '${quotedSigns}'");
`;

/**
 * FTS5 merges within a commit, whenever 64 pages were written: at a million lines a question then waits for hundreds of
 * pages. Left to `SearchStore.merge`, once a level has eight segments; only 64 are merged at once, whoever waits.
 */
export const mergedByHand = "INSERT INTO term(term, rank) VALUES('automerge', 0), ('usermerge', 8), ('crisismerge', 64)";
