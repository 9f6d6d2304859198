import { accountOfConversation, type ConversationId } from '#shared/domain/ids';
import { lineRange, type ArchiveDb } from '../schema/db';
import { accountLineOf, placeOf, type TimelineRow } from '../schema/rows';
import { useLive } from './useLive';

export type Timeline = {
  /** Oldest first. */
  readonly rows: readonly TimelineRow[];
  /** Older rows exist. */
  readonly hasMore: boolean;
  /** False until the first answer for this conversation. */
  readonly ready: boolean;
};

const nothing: Timeline = { rows: [], hasMore: false, ready: false };
const GAPS_READ = 200;

const newest = (db: ArchiveDb, id: ConversationId, limit: number, from?: number): Promise<TimelineRow[]> =>
  lineRange(db, id, from).limit(limit).toArray();

/** Holes that concern the whole account are holes in this conversation too, where it was alive at the time. */
const accountGaps = async (db: ArchiveDb, id: ConversationId, first: TimelineRow, hasMore: boolean): Promise<readonly TimelineRow[]> => {
  const rows = await newest(db, accountLineOf(accountOfConversation(id)), GAPS_READ, hasMore ? placeOf(first) : undefined);
  return rows.filter((row) => row.kind === 'gap' && (row.to ?? row.at) >= placeOf(first));
};

/** The newest `limit` lines, by one forward read of the descending key. */
export const readTimeline = async (db: ArchiveDb, id: ConversationId, limit: number): Promise<Omit<Timeline, 'ready'>> => {
  const read = await newest(db, id, limit + 1);
  const hasMore = read.length > limit;
  const rows = (hasMore ? read.slice(0, limit) : read).reverse();
  const [first] = rows;
  const gaps = first === undefined ? [] : await accountGaps(db, id, first, hasMore);
  if (gaps.length === 0) return { rows, hasMore };
  return { rows: [...rows, ...gaps].sort((a, b) => placeOf(a) - placeOf(b) || a.seq - b.seq), hasMore };
};

/** The newest `limit` lines of a conversation, live. Raising `limit` keeps what is shown until more is there. */
export const useTimeline = (id: ConversationId, limit: number): Timeline => {
  const answer = useLive(`timeline ${id} ${limit}`, async (db) => ({ id, ...(await readTimeline(db, id, limit)) }), (last) => last.id === id);
  return answer === undefined ? nothing : { rows: answer.rows, hasMore: answer.hasMore, ready: true };
};
