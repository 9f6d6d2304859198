import type { SqlValue } from '@sqlite.org/sqlite-wasm';
import type { ChunkTimes } from './chunkTimes';
import { packText } from './packText';
import { EDITED_BIT, kindBits, NOTE_BIT, OUT_BIT, RECALLED_BIT, TRUST_MASK, trustBits } from './searchDoc';
import type { SearchQuery } from './searchQuery';

/** Conditions on `doc`, joined by AND, and their values in that order. */
export type Where = { readonly sql: readonly string[]; readonly bind: readonly SqlValue[] };

const inList = (column: string, count: number): string => `${column} IN (${Array.from({ length: count }, () => '?').join(',')})`;

type Add = (condition: string, ...values: readonly SqlValue[]) => void;

type Ids = { readonly first: number; readonly last: number };

/** Between which ids lines of that time stand; `undefined` when there are none. */
const addTimes = (query: SearchQuery, chunks: ChunkTimes, add: Add): Ids | undefined => {
  const { from, to, before } = query;
  if (from === undefined && to === undefined && before === undefined) return { first: 0, last: chunks.lastId };
  const span = chunks.span(from ?? -Infinity, Math.min(to ?? Infinity, before?.place ?? Infinity));
  if (span === undefined) return undefined;
  add('doc.id BETWEEN ? AND ?', span.first, span.last);
  if (from !== undefined) add('doc.at >= ?', from);
  if (to !== undefined) add('doc.at <= ?', to);
  if (before !== undefined) add('(doc.at < ? OR (doc.at = ? AND doc.id < ?))', before.place, before.place, before.seq);
  return span;
};

const addMarks = ({ direction, state, kinds, trust }: SearchQuery, add: Add): void => {
  if (direction !== undefined) add(`(doc.bits & ${OUT_BIT | NOTE_BIT}) = ?`, direction === 'out' ? OUT_BIT : 0);
  if (state !== undefined) add('(doc.bits & ?) <> 0', state === 'recalled' ? RECALLED_BIT : EDITED_BIT);
  if (kinds !== undefined) add('(doc.bits & ?) <> 0', kindBits(kinds));
  if (trust !== undefined) add(inList(`(doc.bits & ${TRUST_MASK})`, trust.length), ...trust.map(trustBits));
};

/** Conditions, and between which ids all that fits stands. */
export type Scope = Where & Ids;

/** Everything but the words; `undefined` when no line can fit. */
export const scopeOf = (query: SearchQuery, chunks: ChunkTimes): Scope | undefined => {
  const sql: string[] = [];
  const bind: SqlValue[] = [];
  const add: Add = (condition, ...values) => {
    sql.push(condition);
    bind.push(...values);
  };
  const ids = addTimes(query, chunks, add);
  if (ids === undefined) return undefined;
  addMarks(query, add);
  if (query.persons !== undefined) add(`doc.person IN (SELECT id FROM person WHERE ${inList('name', query.persons.length)})`, ...query.persons);
  if (query.accounts !== undefined) add(`doc.conv IN (SELECT id FROM conv WHERE ${inList('account', query.accounts.length)})`, ...query.accounts);
  // Bound as JSON: SQLite takes no more than some thousand parameters, a tag may fit more conversations than that.
  if (query.conversations !== undefined) add('doc.conv IN (SELECT conv.id FROM json_each(?) JOIN conv ON conv.name = json_each.value)', JSON.stringify(query.conversations));
  if (query.lines !== undefined) add('doc.id IN (SELECT value FROM json_each(?))', JSON.stringify(query.lines));
  return { sql, bind, ...ids };
};

/** With the bytes of every word in the text: passes over nearly all that does not fit before the text is looked at. */
export const withWords = ({ sql, bind }: Where, words: readonly string[]): Where =>
  ({ sql: [...sql, ...words.map(() => 'instr(doc.text, ?)')], bind: [...bind, ...words.map(packText)] });
