import type { ChatRef } from '#shared/domain/chat';
import type { ConversationId, RemoteMessageId } from '#shared/domain/ids';
import { remoteMessageIdOf } from '#shared/domain/ids';
import { isMediaPart, type Part, type Parts } from '#shared/domain/message';
import type { EntryOf } from '#shared/ledger/entry';
import { isCourtesy } from '#shared/rules/courtesy';
import { concernsUs } from '#shared/rules/rulePack';
import { endsSnooze } from '#shared/rules/snooze';
import { customerSpoke, weAnswered, weAnsweredLate, type Spoken } from '#shared/rules/waiting';
import { placeOf, type TimelineRow } from '../schema/timelineRows';
import type { ConversationRow } from '../schema/conversationRows';
import { addLine, conversationOf, openConversation, readUpTo, saveConversation, UNREAD_KEPT, withWaiting } from './conversations';
import { awake } from './holding';
import { withContact } from './contactCount';
import { livePlace } from './place';
import { replaceRow, withMessage } from './preview';
import { noteSent } from './delivery';
import { concernsFile, noteSender, withSender } from './senders';
import type { WorkingSet } from './workingSet';

type Received = EntryOf<'message.received'>;

/** Who we are is asked only where it decides. */
const isForUs = (work: WorkingSet, row: ConversationRow, parts: Parts): boolean =>
  concernsUs(row, parts, row.kind === 'group' ? work.accounts.get(row.account)?.self : undefined);

const spokenOf = (row: TimelineRow, courtesy: boolean | undefined): Spoken =>
  ({ seq: row.seq, at: row.at, late: row.source !== 'live', courtesy: courtesy ?? isCourtesy(row.parts ?? []) });

/**
 * A message we already have comes again: our own echo, or history that overlaps. A live one counts as known only
 * with a time not later than the first: that is what `loadBatch` looks up, so batches cannot change the answer.
 */
const isKnown = (known: TimelineRow | undefined, { data }: Received): boolean =>
  known !== undefined && (data.direction === 'out' || data.source !== 'live' || known.at >= data.at);

const rowOf = (entry: Received, id: ConversationId, place: number): TimelineRow => {
  const { data } = entry;
  return {
    conversation: id, back: -place, backSeq: -entry.seq, keys: [remoteMessageIdOf(id, data.id)], kind: 'message',
    at: data.at, seq: entry.seq, direction: data.direction, sender: data.sender, parts: data.parts, remote: data.id, source: data.source,
    ...(data.direction === 'out' && { delivery: 'accepted' as const, acceptedAt: data.at }),
  };
};

const heard = (work: WorkingSet, row: ConversationRow, line: TimelineRow, courtesy: boolean | undefined): ConversationRow => {
  const isUnread = line.seq > row.readSeq;
  const unreadSeqs = isUnread ? [...row.marks.unreadSeqs.slice(1 - UNREAD_KEPT), line.seq] : row.marks.unreadSeqs;
  const counted = isUnread ? { ...row, unread: row.unread + 1, marks: { ...row.marks, unreadSeqs } } : row;
  if (!isForUs(work, row, line.parts ?? [])) return counted;
  const said = spokenOf(line, courtesy);
  const open = asked(counted, said);
  const isNews = open !== counted && open.marks.waiting.pending.length > 0;
  return isNews && open.snooze !== undefined && endsSnooze(open.snooze, said) ? awake(open, said.at) : open;
};

/** The customer said something, or made of it something to answer: a closed conversation in which somebody waits is open. */
const asked = (row: ConversationRow, said: Spoken): ConversationRow => {
  const next = withWaiting(row, customerSpoke(row.marks.waiting, said));
  return next !== row && next.waitingSince > 0 && row.status === 'closed' ? { ...next, status: 'open' } : next;
};

/** Our own message, sent from another device or found in history. */
const spoken = (row: ConversationRow, line: TimelineRow): ConversationRow => {
  const sent = noteSent({ ...row, marks: { ...row.marks, hasForeign: true } }, placeOf(line), 'accepted');
  if (line.source !== 'live') return withWaiting(sent, weAnsweredLate(sent.marks.waiting, line));
  return readUpTo(withWaiting(sent, weAnswered(sent.marks.waiting, line)), line.seq);
};

/** In a chat with one person who writes is that person, should the platform not say. */
export const chatOf = ({ data: { chat, direction, sender } }: Received): ChatRef =>
  chat.kind !== 'group' && direction === 'in' && chat.contact === undefined ? { ...chat, contact: sender.id } : chat;

export const applyReceived = (work: WorkingSet, entry: Received): void => {
  const { data } = entry;
  const id = conversationOf(entry, data.chat);
  if (id === undefined || isKnown(work.timeline.find(remoteMessageIdOf(id, data.id)), entry)) return;
  const row = openConversation(work, id, entry.seq, chatOf(entry));
  const line = rowOf(entry, id, data.source === 'live' ? livePlace(data.at, row.lastAt) : data.at);
  work.timeline.put(line);
  const counted = withContact(withMessage(withSender(row, data), line), data.direction, data.at);
  const saved = saveConversation(work, undefined, data.direction === 'in' ? heard(work, counted, line, data.courtesy) : spoken(counted, line), entry.seq);
  if (concernsFile(row, data)) noteSender(work, saved, data, line);
};

const findRow = (work: WorkingSet, id: ConversationId | undefined, remote: RemoteMessageId): TimelineRow | undefined =>
  id === undefined ? undefined : work.timeline.find(remoteMessageIdOf(id, remote));

const saveRow = (work: WorkingSet, row: TimelineRow, seq: number): void => {
  const conversation = work.conversations.get(row.conversation);
  if (conversation === undefined) work.timeline.put(row);
  else saveConversation(work, conversation, replaceRow(work, conversation, row), seq);
};

/** The original stays. Recalled unseen, it is a line of its own: something was said and is gone. */
export const applyRecalled = (work: WorkingSet, entry: EntryOf<'message.recalled'>): void => {
  const { id, at, by } = entry.data;
  const row = findRow(work, entry.conversation, id);
  if (row !== undefined) return row.recalled === undefined ? saveRow(work, { ...row, recalled: { at, ...(by !== undefined && { by }) } }, entry.seq) : undefined;
  if (entry.conversation !== undefined) addLine(work, entry, entry.conversation, { kind: 'event', at, type: entry.type, data: { id }, ...(by !== undefined && { sender: by }) }, at);
};

/** Every version stays. Edited unseen, the new words are kept as a line: they are all we have. */
export const applyEdited = (work: WorkingSet, entry: EntryOf<'message.edited'>): void => {
  const { id, at, parts } = entry.data;
  const row = findRow(work, entry.conversation, id);
  if (row === undefined) {
    if (entry.conversation !== undefined) addLine(work, entry, entry.conversation, { kind: 'event', at, type: entry.type, data: { id }, parts }, at);
    return;
  }
  const line = { ...row, parts, versions: [...(row.versions ?? []), { at, parts: row.parts ?? [] }] };
  saveRow(work, line, entry.seq);
  const conversation = work.conversations.get(line.conversation);
  if (conversation === undefined || line.direction !== 'in' || !isForUs(work, conversation, parts)) return;
  saveConversation(work, conversation, asked(conversation, spokenOf(line, entry.data.courtesy)), entry.seq);
};

export const applyMedia = (work: WorkingSet, entry: EntryOf<'message.media'>): void => {
  const row = findRow(work, entry.conversation, entry.data.id);
  const part = row?.parts?.[entry.data.part];
  if (row?.parts === undefined || part === undefined || !isMediaPart(part)) return;
  const next: Part = { ...part, media: entry.data.media };
  saveRow(work, { ...row, parts: row.parts.map((other, place) => (place === entry.data.part ? next : other)) }, entry.seq);
};
