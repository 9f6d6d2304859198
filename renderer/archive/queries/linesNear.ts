/** Single looks at a conversation's lines, newest first by key: where something stands, and what lies around a place. */
import { remoteMessageIdOf, type ConversationId, type RemoteMessageId } from '#shared/domain/ids';
import { lineRange, type ArchiveDb } from '../schema/db';
import type { TimelineRow } from '../schema/timelineRows';
import { currentDb } from './connection';

/** A line's place on the timeline: ms, then seq. */
export type LinePlace = { readonly place: number; readonly seq: number };

export const linePlaceOf = (row: Pick<TimelineRow, 'back' | 'backSeq'>): LinePlace => ({ place: -row.back, seq: -row.backSeq });

/** Lines at the place and older, newest first. */
const fromPlace = (db: ArchiveDb, id: ConversationId, { place, seq }: LinePlace) =>
  db.timeline.where('[conversation+back+backSeq]').between([id, -place, -seq], [id, []], true, true);

/** Lines newer than the place, newest first. */
const beyondPlace = (db: ArchiveDb, id: ConversationId, { place, seq }: LinePlace) =>
  db.timeline.where('[conversation+back+backSeq]').between([id], [id, -place, -seq], true, false);

const isMessage = (row: TimelineRow): boolean => row.kind === 'message';

/** The first message there is. */
export const firstLine = async (id: ConversationId): Promise<TimelineRow | undefined> => {
  const db = currentDb();
  return db === null ? undefined : lineRange(db, id).reverse().filter(isMessage).first();
};

/** The first message at `at` (ms) or later. */
export const firstLineFrom = async (id: ConversationId, at: number): Promise<TimelineRow | undefined> => {
  const db = currentDb();
  return db === null ? undefined : lineRange(db, id, at).reverse().filter(isMessage).first();
};

const PAGE = 2000;

/** The oldest of the customer's messages after the read mark, however many came since. */
export const firstUnreadLine = async (id: ConversationId, readSeq: number): Promise<TimelineRow | undefined> => {
  const db = currentDb();
  if (db === null) return undefined;
  let oldest: TimelineRow | undefined;
  let last: TimelineRow | undefined;
  for (;;) {
    const range = last === undefined ? lineRange(db, id) : fromPlace(db, id, linePlaceOf(last)).offset(1);
    const rows = await range.limit(PAGE).toArray();
    const found = rows.findLast((row) => isMessage(row) && row.direction === 'in' && row.seq > readSeq);
    if (found === undefined) return oldest;
    oldest = found;
    last = rows.at(-1);
    if (rows.length < PAGE) return oldest;
  }
};

/** The latest planned reply that waits for a person's word. */
export const heldLine = async (id: ConversationId): Promise<TimelineRow | undefined> => {
  const db = currentDb();
  if (db === null) return undefined;
  const rows = await lineRange(db, id).limit(PAGE).toArray();
  return rows.find((row) => row.kind === 'scheduled' && row.type === 'held');
};

/** `count` places older and newer than a place: the bounds of what is worth reading there. `end` = nothing lies beyond. */
export const boundsAround = async (db: ArchiveDb, id: ConversationId, at: LinePlace, older: number, newer: number): Promise<{ readonly from: LinePlace; readonly to: LinePlace | 'end' }> => {
  const [before, after] = await Promise.all([fromPlace(db, id, at).limit(older + 1).toArray(), beyondPlace(db, id, at).reverse().limit(newer + 1).toArray()]);
  const last = before.at(-1);
  const top = after[newer - 1];
  return { from: last === undefined ? at : linePlaceOf(last), to: after.length > newer && top !== undefined ? linePlaceOf(top) : 'end' };
};

/** Lines between two places, both included, oldest first. */
export const linesBetween = async (db: ArchiveDb, id: ConversationId, from: LinePlace, to: LinePlace | 'end'): Promise<TimelineRow[]> => {
  const upper = to === 'end' ? [id] : [id, -to.place, -to.seq];
  const rows = await db.timeline.where('[conversation+back+backSeq]').between(upper, [id, -from.place, -from.seq], true, true).toArray();
  return rows.reverse();
};

export const hasOlder = async (db: ArchiveDb, id: ConversationId, from: LinePlace): Promise<boolean> =>
  (await fromPlace(db, id, from).limit(2).count()) > 1;

/** The line of a message by the peer's id. */
export const lineOfRemote = async (id: ConversationId, remote: RemoteMessageId): Promise<TimelineRow | undefined> => {
  const db = currentDb();
  return db === null ? undefined : db.timeline.where('keys').equals(remoteMessageIdOf(id, remote)).first();
};
