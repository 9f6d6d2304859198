import type { ChatRef } from '#shared/domain/chat';
import { accountOfConversation, customerIdOf, noteLineIdOf, ownMessageIdOf, remoteMessageIdOf, type AccountId, type ConversationId, type CustomerId, type MessageId } from '#shared/domain/ids';
import type { Entry, EntryOf } from '#shared/ledger/entry';
import { lineRange, type ArchiveDb } from '../schema/db';
import type { ConversationRow } from '../schema/conversationRows';
import type { TimelineRow } from '../schema/timelineRows';
import { conversationOf, mergeChat } from './conversations';
import { chatOf } from './messages';
import { personOf } from './people';
import { receiptBound, receiptKeys } from './receipts';
import { replyIdOf, type RowCache } from './rowCache';
import { actionsIn, fieldsIn, filesNamed, plansIn, segmentsIn } from './customerIds';
import { concernsFile } from './senders';
import { loadFlags } from './flags';
import { loadDuties } from './dutyLoads';
import { loadFigureDays } from './figureLoads';
import { loadQuality } from './qualityLoads';
import { loadRows } from './loadRows';
import { loadViolations } from './violations';
import { loadWordings, loadWordingUses } from './wordingLoads';
import type { WorkingSet } from './workingSet';

type Placed = { readonly entry: Entry; readonly id: ConversationId; readonly row: ConversationRow | undefined; readonly chat: ChatRef | undefined };

/** The chat an entry tells of, if any. */
export const chatIn = (entry: Entry): ChatRef | undefined =>
  entry.type === 'message.received' ? chatOf(entry) : 'chat' in entry.data ? entry.data.chat : undefined;

const conversationsIn = (entries: readonly Entry[]): readonly ConversationId[] =>
  [...new Set(entries.flatMap((entry) => conversationOf(entry, chatIn(entry)) ?? []))];

/** A group message waits only when it names us, so it needs to know who we are. */
const accountsIn = (entries: readonly Entry[]): readonly AccountId[] =>
  [...new Set(entries.flatMap((entry) => {
    const isNeeded = entry.type.startsWith('account.') || entry.type === 'message.edited' || chatIn(entry)?.kind === 'group';
    return isNeeded && entry.account !== undefined ? [entry.account] : [];
  }))];

/** Files an entry reads or changes: those it names, and those of a chat it tells something new about. */
const customersOf = ({ entry, id, row, chat }: Placed): readonly CustomerId[] => {
  if (chat === undefined) return [];
  const isNews = row === undefined || mergeChat(row.chat, chat) !== row.chat || (entry.type === 'message.received' && concernsFile(row, entry.data));
  if (!isNews) return [];
  const contacts = [chat.contact, row?.chat.contact].flatMap((contact) => contact ?? []);
  return [...contacts.map((contact) => customerIdOf(accountOfConversation(id), contact)), ...(row?.customer === undefined ? [] : [row.customer])];
};

/** A live message newer than all we have, or not among those as late as it, cannot be a repetition. */
const isSurelyNew = ({ data }: EntryOf<'message.received'>, id: ConversationId, row: ConversationRow, cache: RowCache | undefined): boolean => {
  if (data.direction !== 'in' || data.source !== 'live') return false;
  if (data.at <= row.lastAt) return cache?.messageIds.hasNone(id, data.at, remoteMessageIdOf(id, data.id)) === true;
  cache?.messageIds.begin(id, data.at);
  return true;
};

/** Message ids an entry may change or repeat. */
const keysOf = (entry: Entry, id: ConversationId, row: ConversationRow, cache: RowCache | undefined): readonly MessageId[] => {
  switch (entry.type) {
    case 'message.received': return isSurelyNew(entry, id, row, cache) ? [] : [remoteMessageIdOf(id, entry.data.id)];
    case 'message.recalled': case 'message.edited': case 'message.media': return [remoteMessageIdOf(id, entry.data.id)];
    case 'receipt.received': return receiptKeys(id, entry);
    case 'reply.edited': case 'reply.withdrawn': case 'reply.attempted': case 'reply.failed':
    case 'reply.uncertain': case 'reply.requeued': case 'reply.rescheduled': case 'reply.cancelled': case 'reply.held': return [ownMessageIdOf(id, entry.data.client)];
    case 'reply.accepted': {
      const own = ownMessageIdOf(id, entry.data.client);
      return entry.data.id === undefined || !row.marks.hasForeign ? [own] : [own, remoteMessageIdOf(id, entry.data.id)];
    }
    // Only where something is planned can it be a planned one come due.
    case 'reply.queued': return (row.planned ?? 0) > 0 ? [ownMessageIdOf(id, entry.data.client)] : [];
    case 'note.revised': return [noteLineIdOf(id, entry.data.note)];
    default: return [];
  }
};

const filtersIn = (entries: readonly Entry[]): readonly string[] => [...new Set(entries.flatMap((entry) => {
  if (entry.type === 'listFilter.saved') return [entry.data.filter.id];
  return entry.type === 'listFilter.removed' ? [entry.data.filter] : [];
}))];

type Lines = { readonly keys: Set<MessageId>; readonly ranges: Map<ConversationId, number> };

const linesOf = (placed: readonly Placed[], cache: RowCache | undefined): Lines => {
  const lines: Lines = { keys: new Set(), ranges: new Map() };
  const made = new Set<MessageId>();
  for (const { entry, id, row } of placed) {
    // A conversation that is new with this batch has no stored lines.
    if (row === undefined) continue;
    for (const key of keysOf(entry, id, row, cache)) if (!made.has(key)) lines.keys.add(key);
    if (entry.type === 'reply.queued') made.add(ownMessageIdOf(id, entry.data.client));
    if (entry.type !== 'receipt.received' || entry.data.upTo === undefined) continue;
    const bound = receiptBound(row, entry.data.state);
    if (bound > 0) lines.ranges.set(id, Math.min(bound, lines.ranges.get(id) ?? bound));
  }
  return lines;
};

/** More lines than this are asked for in one transaction: each costs as much to begin as to read from. */
const FEW_LINES = 8;

const loadLines = async (db: ArchiveDb, { keys, ranges }: Lines, work: WorkingSet, cache: RowCache | undefined): Promise<void> => {
  const cached = [...keys].flatMap((key) => cache?.replies.get(key) ?? []);
  const known = new Set(cached.map(replyIdOf));
  const unknown = [...keys].filter((key) => !known.has(key));
  const read = (): Promise<readonly TimelineRow[][]> => Promise.all([
    ...unknown.map((key) => db.timeline.where('keys').equals(key).toArray()),
    ...[...ranges].map(([id, from]) => lineRange(db, id, from).toArray()),
  ]);
  const found = unknown.length + ranges.size <= FEW_LINES ? await read() : await db.transaction('r', db.timeline, read);
  for (const rows of [cached, ...found]) work.timeline.load(rows);
};

/** Files, then the conversations that carry a copy of one: name and tags may change there too. */
const loadFiles = async (db: ArchiveDb, placed: readonly Placed[], entries: readonly Entry[], work: WorkingSet, cache: RowCache | undefined): Promise<void> => {
  const actions = actionsIn(entries);
  if (actions.length > 0) await loadRows(db.customerActions, actions, work.customerActions);
  const named = entries.flatMap((entry) => {
    if ('customer' in entry.data) return filesNamed(entry, work);
    return entry.type === 'contact.seen' && entry.account !== undefined ? [customerIdOf(entry.account, entry.data.contact)] : filesNamed(entry, work);
  });
  const ids = [...new Set([...named, ...placed.flatMap(customersOf)])];
  await loadRows(db.customers, ids, work.customers, cache?.customers);
  const joined = [...new Set(ids.flatMap((id) => work.customers.get(id)?.members ?? []))];
  if (joined.length > 0) await loadRows(db.customers, joined, work.customers, cache?.customers);
  const all = [...new Set([...ids, ...joined])];
  await loadRows(db.conversations, all.flatMap((id) => work.customers.get(id)?.conversations ?? []), work.conversations, cache?.conversations);
};

/**
 * Reads everything the batch may look at, so that the fold itself never waits. What is loaded follows from the
 * rows as they stand before the batch: an entry that changes nothing about a chat needs nothing but its row.
 */
export const loadBatch = async (db: ArchiveDb, entries: readonly Entry[], work: WorkingSet, cache?: RowCache): Promise<void> => {
  await Promise.all([
    loadRows(db.conversations, conversationsIn(entries), work.conversations, cache?.conversations),
    loadRows(db.accounts, accountsIn(entries), work.accounts),
    loadWordings(db, entries, work),
    loadQuality(db, entries, work),
    loadDuties(db, entries, work),
    loadFlags(db, entries, work),
    loadViolations(db, entries, work),
    loadRows(db.followUps, plansIn(entries), work.followUps),
    loadRows(db.customerFields, fieldsIn(entries), work.customerFields),
    loadRows(db.segments, segmentsIn(entries), work.segments),
    loadRows(db.listFilters, filtersIn(entries), work.listFilters),
    loadRows(db.people, [...new Set(entries.flatMap((entry) => personOf(entry) ?? []))], work.people),
  ]);
  const placed = entries.flatMap((entry): readonly Placed[] => {
    const chat = chatIn(entry);
    const id = conversationOf(entry, chat);
    return id === undefined ? [] : [{ entry, id, row: work.conversations.get(id), chat }];
  });
  await Promise.all([loadLines(db, linesOf(placed, cache), work, cache), loadFiles(db, placed, entries, work, cache), loadWordingUses(db, placed, work)]);
  await loadFigureDays(db, placed, work, cache);
};
