import type { Database, SqlValue } from '@sqlite.org/sqlite-wasm';
import type { Fold } from '#shared/text/fold';
import { docSpan, placeOfDoc } from './docIds';
import { needsOf } from './grams';
import { unpackText } from './packText';
import { isHit, parseQuery, type WordQuery } from './parseQuery';
import { EDITED_BIT, kindBits, OUT_BIT, RECALLED_BIT } from './searchDoc';
import type { SearchHit, SearchPage, SearchQuery } from './searchQuery';

/** The last time an id can hold, ms. */
const LATEST = 2 ** 41 - 1;
/** So many of the newest lines are looked through before the index is asked for a single, perhaps common, character. */
const GLANCE = 4000;
/** Conversations with no more lines than this in all are read through: cheaper than walking the hits of a common word. */
const FEW_DOCS = 20_000;

type Where = { readonly sql: readonly string[]; readonly bind: readonly SqlValue[] };

const inList = (column: string, count: number): string => `${column} IN (${Array.from({ length: count }, () => '?').join(',')})`;

const scopeOf = (query: SearchQuery): Where => {
  const sql: string[] = [];
  const bind: SqlValue[] = [];
  const add = (condition: string, ...values: readonly SqlValue[]): void => {
    sql.push(condition);
    bind.push(...values);
  };
  if (query.from !== undefined || query.to !== undefined) {
    const { first, last } = docSpan(query.from ?? 0, query.to ?? LATEST);
    add('doc.id BETWEEN ? AND ?', first, last);
  }
  if (query.before !== undefined) add('doc.id < ?', query.before);
  if (query.direction !== undefined) add(`(doc.bits & ${OUT_BIT}) = ?`, query.direction === 'out' ? OUT_BIT : 0);
  if (query.state !== undefined) add(`(doc.bits & ?) <> 0`, query.state === 'recalled' ? RECALLED_BIT : EDITED_BIT);
  if (query.kinds !== undefined) add('(doc.bits & ?) <> 0', kindBits(query.kinds));
  if (query.persons !== undefined) add(`doc.person IN (SELECT id FROM person WHERE ${inList('name', query.persons.length)})`, ...query.persons);
  if (query.accounts !== undefined) add(`doc.conv IN (SELECT id FROM conv WHERE ${inList('account', query.accounts.length)})`, ...query.accounts);
  // Bound as JSON: SQLite takes no more than some thousand parameters, a tag may fit more conversations than that.
  if (query.conversations !== undefined) add('doc.conv IN (SELECT conv.id FROM json_each(?) JOIN conv ON conv.name = json_each.value)', JSON.stringify(query.conversations));
  return { sql, bind };
};

const quoted = (term: string): string => `"${term.replaceAll('"', '""')}"`;

/** FTS5's question for the words that must be there; `undefined` when the index cannot narrow. */
const matchOf = ({ all }: WordQuery): { readonly match: string | undefined; readonly hasSingle: boolean } => {
  const needs = all.map(needsOf);
  const pairs = [...new Set(needs.flatMap((need) => need.pairs))];
  // A character that a pair begins with is there already.
  const singles = [...new Set(needs.flatMap((need) => need.singles))].filter((single) => !pairs.some((pair) => pair.startsWith(single)));
  const parts = [...pairs.map(quoted), ...singles.map((single) => `${quoted(single)} *`)];
  return { match: parts.length === 0 ? undefined : parts.join(' AND '), hasSingle: singles.length > 0 };
};

type Walk = { readonly from: string; readonly where: Where; readonly most?: number };
type Found = { readonly hits: SearchHit[]; readonly isEnd: boolean; readonly last: number | undefined };

const rowsOf = (db: Database, { from, where, most }: Walk, limit: number, fits: (text: Uint8Array) => boolean): Found => {
  const conditions = where.sql.length === 0 ? '' : `WHERE ${where.sql.join(' AND ')}`;
  const statement = db.prepare(`SELECT doc.id, doc.seq, doc.text, (SELECT name FROM conv WHERE conv.id = doc.conv) FROM ${from} ${conditions} ORDER BY doc.id DESC${most === undefined ? '' : ` LIMIT ${most}`}`);
  const hits: SearchHit[] = [];
  let last: number | undefined;
  let seen = 0;
  try {
    if (where.bind.length > 0) statement.bind([...where.bind]);
    while (hits.length < limit && statement.step()) {
      seen += 1;
      const doc = Number(statement.get(0));
      last = doc;
      if (fits(statement.get(2) as Uint8Array)) hits.push({ doc, seq: Number(statement.get(1)), place: placeOfDoc(doc), conversation: String(statement.get(3)) }); // `text` is a blob by schema
    }
  } finally {
    statement.finalize();
  }
  return { hits, isEnd: hits.length < limit && (most === undefined || seen < most), last };
};

const also = (where: Where, sql: string, ...bind: readonly SqlValue[]): Where => ({ sql: [...where.sql, sql], bind: [...where.bind, ...bind] });

const docsIn = (db: Database, conversations: readonly string[]): number =>
  Number(db.selectValue('SELECT coalesce(sum(conv.docs),0) FROM json_each(?) JOIN conv ON conv.name = json_each.value', [JSON.stringify(conversations)]));

/** Exactly what a scan over all lines would find, newest first. */
export const findHits = (db: Database, fold: Fold, query: SearchQuery): SearchPage => {
  const words = parseQuery(query.text, fold);
  const scope = scopeOf(query);
  const wanted = query.limit + 1;
  const fits = (packed: Uint8Array): boolean => words.all.length + words.none.length === 0 || isHit(fold.fold(unpackText(packed)), words);
  const page = (hits: readonly SearchHit[]): SearchPage => ({ hits: hits.slice(0, query.limit), isMore: hits.length > query.limit });

  const isFew = query.conversations !== undefined && docsIn(db, query.conversations) <= FEW_DOCS;
  const { match, hasSingle } = matchOf(words);
  if (isFew || match === undefined) return page(rowsOf(db, { from: isFew ? 'doc INDEXED BY docOfConv' : 'doc', where: scope }, wanted, fits).hits);

  const glance: Found = hasSingle ? rowsOf(db, { from: 'doc', where: scope, most: GLANCE }, wanted, fits) : { hits: [], isEnd: false, last: undefined };
  if (glance.hits.length >= wanted || glance.isEnd) return page(glance.hits);
  const rest = glance.last === undefined ? scope : also(scope, 'doc.id < ?', glance.last);
  const indexed: Where = { sql: ['term MATCH ?', ...rest.sql], bind: [match, ...rest.bind] };
  // CROSS JOIN: the hits of the words drive, newest first by FTS5's own order.
  const found = rowsOf(db, { from: 'term CROSS JOIN doc ON doc.id = term.rowid', where: indexed }, wanted - glance.hits.length, fits);
  return page([...glance.hits, ...found.hits]);
};
