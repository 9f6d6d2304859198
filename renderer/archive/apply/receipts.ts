import type { Delivery } from '#shared/domain/delivery';
import { ownMessageIdOf, remoteMessageIdOf, type ConversationId, type MessageId } from '#shared/domain/ids';
import type { EntryOf } from '#shared/ledger/entry';
import { placeOf, type TimelineRow } from '../schema/timelineRows';
import type { ConversationRow } from '../schema/conversationRows';
import { saveConversation } from './conversations';
import { advance, lower } from './delivery';
import type { WorkingSet } from './workingSet';

const isProven = (row: TimelineRow): boolean =>
  row.direction === 'out' && (row.delivery === 'accepted' || row.delivery === 'delivered');

/** Some platforms count whole seconds: a message counts as covered when its second is. */
const isCovered = (row: TimelineRow, upTo: number): boolean => {
  const sent = row.acceptedAt ?? row.at;
  return sent - (sent % 1000) <= upTo;
};

const boundOf = (rows: readonly TimelineRow[], states: readonly Delivery[]): number =>
  rows.reduce((bound, row) => (row.delivery !== undefined && states.includes(row.delivery) ? lower(bound, placeOf(row)) : bound), 0);

/** Where the read for an `upTo` receipt must begin, as a place; 0 = nothing of ours is open. */
export const receiptBound = (row: ConversationRow, state: 'delivered' | 'read'): number =>
  state === 'read' ? row.marks.unseenFrom : row.marks.undeliveredFrom;

const coverUpTo = (work: WorkingSet, conversation: ConversationRow, state: 'delivered' | 'read', upTo: number): ConversationRow => {
  const from = receiptBound(conversation, state);
  if (from === 0) return conversation;
  const open = work.timeline.of(conversation.id).filter((row) => placeOf(row) >= from && isProven(row));
  const covered = open.filter((row) => isCovered(row, upTo));
  const next = covered.reduce((result, row) => advance(work, result, row, state), conversation);
  const left = open.flatMap((row) => work.timeline.at(row.seq) ?? []);
  const marks = { ...next.marks, undeliveredFrom: boundOf(left, ['accepted']), unseenFrom: boundOf(left, ['accepted', 'delivered']) };
  // A delivery receipt saw only what is undelivered: what is merely unseen may begin earlier.
  return { ...next, marks: state === 'read' ? marks : { ...marks, unseenFrom: next.marks.unseenFrom } };
};

/** The messages a receipt names: by the peer's id, or ours where the peer gave none. */
export const receiptKeys = (id: ConversationId, { data }: EntryOf<'receipt.received'>): readonly MessageId[] => [
  ...(data.ids ?? []).map((remote) => remoteMessageIdOf(id, remote)),
  ...(data.clients ?? []).map((client) => ownMessageIdOf(id, client)),
];

/** Only our own messages, and only those surely sent: "read up to noon" proves nothing about a doubtful one. */
export const applyReceipt = (work: WorkingSet, entry: EntryOf<'receipt.received'>): void => {
  const { state, upTo } = entry.data;
  const before = entry.conversation === undefined ? undefined : work.conversations.get(entry.conversation);
  if (before === undefined) return;
  let row = before;
  for (const key of receiptKeys(before.id, entry)) {
    const line = work.timeline.find(key);
    if (line?.direction === 'out') row = advance(work, row, line, state);
  }
  if (upTo !== undefined) row = coverUpTo(work, row, state, upTo);
  saveConversation(work, before, row, entry.seq);
};
