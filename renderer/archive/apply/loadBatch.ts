import type { ChatRef } from '#shared/domain/chat';
import { accountOfConversation, customerIdOf, ownMessageIdOf, remoteMessageIdOf, type AccountId, type ConversationId, type CustomerId, type MessageId, type WordingId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import { lineRange, type ArchiveDb } from '../schema/db';
import type { ConversationRow } from '../schema/rows';
import { conversationOf, mergeChat } from './conversations';
import { chatOf } from './messages';
import { receiptBound, receiptKeys } from './receipts';
import type { RowCache } from './rowCache';
import { concernsFile } from './senders';
import type { WorkingSet } from './workingSet';

type Placed = { readonly entry: Entry; readonly id: ConversationId; readonly row: ConversationRow | undefined; readonly chat: ChatRef | undefined };

const chatIn = (entry: Entry): ChatRef | undefined =>
  entry.type === 'message.received' ? chatOf(entry) : 'chat' in entry.data ? entry.data.chat : undefined;

const conversationsIn = (entries: readonly Entry[]): readonly ConversationId[] =>
  [...new Set(entries.flatMap((entry) => conversationOf(entry, chatIn(entry)) ?? []))];

/** A group message waits only when it names us, so it needs to know who we are. */
const accountsIn = (entries: readonly Entry[]): readonly AccountId[] =>
  [...new Set(entries.flatMap((entry) => {
    const isNeeded = entry.type.startsWith('account.') || entry.type === 'message.edited' || chatIn(entry)?.kind === 'group';
    return isNeeded && entry.account !== undefined ? [entry.account] : [];
  }))];

const wordingOf = (entry: Entry): WordingId | undefined => {
  switch (entry.type) {
    case 'wording.saved': return entry.data.wording.id;
    case 'wording.removed': return entry.data.wording;
    case 'reply.queued': return entry.data.wording?.id;
    default: return undefined;
  }
};

/** Files an entry reads or changes: those it names, and those of a chat it tells something new about. */
const customersOf = ({ entry, id, row, chat }: Placed): readonly CustomerId[] => {
  if (chat === undefined) return [];
  const isNews = row === undefined || mergeChat(row.chat, chat) !== row.chat || (entry.type === 'message.received' && concernsFile(row, entry.data));
  if (!isNews) return [];
  const contacts = [chat.contact, row?.chat.contact].flatMap((contact) => contact ?? []);
  return [...contacts.map((contact) => customerIdOf(accountOfConversation(id), contact)), ...(row?.customer === undefined ? [] : [row.customer])];
};

/** Message ids an entry may change or repeat. A live message newer than all we have cannot be a repetition. */
const keysOf = (entry: Entry, id: ConversationId, row: ConversationRow): readonly MessageId[] => {
  switch (entry.type) {
    case 'message.received': {
      const { data } = entry;
      const isNew = data.direction === 'in' && data.source === 'live' && data.at > row.lastAt;
      return isNew ? [] : [remoteMessageIdOf(id, data.id)];
    }
    case 'message.recalled': case 'message.edited': case 'message.media': return [remoteMessageIdOf(id, entry.data.id)];
    case 'receipt.received': return receiptKeys(id, entry);
    case 'reply.edited': case 'reply.withdrawn': case 'reply.attempted': case 'reply.failed':
    case 'reply.uncertain': case 'reply.requeued': return [ownMessageIdOf(id, entry.data.client)];
    case 'reply.accepted': {
      const own = ownMessageIdOf(id, entry.data.client);
      return entry.data.id === undefined || !row.marks.hasForeign ? [own] : [own, remoteMessageIdOf(id, entry.data.id)];
    }
    default: return [];
  }
};

type Lines = { readonly keys: Set<MessageId>; readonly ranges: Map<ConversationId, number> };

const linesOf = (placed: readonly Placed[]): Lines => {
  const lines: Lines = { keys: new Set(), ranges: new Map() };
  const made = new Set<MessageId>();
  for (const { entry, id, row } of placed) {
    // A conversation that is new with this batch has no stored lines.
    if (row === undefined) continue;
    for (const key of keysOf(entry, id, row)) if (!made.has(key)) lines.keys.add(key);
    if (entry.type === 'reply.queued') made.add(ownMessageIdOf(id, entry.data.client));
    if (entry.type !== 'receipt.received' || entry.data.upTo === undefined) continue;
    const bound = receiptBound(row, entry.data.state);
    if (bound > 0) lines.ranges.set(id, Math.min(bound, lines.ranges.get(id) ?? bound));
  }
  return lines;
};

const loadLines = async (db: ArchiveDb, { keys, ranges }: Lines, work: WorkingSet): Promise<void> => {
  const byKey = [...keys].map((key) => db.timeline.where('keys').equals(key).toArray());
  const byRange = [...ranges].map(([id, from]) => lineRange(db, id, from).toArray());
  for (const rows of await Promise.all([...byKey, ...byRange])) work.timeline.load(rows);
};

const loadConversations = async (db: ArchiveDb, ids: readonly ConversationId[], work: WorkingSet, cache: RowCache | undefined): Promise<void> => {
  const wanted = ids.filter((id) => !work.conversations.isAsked(id));
  const missing = wanted.filter((id) => cache?.get(id) === undefined);
  const stored = missing.length === 0 ? [] : await db.conversations.bulkGet(missing);
  work.conversations.load(missing, stored);
  const cached = wanted.filter((id) => cache?.get(id) !== undefined);
  work.conversations.load(cached, cached.map((id) => cache?.get(id)));
};

/** Files, then the conversations that carry a copy of one: name and tags may change there too. */
const loadFiles = async (db: ArchiveDb, placed: readonly Placed[], entries: readonly Entry[], work: WorkingSet, cache: RowCache | undefined): Promise<void> => {
  const named = entries.flatMap((entry) => {
    if ('customer' in entry.data) return [entry.data.customer];
    return entry.type === 'contact.seen' && entry.account !== undefined ? [customerIdOf(entry.account, entry.data.contact)] : [];
  });
  const ids = [...new Set([...named, ...placed.flatMap(customersOf)])];
  if (ids.length === 0) return;
  const files = await db.customers.bulkGet(ids);
  work.customers.load(ids, files);
  await loadConversations(db, files.flatMap((file) => file?.conversations ?? []), work, cache);
};

/**
 * Reads everything the batch may look at, so that the fold itself never waits. What is loaded follows from the
 * rows as they stand before the batch: an entry that changes nothing about a chat needs nothing but its row.
 */
export const loadBatch = async (db: ArchiveDb, entries: readonly Entry[], work: WorkingSet, cache?: RowCache): Promise<void> => {
  const accounts = accountsIn(entries);
  const wordings = [...new Set(entries.flatMap((entry) => wordingOf(entry) ?? []))];
  await Promise.all([
    loadConversations(db, conversationsIn(entries), work, cache),
    accounts.length === 0 ? undefined : db.accounts.bulkGet([...accounts]).then((rows) => work.accounts.load(accounts, rows)),
    wordings.length === 0 ? undefined : db.wordings.bulkGet(wordings).then((rows) => work.wordings.load(wordings, rows)),
  ]);
  const placed = entries.flatMap((entry): readonly Placed[] => {
    const chat = chatIn(entry);
    const id = conversationOf(entry, chat);
    return id === undefined ? [] : [{ entry, id, row: work.conversations.get(id), chat }];
  });
  await Promise.all([loadLines(db, linesOf(placed), work), loadFiles(db, placed, entries, work, cache)]);
};
