/** Raise it when a table, a term or the fold changes: the index is then made again from the archive. */
export const SEARCH_SHAPE = 2;

/**
 * One line of a conversation is one `doc`; its id is the line's seq, so that ids are dense (short postings) and come
 * nearly in the order of time; `chunk` knows the earliest and latest time among 256 neighbouring ids. FTS5 holds terms
 * only (`detail=none`, contentless, no sizes): no position, no text; the packed folded text beside it decides. A line
 * that goes is taken out with the terms its own text gives.
 */
export const searchSchema = `
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE conv(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, account TEXT NOT NULL, docs INTEGER NOT NULL DEFAULT 0);
CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE chunk(id INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE TABLE doc(id INTEGER PRIMARY KEY, conv INTEGER NOT NULL, bits INTEGER NOT NULL, person INTEGER, at INTEGER NOT NULL, text BLOB NOT NULL);
CREATE VIRTUAL TABLE term USING fts5(words, content='', columnsize=0, detail=none, tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co Cn'");
INSERT INTO term(term, rank) VALUES('automerge', 8);
`;

/** Lines as they come while the index is made: their order in the archive is not that of their ids. In a database of its own. */
export const stageSchema = 'CREATE TABLE doc(n INTEGER PRIMARY KEY, id INTEGER NOT NULL, conv INTEGER NOT NULL, bits INTEGER NOT NULL, person INTEGER, at INTEGER NOT NULL, text BLOB NOT NULL);';
