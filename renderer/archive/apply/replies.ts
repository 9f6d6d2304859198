import { reduceDelivery, type DeliveryEvent } from '#shared/domain/delivery';
import { ownMessageIdOf, remoteMessageIdOf } from '#shared/domain/ids';
import type { EntryOf } from '#shared/ledger/entry';
import type { TimelineRow } from '../schema/timelineRows';
import type { ConversationRow } from '../schema/conversationRows';
import { leavePlan, plannedLine } from './collaboration';
import { withContact } from './contactCount';
import { openConversation, saveConversation } from './conversations';
import { changeRow, recount } from './delivery';
import { livePlace } from './place';
import { withMessage } from './preview';
import { noteWordingUse } from './wordings';
import type { WorkingSet } from './workingSet';

export const applyQueued = (work: WorkingSet, entry: EntryOf<'reply.queued'>): void => {
  const { client, parts, at } = entry.data;
  if (entry.conversation === undefined) return;
  const key = ownMessageIdOf(entry.conversation, client);
  const planned = plannedLine(work, entry);
  const opened = openConversation(work, entry.conversation, entry.seq);
  const row = planned === undefined ? opened : leavePlan(opened, planned);
  if (planned !== undefined) work.timeline.remove(planned);
  const place = livePlace(at, row.lastAt);
  const person = entry.actor.kind === 'person' ? entry.actor.id : undefined;
  const line: TimelineRow = {
    conversation: entry.conversation, back: -place, backSeq: -entry.seq, keys: [key], kind: 'message', at, seq: entry.seq,
    direction: 'out', parts, client, delivery: 'queued', ...(person !== undefined && { person }),
  };
  work.timeline.put(line);
  saveConversation(work, undefined, recount(withMessage(row, line), undefined, 'queued'), entry.seq);
  noteWordingUse(work, entry);
};

type ReplyChange = EntryOf<'reply.edited' | 'reply.withdrawn' | 'reply.attempted' | 'reply.accepted' | 'reply.failed' | 'reply.uncertain' | 'reply.requeued'>;

const eventOf: Readonly<Record<Exclude<ReplyChange['type'], 'reply.edited'>, DeliveryEvent>> = {
  'reply.withdrawn': 'withdrawn', 'reply.attempted': 'attempted', 'reply.accepted': 'accepted',
  'reply.failed': 'failed', 'reply.uncertain': 'uncertain', 'reply.requeued': 'requeued',
};

const cleared = { deliveryCode: undefined, deliveryData: undefined, retryable: undefined } as const;

/** The row after one fact about the reply: its state, and why. */
const reduceRow = (row: TimelineRow, entry: ReplyChange): TimelineRow => {
  if (entry.type === 'reply.edited') return { ...row, parts: entry.data.parts };
  const delivery = reduceDelivery(row.delivery, eventOf[entry.type]);
  const next = { ...row, delivery };
  switch (entry.type) {
    case 'reply.failed': return delivery === 'failed' ? { ...next, deliveryCode: entry.data.code, deliveryData: entry.data.data, retryable: entry.data.retryable } : next;
    case 'reply.uncertain': return delivery === 'uncertain' ? { ...next, ...cleared, deliveryCode: entry.data.code } : next;
    case 'reply.accepted': return { ...next, ...cleared, acceptedAt: row.acceptedAt ?? entry.data.at };
    case 'reply.requeued': case 'reply.withdrawn': return delivery === row.delivery ? next : { ...next, ...cleared };
    case 'reply.attempted': return next;
  }
};

/** The message of our own another device or history showed before the peer named our reply. */
const echoOf = (work: WorkingSet, conversation: ConversationRow, row: TimelineRow, { data }: EntryOf<'reply.accepted'>): TimelineRow | undefined => {
  const echo = conversation.marks.hasForeign && data.id !== undefined ? work.timeline.find(remoteMessageIdOf(row.conversation, data.id)) : undefined;
  return echo === undefined || echo.seq === row.seq || echo.direction !== 'out' || echo.client !== undefined ? undefined : echo;
};

/**
 * The peer named our reply. Had its echo already come in as a message of its own, the two are one: the row the
 * list shows as newest stays, the other goes.
 */
const named = (work: WorkingSet, conversation: ConversationRow, row: TimelineRow, entry: EntryOf<'reply.accepted'>): TimelineRow => {
  if (entry.data.id === undefined) return row;
  const key = remoteMessageIdOf(row.conversation, entry.data.id);
  const own = { ...row, remote: entry.data.id, keys: row.keys.includes(key) ? row.keys : [...row.keys, key] };
  const echo = echoOf(work, conversation, row, entry);
  if (echo === undefined) return own;
  const isEchoNewest = conversation.marks.newest === echo.seq;
  work.timeline.remove(isEchoNewest ? row : echo);
  return isEchoNewest ? { ...own, back: echo.back, backSeq: echo.backSeq, seq: echo.seq, at: echo.at } : own;
};

/** Every later fact about a reply. One never queued here (cut off in an early archive) is left out. */
export const applyReplyChange = (work: WorkingSet, entry: ReplyChange): void => {
  if (entry.conversation === undefined) return;
  const before = work.timeline.find(ownMessageIdOf(entry.conversation, entry.data.client));
  const known = before === undefined ? undefined : work.conversations.get(before.conversation);
  if (before === undefined || known === undefined) return;
  const isFirstSent = entry.type === 'reply.accepted' && before.acceptedAt === undefined && echoOf(work, known, before, entry) === undefined;
  const reduced = reduceRow(before, entry);
  const row = entry.type === 'reply.accepted' ? named(work, known, reduced, entry) : reduced;
  const changed = changeRow(work, known, before, row);
  saveConversation(work, known, isFirstSent ? withContact(changed, 'out', entry.data.at) : changed, entry.seq);
};
