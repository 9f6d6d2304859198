import { spelledFrom, type Readings } from '#shared/text/spelling';
import { fieldOf } from '../schema/wordingFields';
import type { WordingRow } from '../schema/wordingRows';

/** `[from, to)` in UTF-16 units of the title. */
export type TitleRange = readonly [number, number];
export type WordingMatch = { readonly row: WordingRow; readonly ranges: readonly TitleRange[] };

/** Better kinds first; inside a kind an earlier place, then the more used one. */
const score = { shortcutExact: 0, titlePrefix: 1, shortcutPrefix: 2, title: 3, initials: 4, pinyin: 5, category: 6, body: 7 } as const;

type Found = { readonly kind: number; readonly place: number; readonly ranges: readonly TitleRange[] };
type Prepared = { readonly title: string; readonly shortcut: string; readonly category: string; readonly body: string; readonly readings: Readings; /** First letters of each character's readings. */ readonly heads: readonly string[]; readonly starts: readonly number[] };

const cache = new WeakMap<WordingRow, Prepared>();

const startsOf = (title: string): readonly number[] => {
  const starts: number[] = [];
  let at = 0;
  for (const character of title) {
    starts.push(at);
    at += character.length;
  }
  return [...starts, at];
};

const prepare = (row: WordingRow): Prepared => {
  const known = cache.get(row);
  if (known !== undefined) return known;
  const readings = fieldOf(row.search, 'readings').split(' ').map((word) => word.split('|'));
  const fresh: Prepared = {
    title: fieldOf(row.search, 'title'), shortcut: fieldOf(row.search, 'shortcut'), category: fieldOf(row.search, 'category'), body: fieldOf(row.search, 'body'),
    readings, heads: readings.map((ways) => ways.map((way) => way.charAt(0)).join('')),
    starts: startsOf(row.title),
  };
  cache.set(row, fresh);
  return fresh;
};

const byReading = (prepared: Prepared, query: string): Found | undefined => {
  let best: Found | undefined;
  const head = query.charAt(0);
  for (let place = 0; place < prepared.readings.length; place += 1) {
    // Most characters begin with another letter: asked first, it spares most of the work.
    if (prepared.heads[place]?.includes(head) !== true) continue;
    const length = spelledFrom(prepared.readings, place, query);
    if (length === 0) continue;
    const kind = length === query.length ? score.initials : score.pinyin;
    const range: TitleRange = [prepared.starts[place] ?? 0, prepared.starts[place + length] ?? 0];
    if (best === undefined || kind < best.kind) best = { kind, place, ranges: [range] };
  }
  return best;
};

const findOne = (prepared: Prepared, query: string): Found | undefined => {
  if (prepared.shortcut !== '' && prepared.shortcut === query) return { kind: score.shortcutExact, place: 0, ranges: [] };
  const place = prepared.title.indexOf(query);
  const ranges: readonly TitleRange[] = [[place, place + query.length]];
  if (place === 0) return { kind: score.titlePrefix, place, ranges };
  if (prepared.shortcut.startsWith(query)) return { kind: score.shortcutPrefix, place: 0, ranges: [] };
  if (place > 0) return { kind: score.title, place, ranges };
  const read = /^[a-z0-9]+$/u.test(query) ? byReading(prepared, query) : undefined;
  if (read !== undefined) return read;
  if (prepared.category.includes(query)) return { kind: score.category, place: 0, ranges: [] };
  const inBody = prepared.body.indexOf(query);
  return inBody < 0 ? undefined : { kind: score.body, place: inBody, ranges: [] };
};

/** Several words must all match; the worst of them ranks the row. */
const findAll = (row: WordingRow, words: readonly string[]): Found | undefined => {
  const prepared = prepare(row);
  let all: Found | undefined;
  for (const word of words) {
    const one = findOne(prepared, word);
    if (one === undefined) return undefined;
    all = all === undefined ? one : { kind: Math.max(all.kind, one.kind), place: Math.max(all.place, one.place), ranges: [...all.ranges, ...one.ranges] };
  }
  return all;
};

/** How often a wording went out; what is not known was never used. */
export type UsesOf = (id: WordingRow['id']) => number;
const unused: UsesOf = () => 0;

type Narrowed = { readonly query: string; readonly rows: readonly WordingRow[] };

/** What the last query left of a list of rows. */
const narrowed = new WeakMap<readonly WordingRow[], Narrowed>();

/** Whoever types on can only lose matches: the next key is matched against what the last one left. */
const candidatesOf = (query: string, rows: readonly WordingRow[]): readonly WordingRow[] => {
  const last = narrowed.get(rows);
  return last !== undefined && query.startsWith(last.query) ? last.rows : rows;
};

/**
 * Wordings that fit what was typed after `/`: shortcut, title, full pinyin, initials or both mixed (发货时间: `fahuo`,
 * `fhsj`, `fahsj`), category, text. Best first; ranges of the title for highlighting. Nothing typed: the most used.
 */
export const matchWording = (query: string, rows: readonly WordingRow[], usesOf: UsesOf = unused): readonly WordingMatch[] => {
  const plain = query.normalize('NFKC').toLowerCase();
  const words = plain.split(/\s+/u).filter((word) => word !== '');
  if (words.length === 0) return [...rows].sort((a, b) => usesOf(b.id) - usesOf(a.id)).map((row) => ({ row, ranges: [] }));
  const found = candidatesOf(plain, rows).flatMap((row) => {
    const match = findAll(row, words);
    return match === undefined ? [] : [{ row, match }];
  });
  narrowed.set(rows, { query: plain, rows: found.map(({ row }) => row) });
  found.sort((a, b) => a.match.kind - b.match.kind || a.match.place - b.match.place || usesOf(b.row.id) - usesOf(a.row.id) || (a.row.id < b.row.id ? -1 : 1));
  return found.map(({ row, match }) => ({ row, ranges: [...match.ranges].sort((a, b) => a[0] - b[0]) }));
};
