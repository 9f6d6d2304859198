import type { Database, PreparedStatement, SqlValue } from '@sqlite.org/sqlite-wasm';
import type { Fold } from '#shared/text/fold';
import { scoreOf } from './bestFirst';
import { chunkOf, type ChunkTimes } from './chunkTimes';
import { conversationTerm, needsOf } from './grams';
import { unpackText } from './packText';
import { isHit, parseQuery, type WordQuery } from './parseQuery';
import { BEST_OF, type SearchPage, type SearchQuery } from './searchQuery';
import { scopeOf, withWords, type Scope, type Where } from './searchScope';
import { isSpelledIn, isSpelling, type CharacterReadings } from './spelled';

/** Conversations with no more lines than this in all are read through: cheaper than walking the hits of a common word. */
const FEW_DOCS = 20_000;
/** More conversations than this are looked up per line instead of being named to the index. */
const NAMED_MOST = 300;
/** Ids that are gone through at a time where the index cannot help (pinyin, conditions without words). */
export const WINDOW = 5000;

/** What a question is put to. `readings` are there when somebody asked by pinyin before. */
export type SearchIndex = {
  readonly db: Database;
  readonly fold: Fold;
  readonly chunks: ChunkTimes;
  readonly statement: (sql: string) => PreparedStatement;
  readonly readings: CharacterReadings | undefined;
  /** See `WINDOW`. */
  readonly window: number;
};

/** Pauses where others may be let in; each tells the time (ms) behind which every line was looked at. */
export type Searching = Generator<number, SearchPage>;

type Found = { readonly doc: number; readonly at: number; readonly conv: number; readonly folded: string };
const isBefore = (a: Pick<Found, 'at' | 'doc'>, b: Pick<Found, 'at' | 'doc'>): boolean => a.at > b.at || (a.at === b.at && a.doc > b.doc);

/** The newest lines that fit, by time, then id; full when it has as many as wanted. */
class Newest {
  readonly found: Found[] = [];
  constructor(private readonly wanted: number) {}

  get isFull(): boolean {
    return this.found.length >= this.wanted;
  }
  /** Nothing from that time on down could still come in. */
  isPast(at: number): boolean {
    return this.isFull && at < (this.found.at(-1)?.at ?? -Infinity);
  }
  takes(at: number, doc: number): boolean {
    const last = this.found.at(-1);
    return !this.isFull || last === undefined || isBefore({ at, doc }, last);
  }
  add(one: Found): void {
    let place = this.found.length;
    while (place > 0 && isBefore(one, this.found[place - 1] ?? one)) place -= 1;
    this.found.splice(place, 0, one);
    if (this.found.length > this.wanted) this.found.pop();
  }
}

type Walk = { readonly from: string; readonly where: Where };
type Fits = (folded: string) => boolean;

/** Lines by descending id until nothing newer can follow. */
const walk = ({ chunks, statement }: SearchIndex, { from, where }: Walk, newest: Newest, fits: Fits): void => {
  const conditions = where.sql.length === 0 ? '' : `WHERE ${where.sql.join(' AND ')}`;
  const rows = statement(`SELECT doc.id, doc.at, doc.conv, doc.text FROM ${from} ${conditions} ORDER BY ${from === 'doc' ? 'doc.id' : 'term.rowid'} DESC`);
  let chunk = -1;
  try {
    if (where.bind.length > 0) rows.bind([...where.bind]);
    while (rows.step()) {
      const doc = Number(rows.get(0));
      const at = Number(rows.get(1));
      if (chunkOf(doc) !== chunk) {
        chunk = chunkOf(doc);
        if (newest.isPast(chunks.latestUpTo(doc))) break;
      }
      if (newest.takes(at, doc)) {
        const folded = unpackText(rows.get(3) as Uint8Array); // a blob by schema
        if (fits(folded)) newest.add({ doc, at, conv: Number(rows.get(2)), folded });
      }
    }
  } finally {
    rows.reset();
  }
};

const quoted = (term: string): string => `"${term.replaceAll('"', '""')}"`;

/** What the index can say about the words: pairs that must be there, and characters by which a term must begin. */
type Match = { readonly pairs: readonly string[]; readonly singles: readonly string[] };

const matchOf = (all: readonly string[]): Match => {
  const needs = all.map(needsOf);
  const pairs = [...new Set(needs.flatMap((need) => need.pairs))];
  // A character that a pair begins with is there already.
  return { pairs, singles: [...new Set(needs.flatMap((need) => need.singles))].filter((single) => !pairs.some((pair) => pair.startsWith(single))) };
};

const questionOf = ({ pairs, singles }: Match): string => [...pairs.map(quoted), ...singles.map((single) => `${quoted(single)} *`)].join(' AND ');

const also = (where: Where, sql: string, ...bind: readonly SqlValue[]): Where => ({ sql: [sql, ...where.sql], bind: [...bind, ...where.bind] });

/** The conversations asked for, as the index names them. */
const termsOf = (db: Database, conversations: readonly string[]): readonly string[] =>
  db.selectValues('SELECT conv.id FROM json_each(?) JOIN conv ON conv.name = json_each.value', [JSON.stringify(conversations)]).map((id) => conversationTerm(Number(id)));

/** Whether what answers a question of the index alone is soon read through. */
const areFew = ({ statement }: SearchIndex, question: string): boolean => {
  const count = statement('SELECT count(*) FROM (SELECT 1 FROM term WHERE term MATCH ? LIMIT ?)').bind([question, FEW_DOCS + 1]);
  const are = count.step() && Number(count.get(0)) <= FEW_DOCS;
  count.reset();
  return are;
};

const BY_TERM = 'term CROSS JOIN doc ON doc.id = term.rowid';

/** Line by line from the newest down, some at a time. */
function* walkAll(index: SearchIndex, { first, last, ...where }: Scope, newest: Newest, fits: Fits): Generator<number, void> {
  for (let low = last + 1; low > first;) {
    const top = low - 1;
    low = Math.max(first, low - index.window);
    walk(index, { from: 'doc', where: also(where, 'doc.id BETWEEN ? AND ?', low, top) }, newest, fits);
    const latest = index.chunks.latestUpTo(low - 1);
    if (low === first || newest.isPast(latest)) return;
    yield latest;
  }
}

/** Every line that could fit, in the cheapest way. */
function* gather(index: SearchIndex, query: SearchQuery, words: readonly string[], newest: Newest, fits: Fits): Generator<number, void> {
  const scope = scopeOf(query, index.chunks);
  if (scope === undefined) return;
  const where = withWords(scope, words);
  const match = matchOf(words);
  const isOpen = match.pairs.length + match.singles.length === 0;
  const byTerm = (question: string): void => walk(index, { from: BY_TERM, where: also(where, 'term MATCH ? AND term.rowid BETWEEN ? AND ?', question, scope.first, scope.last) }, newest, fits);
  if (query.lines === undefined && query.conversations !== undefined && query.conversations.length <= NAMED_MOST) {
    const terms = termsOf(index.db, query.conversations);
    if (terms.length === 0) return;
    const own = terms.map(quoted).join(' OR ');
    byTerm(isOpen || areFew(index, own) ? own : `(${questionOf(match)}) AND (${own})`);
  } else if (query.lines !== undefined) walk(index, { from: 'doc', where }, newest, fits);
  else if (isOpen) yield* walkAll(index, { ...where, first: scope.first, last: scope.last }, newest, fits);
  else byTerm(questionOf(match));
}

const fitsOf = (words: WordQuery, index: SearchIndex, usesPinyin: boolean): Fits => {
  const { readings } = index;
  const spelled = usesPinyin && readings !== undefined ? words.all.filter(isSpelling) : [];
  if (spelled.length === 0 || readings === undefined) return words.all.length + words.none.length === 0 ? () => true : (folded) => isHit(folded, words);
  const plain = { all: words.all.filter((word) => !spelled.includes(word)), none: words.none };
  return (folded) => isHit(folded, plain) && spelled.every((word) => folded.includes(word) || isSpelledIn(folded, word, readings));
};

/** Exactly what a scan over all lines would find. */
export function* findHits(index: SearchIndex, query: SearchQuery): Searching {
  const words = parseQuery(query.text, index.fold);
  const isBest = query.order === 'best';
  const skip = isBest ? query.skip ?? 0 : 0;
  const newest = new Newest(isBest ? BEST_OF : query.limit + 1);
  const sure = query.usesPinyin ? words.all.filter((word) => !isSpelling(word)) : words.all;
  yield* gather(index, query, sure, newest, fitsOf(words, index, query.usesPinyin ?? false));
  const found = isBest ? byScore(newest.found, words) : newest.found;
  const name = index.statement('SELECT name FROM conv WHERE id=?');
  const hits = found.slice(skip, skip + query.limit).map(({ doc, at, conv }) => {
    const conversation = String(name.bind([conv]).step() ? name.get(0) : '');
    name.reset();
    return { conversation, place: at, seq: doc };
  });
  return { hits, isMore: found.length > skip + query.limit };
}

const byScore = (found: readonly Found[], words: WordQuery): readonly Found[] =>
  found.map((one) => ({ one, score: scoreOf(one.folded, words) })).sort((a, b) => b.score - a.score || (isBefore(a.one, b.one) ? -1 : 1)).map(({ one }) => one);
