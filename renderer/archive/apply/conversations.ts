import type { ChatRef } from '#shared/domain/chat';
import { accountOfConversation, chatOfConversation, conversationIdOf, customerIdOf, type AccountId, type ConversationId } from '#shared/domain/ids';
import type { Media } from '#shared/domain/message';
import type { EntryOf, Head } from '#shared/ledger/entry';
import { handledAt, nobodyWaits, putAside, takeUp, waitingSince, type WaitingState } from '#shared/rules/waiting';
import type { TimelineRow } from '../schema/timelineRows';
import type { ConversationRow } from '../schema/conversationRows';
import type { CustomerRow } from '../schema/customerRows';
import { titleOf } from './customers';
import { ensureCustomer } from './files';
import { customerCopy } from './persons';
import { livePlace } from './place';
import type { WorkingSet } from './workingSet';

const blank = (id: ConversationId, account: AccountId): ConversationRow => ({
  id, account, chat: { id: chatOfConversation(id), kind: 'private' }, kind: 'private', title: chatOfConversation(id),
  touched: 0, lastAt: 0, lastSeq: 0, unread: 0, readSeq: 0, waitingSince: 0, status: 'open', queued: 0, failed: 0, uncertain: 0,
  marks: { newest: 0, unreadSeqs: [], firstAt: 0, hasForeign: false, undeliveredFrom: 0, unseenFrom: 0, waiting: nobodyWaits },
});

/** The conversation an entry is about: the head says so, the chat is the fallback of older writers. */
export const conversationOf = (entry: Head, chat?: ChatRef): ConversationId | undefined =>
  entry.conversation ?? (entry.account !== undefined && chat !== undefined ? conversationIdOf(entry.account, chat.id) : undefined);

/** Writes the row when it changed, stamped with the entry that did. */
export const saveConversation = (work: WorkingSet, before: ConversationRow | undefined, after: ConversationRow, seq: number): ConversationRow => {
  if (after === before) return after;
  const row = { ...after, touched: seq };
  work.conversations.put(row);
  return row;
};

/** The same object when `seen` tells nothing new. */
export const mergeChat = (known: ChatRef, seen: ChatRef): ChatRef => {
  const title = seen.title ?? known.title;
  const contact = seen.contact ?? known.contact;
  if (seen.kind === known.kind && title === known.title && contact === known.contact) return known;
  return { id: known.id, kind: seen.kind, ...(title !== undefined && { title }), ...(contact !== undefined && { contact }) };
};

const attachCustomer = (work: WorkingSet, row: ConversationRow, seq: number): ConversationRow => {
  const { contact } = row.chat;
  if (row.kind === 'group' || contact === undefined) return row;
  const id = customerIdOf(row.account, contact);
  const customer = ensureCustomer(work, id, row.account, contact, seq);
  if (row.customer === id) return row;
  if (!customer.conversations.includes(row.id)) {
    work.customers.put({ ...customer, conversations: [...customer.conversations, row.id], touched: seq });
  }
  return { ...row, customer: id, ...customerCopy(work, customer) };
};

/**
 * The conversation as known, made on first use and brought up to date with what the peer says of the chat.
 * In a private or temporary chat it is tied to its customer. Saved by the caller.
 */
export const openConversation = (work: WorkingSet, id: ConversationId, seq: number, seen?: ChatRef): ConversationRow => {
  const known = work.conversations.get(id) ?? blank(id, accountOfConversation(id));
  if (seen === undefined) return known;
  const chat = mergeChat(known.chat, seen);
  if (chat === known.chat && known.touched > 0) return known;
  const row = attachCustomer(work, { ...known, chat, kind: chat.kind }, seq);
  return { ...row, title: titleOf(work, row.chat, customerOf(work, row)) };
};

export const customerOf = (work: WorkingSet, row: ConversationRow): CustomerRow | undefined =>
  row.customer === undefined ? undefined : work.customers.get(row.customer);

/** Sets who waits, and what follows from it. */
export const withWaiting = (row: ConversationRow, waiting: WaitingState): ConversationRow => {
  if (waiting === row.marks.waiting) return row;
  return { ...row, waitingSince: waitingSince(waiting), handledAt: handledAt(waiting), marks: { ...row.marks, waiting } };
};

/** Puts a line that is no message (closed, notice …) where it belongs. */
export const addLine = (work: WorkingSet, entry: Head, id: ConversationId, line: Pick<TimelineRow, 'kind' | 'at'> & Partial<TimelineRow>, place: number): void => {
  const person = entry.actor.kind === 'person' ? entry.actor.id : undefined;
  work.timeline.put({ conversation: id, back: -place, backSeq: -entry.seq, keys: [], seq: entry.seq, ...(person !== undefined && { person }), ...line });
};

const personDid = (work: WorkingSet, entry: EntryOf<'conversation.closed' | 'conversation.reopened' | 'conversation.dismissed'>, row: ConversationRow): void => {
  const data = entry.type === 'conversation.closed' && entry.data.reason !== undefined ? { data: { ...entry.data, reason: entry.data.reason } } : {};
  const line = { kind: 'event' as const, at: entry.at, type: entry.type, ...data };
  addLine(work, entry, row.id, line, livePlace(entry.at, row.lastAt));
};

export const applyRead = (work: WorkingSet, entry: EntryOf<'conversation.read'>): void => {
  if (entry.conversation === undefined) return;
  const row = openConversation(work, entry.conversation, entry.seq);
  saveConversation(work, row, readUpTo(row, entry.data.upTo), entry.seq);
};

/** Unread is exact while at most `UNREAD_KEPT` are open, which is more than any badge counts. */
export const UNREAD_KEPT = 100;

export const readUpTo = (row: ConversationRow, upTo: number): ConversationRow => {
  if (upTo <= row.readSeq) return row;
  const { unreadSeqs } = row.marks;
  const left = unreadSeqs.filter((seq) => seq > upTo);
  const oldest = unreadSeqs[0] ?? 0;
  const forgotten = upTo >= oldest ? 0 : row.unread - unreadSeqs.length;
  return { ...row, readSeq: upTo, unread: left.length + forgotten, marks: { ...row.marks, unreadSeqs: left } };
};

export const applyClosed = (work: WorkingSet, entry: EntryOf<'conversation.closed'>): void => {
  if (entry.conversation === undefined) return;
  const row = openConversation(work, entry.conversation, entry.seq);
  personDid(work, entry, row);
  const { snooze: _ended, ...after } = withWaiting(row, putAside(row.marks.waiting, entry));
  const by = entry.actor.kind === 'person' ? { by: entry.actor.id } : {};
  saveConversation(work, row, { ...after, status: 'closed', closing: { at: entry.at, ...by, ...entry.data } }, entry.seq);
};

export const applyDismissed = (work: WorkingSet, entry: EntryOf<'conversation.dismissed'>): void => {
  if (entry.conversation === undefined) return;
  const row = openConversation(work, entry.conversation, entry.seq);
  personDid(work, entry, row);
  saveConversation(work, row, withWaiting(row, putAside(row.marks.waiting, entry)), entry.seq);
};

export const applyReopened = (work: WorkingSet, entry: EntryOf<'conversation.reopened'>): void => {
  if (entry.conversation === undefined) return;
  const row = openConversation(work, entry.conversation, entry.seq);
  personDid(work, entry, row);
  saveConversation(work, row, { ...withWaiting(row, takeUp(row.marks.waiting)), status: 'open' }, entry.seq);
};

/** By what it says: a row read back from the database never holds the same object. */
const isSameMedia = (a: Media | undefined, b: Media | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

export const applyChatSeen = (work: WorkingSet, entry: EntryOf<'chat.seen'>): void => {
  const id = conversationOf(entry, entry.data.chat);
  if (id === undefined) return;
  const before = work.conversations.get(id);
  const row = openConversation(work, id, entry.seq, entry.data.chat);
  const { avatar } = entry.data;
  saveConversation(work, before, avatar === undefined || isSameMedia(avatar, row.avatar) ? row : { ...row, avatar }, entry.seq);
};
