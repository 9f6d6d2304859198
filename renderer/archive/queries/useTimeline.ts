import { accountOfConversation, type ConversationId } from '#shared/domain/ids';
import { lineRange, type ArchiveDb } from '../schema/db';
import { accountLineOf, placeOf, type TimelineRow } from '../schema/timelineRows';
import type { ChangedRows } from '../worker/messages';
import { prepareAnswer } from './preparedAnswers';
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

type Read = Omit<Timeline, 'ready'>;

const byPlace = (a: TimelineRow, b: TimelineRow): number => placeOf(a) - placeOf(b) || a.seq - b.seq;

const newest = (db: ArchiveDb, id: ConversationId, limit: number): Promise<TimelineRow[]> => lineRange(db, id).limit(limit).toArray();

/** The newest `limit` lines, by one forward read of the descending key; with them the holes of the whole account, where the conversation was alive at the time. */
export const readTimeline = async (db: ArchiveDb, id: ConversationId, limit: number): Promise<Read> => {
  // Side by side: which holes matter is only known from the lines, but a second trip would show them later.
  const [read, ofAccount] = await Promise.all([newest(db, id, limit + 1), newest(db, accountLineOf(accountOfConversation(id)), GAPS_READ)]);
  const hasMore = read.length > limit;
  const rows = (hasMore ? read.slice(0, limit) : read).reverse();
  const [first] = rows;
  if (first === undefined) return { rows, hasMore };
  const gaps = ofAccount.filter((row) => row.kind === 'gap' && (row.to ?? row.at) >= placeOf(first) && (!hasMore || placeOf(row) >= placeOf(first)));
  return { rows: gaps.length === 0 ? rows : [...rows, ...gaps].sort(byPlace), hasMore };
};

/**
 * What `readTimeline` would give after these rows were written, when it gave `last` before; `undefined` where only
 * reading tells (a line taken away or put in above the first, a hole of the whole account).
 */
export const patchTimeline = <T extends Read>(last: T, { timeline, gone }: ChangedRows, id: ConversationId, limit: number): T | undefined => {
  const account = accountLineOf(accountOfConversation(id));
  if (gone.some(([of]) => of === id || of === account) || timeline.some((row) => row.conversation === account && id !== account)) return undefined;
  const mine = timeline.filter((row) => row.conversation === id);
  if (mine.length === 0) return last;
  const edge = last.rows.find((row) => row.conversation === id);
  const changed = mine.filter((row) => edge !== undefined && byPlace(row, edge) >= 0);
  // A line put in above the first may bring older holes of the account into view.
  if (changed.length < mine.length && !last.hasMore) return undefined;
  const seqs = new Set(changed.map((row) => row.seq));
  const rows = [...last.rows.filter((row) => !seqs.has(row.seq)), ...changed].sort(byPlace);
  const own = rows.filter((row) => row.conversation === id);
  const first = own.length > limit ? own.at(-limit) : undefined;
  if (first === undefined) return { ...last, rows };
  return { ...last, rows: rows.filter((row) => row.conversation !== id || byPlace(row, first) >= 0), hasMore: true };
};

const keyOf = (id: ConversationId, limit: number): string => `timeline ${id} ${limit}`;
const ask = (id: ConversationId, limit: number) => async (db: ArchiveDb) => ({ id, ...(await readTimeline(db, id, limit)) });

/** Reads a conversation that is about to be shown. */
export const prepareTimeline = (id: ConversationId, limit: number): void => prepareAnswer(keyOf(id, limit), ask(id, limit));

/** The newest `limit` lines of a conversation, live. Raising `limit` keeps what is shown until more is there. */
export const useTimeline = (id: ConversationId, limit: number): Timeline => {
  const answer = useLive(keyOf(id, limit), ask(id, limit), (last) => last.id === id, (last, rows) => patchTimeline(last, rows, id, limit));
  return answer === undefined ? nothing : { rows: answer.rows, hasMore: answer.hasMore, ready: true };
};
