/** Raise it when a table, a term or the fold changes: the index is then made again from the archive. */
export const SEARCH_SHAPE = 1;

/**
 * One line of a conversation is one `doc`. Its id is `place × 4096 + seq mod 4096` (`docIds.ts`): descending ids are
 * the newest first, a span of time is a span of ids. FTS5 holds terms only (`detail=none`, contentless): no position,
 * no text; the packed text beside it decides.
 */
export const searchSchema = `
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE conv(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, account TEXT NOT NULL, docs INTEGER NOT NULL DEFAULT 0);
CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE doc(id INTEGER PRIMARY KEY, conv INTEGER NOT NULL, seq INTEGER NOT NULL, bits INTEGER NOT NULL, person INTEGER, text BLOB NOT NULL);
CREATE INDEX docOfConv ON doc(conv);
CREATE VIRTUAL TABLE term USING fts5(words, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co Cn'");
INSERT INTO term(term, rank) VALUES('automerge', 8);
`;
