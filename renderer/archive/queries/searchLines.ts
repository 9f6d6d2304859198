import { AppError } from '#shared/domain/errors';
import type { Stage } from '#shared/domain/customer';
import type { FlagKind } from '#shared/domain/flag';
import { accountOfConversation, type ConversationId, type CustomerId } from '#shared/domain/ids';
import type { ArchiveDb, TimelineKey } from '../schema/db';
import type { FlagRow } from '../schema/flagRows';
import { accountLineOf, type TimelineRow } from '../schema/timelineRows';
import type { ConversationRow } from '../schema/conversationRows';
import { searchMessages, type SearchWatch } from '../search/searchClient';
import type { Place, SearchHit, SearchQuery } from '../search/searchQuery';
import { currentDb } from './connection';

export type { Place } from '../search/searchQuery';

/** What narrows a search by the customer of the conversation; empty lists do not narrow. */
export type CustomerScope = {
  readonly provinces: readonly string[];
  readonly occupations: readonly string[];
  readonly grades: readonly string[];
  readonly tags: readonly string[];
  readonly stage?: Stage;
};

/** Conversations and persons (by the first of their files) to look in; nothing in either list does not narrow. */
export type Subjects = { readonly conversations: readonly ConversationId[]; readonly persons: readonly CustomerId[] };

export type LineQuery = Omit<SearchQuery, 'conversations' | 'lines' | 'before' | 'skip' | 'limit'> & {
  readonly customer: CustomerScope;
  readonly subjects?: Subjects;
  /** Only lines with a flag of one of these kinds. */
  readonly flags?: readonly FlagKind[];
};

/** A line that fits, with what is needed to show it. */
export type FoundLine = { readonly hit: SearchHit; readonly row: TimelineRow; readonly conversation: ConversationRow; readonly flags: readonly FlagRow[] };
/** Where the next page goes on. */
export type NextPage = Pick<SearchQuery, 'before' | 'skip'>;
export type FoundLines = { readonly lines: readonly FoundLine[]; readonly isMore: boolean; readonly next: NextPage };

const PAGE = 50;

const isIn = (wanted: readonly string[], value: string | undefined): boolean => wanted.length === 0 || (value !== undefined && wanted.includes(value));

const fits = (row: ConversationRow, { provinces, occupations, grades, tags, stage }: CustomerScope): boolean =>
  isIn(provinces, row.province) && isIn(occupations, row.occupation) && isIn(grades, row.grade)
  && (tags.length === 0 || tags.some((tag) => row.tags?.includes(tag))) && (stage === undefined || row.stage === stage);

const isNarrow = ({ provinces, occupations, grades, tags, stage }: CustomerScope): boolean =>
  provinces.length + occupations.length + grades.length + tags.length > 0 || stage !== undefined;

const keyOf = ({ conversation, place, seq }: SearchHit): TimelineKey => [conversation as ConversationId, -place, -seq]; // the index took it from a row

const isShown = ({ state }: FlagRow): boolean => state === 'open' || state === 'stands';

/** Flags of these lines by the message they are about, refused and withdrawn ones left out. */
const flagsOf = async (db: ArchiveDb, rows: readonly (TimelineRow | undefined)[]): Promise<ReadonlyMap<string, readonly FlagRow[]>> => {
  const found = (await db.flags.where('message').anyOf(rows.flatMap((row) => row?.keys ?? [])).toArray()).filter(isShown);
  const byMessage = new Map<string, FlagRow[]>();
  for (const flag of found) byMessage.set(flag.message, [...(byMessage.get(flag.message) ?? []), flag]);
  return byMessage;
};

/** Seqs of all lines with such a flag. */
const flaggedLines = async (db: ArchiveDb, kinds: readonly FlagKind[]): Promise<readonly number[]> => {
  const messages = new Set((await db.flags.filter((row) => isShown(row) && kinds.includes(row.kind)).toArray()).map(({ message }) => message));
  const keys = await db.timeline.where('keys').anyOf([...messages]).primaryKeys();
  return keys.map(([, , backSeq]) => -backSeq);
};

/** What the customers and conversations asked for leave; `undefined` = everything. */
const conversationsOf = async (db: ArchiveDb, customer: CustomerScope, subjects: Subjects | undefined): Promise<readonly string[] | undefined> => {
  const isChosen = (subjects?.conversations.length ?? 0) + (subjects?.persons.length ?? 0) > 0;
  if (!isNarrow(customer) && !isChosen) return undefined;
  const rows = (await db.conversations.toArray()).filter((row) => fits(row, customer));
  const isSubject = (row: ConversationRow): boolean => subjects === undefined || !isChosen || subjects.conversations.includes(row.id)
    || [row.person, row.customer].some((id) => id !== undefined && subjects.persons.includes(id));
  return rows.filter(isSubject).map((row) => row.id);
};

const withRows = async (db: ArchiveDb, hits: readonly SearchHit[]): Promise<readonly FoundLine[]> => {
  const ids = [...new Set(hits.map((hit) => hit.conversation as ConversationId))]; // as above
  const [rows, conversations] = await Promise.all([db.timeline.bulkGet(hits.map(keyOf)), db.conversations.bulkGet(ids)]);
  const flags = await flagsOf(db, rows);
  const byId = new Map(conversations.flatMap((row) => (row === undefined ? [] : [[row.id, row] as const])));
  return hits.flatMap((hit, at) => {
    const row = rows[at];
    const conversation = byId.get(hit.conversation as ConversationId); // as above
    // The index may be a moment behind: a line that just moved is found again with the next question.
    return row === undefined || conversation === undefined ? [] : [{ hit, row, conversation, flags: row.keys.flatMap((key) => flags.get(key) ?? []) }];
  });
};

/** One page in the order asked for; `page` is the `next` of the page before. Rejects with `archive.closed`, what the index says, or the signal's reason. */
export const findLines = async ({ customer, subjects, flags, ...query }: LineQuery, page: NextPage = {}, watch: SearchWatch = {}): Promise<FoundLines> => {
  const db = currentDb();
  if (db === null) throw new AppError('archive.closed');
  const [conversations, lines] = await Promise.all([conversationsOf(db, customer, subjects), flags === undefined ? undefined : flaggedLines(db, flags)]);
  const { hits, isMore } = await searchMessages({ ...query, ...page, limit: PAGE, ...(conversations !== undefined && { conversations }), ...(lines !== undefined && { lines }) }, watch);
  const last = hits.at(-1);
  const next: NextPage = query.order === 'best' ? { skip: (page.skip ?? 0) + hits.length } : last === undefined ? {} : { before: { place: last.place, seq: last.seq } };
  return { lines: await withRows(db, hits), isMore, next };
};

export type Around = { readonly rows: readonly TimelineRow[]; readonly hasOlder: boolean; readonly hasNewer: boolean };

/** Lines of a conversation around a place, oldest first, `more` to each side; both flags say whether there are others. */
export const readAround = async (db: ArchiveDb, id: ConversationId, { place, seq }: Place, sides: { readonly before: number; readonly after: number }): Promise<Around> => {
  const key: TimelineKey = [id, -place, -seq];
  const [older, newer] = await Promise.all([
    db.timeline.where('[conversation+back+backSeq]').between([...key], [id, []], true, true).limit(sides.before + 2).toArray(),
    lineRangeAfter(db, id, key, sides.after + 1),
  ]);
  const hasOlder = older.length > sides.before + 1;
  const hasNewer = newer.length > sides.after;
  const own = [...newer.slice(0, sides.after).reverse(), ...older.slice(0, sides.before + 1)].reverse();
  return { rows: await withAccountGaps(db, id, own), hasOlder, hasNewer };
};

const GAPS_READ = 200;

/** Holes that concern the whole account are holes in this conversation too, between the first and the last line read. */
const withAccountGaps = async (db: ArchiveDb, id: ConversationId, own: readonly TimelineRow[]): Promise<readonly TimelineRow[]> => {
  const [first] = own;
  const last = own.at(-1);
  if (first === undefined || last === undefined) return own;
  const line = accountLineOf(accountOfConversation(id));
  const found = await db.timeline.where('[conversation+back+backSeq]').between([line, last.back], [line, first.back, []], true, true).limit(GAPS_READ).toArray();
  const gaps = found.filter((row) => row.kind === 'gap');
  return gaps.length === 0 ? own : [...own, ...gaps].sort((a, b) => b.back - a.back || a.seq - b.seq);
};

/** Newer lines stand before in the descending key: read backwards from the place. */
const lineRangeAfter = (db: ArchiveDb, id: ConversationId, key: TimelineKey, limit: number): Promise<TimelineRow[]> =>
  db.timeline.where('[conversation+back+backSeq]').between([id], [...key], true, false).reverse().limit(limit).toArray();

export const sortedTags = (tags: readonly string[]): readonly string[] => [...new Set(tags)].sort((a, b) => a.localeCompare(b, 'zh-CN'));

/** Every tag of every conversation's customer, for the filter; names only, sorted. */
export const readTags = async (db: ArchiveDb): Promise<readonly string[]> => {
  const rows = await db.conversations.toArray();
  return sortedTags(rows.flatMap((row) => row.tags ?? []));
};
