import { AppError } from '#shared/domain/errors';
import type { Stage } from '#shared/domain/customer';
import type { ConversationId } from '#shared/domain/ids';
import type { ArchiveDb, TimelineKey } from '../schema/db';
import type { ConversationRow, TimelineRow } from '../schema/rows';
import { searchMessages } from '../search/searchClient';
import type { SearchHit, SearchQuery } from '../search/searchQuery';
import { currentDb } from './connection';

/** What narrows a search by the customer of the conversation; empty lists do not narrow. */
export type CustomerScope = {
  readonly provinces: readonly string[];
  readonly occupations: readonly string[];
  readonly grades: readonly string[];
  readonly tags: readonly string[];
  readonly stage?: Stage;
};

export type LineQuery = Omit<SearchQuery, 'conversations' | 'before' | 'limit'> & { readonly customer: CustomerScope };

/** A line that fits, with what is needed to show it. */
export type FoundLine = { readonly hit: SearchHit; readonly row: TimelineRow; readonly conversation: ConversationRow };
export type FoundLines = { readonly lines: readonly FoundLine[]; readonly isMore: boolean; readonly last?: number };

const PAGE = 50;

const isIn = (wanted: readonly string[], value: string | undefined): boolean => wanted.length === 0 || (value !== undefined && wanted.includes(value));

const fits = (row: ConversationRow, { provinces, occupations, grades, tags, stage }: CustomerScope): boolean =>
  isIn(provinces, row.province) && isIn(occupations, row.occupation) && isIn(grades, row.grade)
  && (tags.length === 0 || tags.some((tag) => row.tags?.includes(tag))) && (stage === undefined || row.stage === stage);

const isNarrow = ({ provinces, occupations, grades, tags, stage }: CustomerScope): boolean =>
  provinces.length + occupations.length + grades.length + tags.length > 0 || stage !== undefined;

const keyOf = ({ conversation, place, seq }: SearchHit): TimelineKey => [conversation as ConversationId, -place, -seq]; // the index took it from a row

const withRows = async (db: ArchiveDb, hits: readonly SearchHit[]): Promise<readonly FoundLine[]> => {
  const ids = [...new Set(hits.map((hit) => hit.conversation as ConversationId))]; // as above
  const [rows, conversations] = await Promise.all([db.timeline.bulkGet(hits.map(keyOf)), db.conversations.bulkGet(ids)]);
  const byId = new Map(conversations.flatMap((row) => (row === undefined ? [] : [[row.id, row] as const])));
  return hits.flatMap((hit, at) => {
    const row = rows[at];
    const conversation = byId.get(hit.conversation as ConversationId); // as above
    // The index may be a moment behind: a line that just moved is found again with the next question.
    return row === undefined || conversation === undefined ? [] : [{ hit, row, conversation }];
  });
};

/** One page, newest first; `before` is the `last` of the page before. Rejects with `archive.closed` or what the index says. */
export const findLines = async ({ customer, ...query }: LineQuery, before?: number): Promise<FoundLines> => {
  const db = currentDb();
  if (db === null) throw new AppError('archive.closed');
  const conversations = isNarrow(customer) ? (await db.conversations.toArray()).filter((row) => fits(row, customer)).map((row) => row.id) : undefined;
  const page = await searchMessages({ ...query, limit: PAGE, ...(conversations !== undefined && { conversations }), ...(before !== undefined && { before }) });
  const last = page.hits.at(-1)?.doc;
  return { lines: await withRows(db, page.hits), isMore: page.isMore, ...(last !== undefined && { last }) };
};

export type Place = { readonly place: number; readonly seq: number };

/** Lines of a conversation around a place, oldest first, `more` to each side; both flags say whether there are others. */
export const readAround = async (db: ArchiveDb, id: ConversationId, { place, seq }: Place, sides: { readonly before: number; readonly after: number }): Promise<{ readonly rows: readonly TimelineRow[]; readonly hasOlder: boolean; readonly hasNewer: boolean }> => {
  const key: TimelineKey = [id, -place, -seq];
  const [older, newer] = await Promise.all([
    db.timeline.where('[conversation+back+backSeq]').between([...key], [id, []], true, true).limit(sides.before + 2).toArray(),
    lineRangeAfter(db, id, key, sides.after + 1),
  ]);
  const hasOlder = older.length > sides.before + 1;
  const hasNewer = newer.length > sides.after;
  return { rows: [...newer.slice(0, sides.after).reverse(), ...older.slice(0, sides.before + 1)].reverse(), hasOlder, hasNewer };
};

/** Newer lines stand before in the descending key: read backwards from the place. */
const lineRangeAfter = (db: ArchiveDb, id: ConversationId, key: TimelineKey, limit: number): Promise<TimelineRow[]> =>
  db.timeline.where('[conversation+back+backSeq]').between([id], [...key], true, false).reverse().limit(limit).toArray();

/** Every tag of every conversation's customer, for the filter; names only, sorted. */
export const readTags = async (db: ArchiveDb): Promise<readonly string[]> => {
  const rows = await db.conversations.toArray();
  return [...new Set(rows.flatMap((row) => row.tags ?? []))].sort((a, b) => a.localeCompare(b, 'zh-CN'));
};
