import type { ChatKind, ChatRef } from '#shared/domain/chat';
import { conversationIdOf, type AccountId, type ChatId, type ClientId, type ContactId, type ConversationId, type PersonId, type RemoteMessageId, type SeatId } from '#shared/domain/ids';
import type { Parts } from '#shared/domain/message';
import type { Actor } from '#shared/domain/person';
import type { Draft, Entry, EntryData } from '#shared/ledger/entry';
import { ENTRY_VERSION } from '#shared/ledger/entry';
import { applyBatch } from '#test/kit/applyBatch';
import type { ArchiveDb } from '#renderer/archive/schema/db';

export const T0 = Date.UTC(2026, 10, 20, 6, 0, 0);
export const shop = 'shop' as AccountId; // test id
export const agent: Actor = { kind: 'person', id: 'p1' as PersonId, role: 'agent' }; // test id
export const channel: Actor = { kind: 'channel' };

export const chatId = (name: string): ChatId => name as ChatId; // test id
export const contactId = (name: string): ContactId => name as ContactId; // test id
export const remoteId = (name: string): RemoteMessageId => name as RemoteMessageId; // test id
export const clientId = (name: string): ClientId => name.padEnd(8, '_') as ClientId; // test id
export const text = (words: string): Parts => [{ kind: 'text', text: words }];
export const conversationId = (chat: string, account: AccountId = shop): ConversationId => conversationIdOf(account, chatId(chat));
export const privateChat = (name: string, kind: ChatKind = 'private'): ChatRef =>
  ({ id: chatId(name), kind, ...(kind === 'group' ? { title: `group ${name}` } : { contact: contactId(name) }) });

export type MessageOptions = Partial<EntryData<'message.received'>> & { readonly name?: string };

/** Writes a history entry by entry, seq without holes, `at` one second apart unless told. */
export class LedgerBuilder {
  readonly entries: Entry[] = [];
  private clock = T0;

  add<D extends Draft>(draft: Omit<D, 'actor'> & { readonly actor?: Actor }, at?: number): Entry {
    this.clock = at ?? this.clock + 1000;
    const head = { v: ENTRY_VERSION, seq: this.entries.length + 1, at: this.clock, seat: 's1' as SeatId, actor: draft.actor ?? channel }; // test id
    const entry = { ...draft, ...head } as unknown as Entry; // a draft plus its head is an entry
    this.entries.push(entry);
    return entry;
  }

  /** A message from the customer of that chat, live unless told. */
  said(chat: string, id: string, words: string, at: number, more: MessageOptions = {}): Entry {
    const { name, ...rest } = more;
    const ref = rest.chat ?? privateChat(chat);
    const sender = { id: contactId(chat), ...(name !== undefined && { name }) };
    const data = { chat: ref, id: remoteId(id), at, direction: 'in' as const, sender, parts: text(words), source: 'live' as const, ...rest };
    return this.add({ type: 'message.received', account: shop, conversation: conversationId(chat), data }, at);
  }

  queued(chat: string, client: string, words: string, at: number): Entry {
    return this.add({ type: 'reply.queued', actor: agent, account: shop, conversation: conversationId(chat), data: { client: clientId(client), parts: text(words), at } }, at);
  }

  reply<T extends 'reply.attempted' | 'reply.accepted' | 'reply.failed' | 'reply.uncertain' | 'reply.requeued' | 'reply.withdrawn' | 'reply.edited'>(
    type: T, chat: string, client: string, data: Omit<EntryData<T>, 'client'>, at?: number,
  ): Entry {
    const body = { client: clientId(client), ...data } as unknown as EntryData<T>; // client added back
    return this.add({ type, account: shop, conversation: conversationId(chat), data: body } as unknown as Omit<Draft, 'actor'>, at); // type and body belong together
  }

  /** Queued, attempted and accepted at once. */
  answered(chat: string, client: string, words: string, at: number, id = `r-${client}`): void {
    this.queued(chat, client, words, at);
    this.reply('reply.attempted', chat, client, { attempt: 1 }, at);
    this.reply('reply.accepted', chat, client, { id: remoteId(id), at: at + 200, proof: 'response' }, at + 200);
  }
}

/** Applies everything in batches of `size`. */
export const applyAll = async (db: ArchiveDb, entries: readonly Entry[], size = 1000): Promise<void> => {
  for (let from = 0; from < entries.length; from += size) {
    const part = entries.slice(from, from + size);
    const after = (part[0]?.seq ?? 1) - 1;
    await applyBatch(db, { after, entries: part, next: part.at(-1)?.seq ?? after, unreadable: 0 });
  }
};

/** Every row of every store, for comparison row by row. */
export const dump = async (db: ArchiveDb): Promise<Readonly<Record<string, readonly unknown[]>>> =>
  // The journal tells by which batches the archive came to be, not what it is.
  Object.fromEntries(await Promise.all(db.tables.filter((table) => table.name !== 'journal').map(async (table) => [table.name, await table.toArray()] as const)));
