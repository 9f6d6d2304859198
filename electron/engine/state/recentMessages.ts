/**
 * Bounded memory of one account's latest messages: where a message id belongs (for recalls without a chat),
 * which of our replies a remote id is (for receipts and echoes), and which media still lie on the platform.
 */
import type { ChatId, ClientId, ConversationId, RemoteMessageId } from '#shared/domain/ids';
import { chatOfConversation } from '#shared/domain/ids';
import { isMediaPart, type Media, type PartKind, type Parts } from '#shared/domain/message';
import type { Entry } from '#shared/ledger/entry';
import { BoundedMap } from './boundedMap';
import type { OpenReply } from './openReplies';

const RECENT = 3_000;
const OWN = 5_000;
const REMOTE = 2_000;
const UNNAMED = 200;

/** `heard`: only of what a customer wrote: when, and whether it came by history. */
export type Place = { readonly chat: ChatId; readonly id: RemoteMessageId; readonly seq: number; readonly heard?: { readonly at: number; readonly late: boolean } };
export type OwnReply = {
  readonly conversation: ConversationId; readonly ids: readonly RemoteMessageId[]; readonly at: number; readonly seen: 0 | 1 | 2;
  /** Its place in the lane, should the platform send it back. */
  readonly order?: number;
};
export type RemoteMedia = { readonly chat: ChatId; readonly id: RemoteMessageId; readonly part: number; readonly kind: PartKind; readonly media: Media };

/** A reply known to have arrived (a person or a receipt said so) whose remote id is not known yet. */
export type UnnamedReply = { readonly client: ClientId; readonly conversation: ConversationId; readonly parts: Parts; readonly attemptedAt: number };

/** Packed for the snapshot: `names` holds each chat and conversation once, the tuples name them by place. */
export type RecentJson = {
  readonly names: readonly string[];
  /** Key, chat, seq, when heard (0 = ours, negative = by history), and the id where the key is not it. */
  readonly places: readonly (readonly [string, number, number, number, RemoteMessageId?])[];
  /** Client, conversation, at, seen, order (0 = unknown), ids. */
  readonly own: readonly (readonly [ClientId, number, number, OwnReply['seen'], number, ...RemoteMessageId[]])[];
  readonly remote: readonly RemoteMedia[];
  readonly unnamed: readonly UnnamedReply[];
};

const SUFFIX = /@\d{10,16}$/;
const mediaKey = (chat: string, id: string, part: number): string => `${chat}\0${id}\0${part}`;
const ownKey = (chat: string, id: string): string => `${chat}\0${id}`;

export class RecentMessages {
  readonly #places: BoundedMap<string, Place>;
  readonly #own: BoundedMap<ClientId, OwnReply>;
  readonly #remote: BoundedMap<string, RemoteMedia>;
  readonly #unnamed: BoundedMap<ClientId, UnnamedReply>;
  /** Derived from `#own`, may name clients that fell out. */
  readonly #clients = new BoundedMap<string, ClientId>(OWN * 2);

  constructor(json?: RecentJson) {
    const name = (place: number): string => json?.names[place] ?? '';
    this.#places = new BoundedMap(RECENT, json?.places.map(([key, chat, seq, heard, id]) =>
      [key, { chat: name(chat) as ChatId, id: id ?? key as RemoteMessageId, seq, ...(heard !== 0 && { heard: { at: Math.abs(heard), late: heard < 0 } }) }])); // as packed by `toJson`
    this.#own = new BoundedMap(OWN, json?.own.map(([client, conversation, at, seen, order, ...ids]) =>
      [client, { conversation: name(conversation) as ConversationId, ids, at, seen, ...(order > 0 && { order }) }])); // as packed by `toJson`
    this.#remote = new BoundedMap(REMOTE, json?.remote.map((media) => [mediaKey(media.chat, media.id, media.part), media]));
    this.#unnamed = new BoundedMap(UNNAMED, json?.unnamed.map((reply) => [reply.client, reply]));
    for (const [client, reply] of this.#own.entries()) this.#index(client, reply);
  }

  get isEmpty(): boolean { return this.#places.size + this.#own.size + this.#remote.size === 0; }

  /** The newest message the platform called `id`, in whatever chat. */
  place(id: string): Place | undefined { return this.#places.get(id); }
  /** This very message of this chat, under its own id. */
  original(chat: ChatId, id: RemoteMessageId): Place | undefined {
    const place = this.#places.get(id.replace(SUFFIX, ''));
    return place?.chat === chat && place.id === id ? place : undefined;
  }
  own(client: ClientId): OwnReply | undefined { return this.#own.get(client); }
  clientOf(chat: ChatId, id: string): ClientId | undefined { return this.#clients.get(ownKey(chat, id)); }
  remote(chat: string, id: string, part: number): RemoteMedia | undefined { return this.#remote.get(mediaKey(chat, id, part)); }
  unnamed(): readonly UnnamedReply[] { return this.#unnamed.entries().map(([, reply]) => reply); }
  allRemote(): readonly RemoteMedia[] { return this.#remote.entries().map(([, media]) => media); }

  /** `reply` is the one an acceptance settles, as it was before. */
  apply(entry: Entry, reply?: OpenReply): void {
    if (entry.conversation === undefined) return;
    const chat = chatOfConversation(entry.conversation);
    switch (entry.type) {
      case 'message.received': this.#received(chat, entry); break;
      case 'message.media': this.#media(chat, entry); break;
      case 'reply.accepted': this.#accepted(chat, entry, reply); break;
      case 'receipt.received': this.#receipt(chat, entry); break;
      default: break;
    }
  }

  toJson(): RecentJson {
    const numbers = new Map<string, number>();
    const number = (name: string): number => {
      const found = numbers.get(name) ?? numbers.size;
      numbers.set(name, found);
      return found;
    };
    const places = this.#places.entries().map(([key, { chat, id, seq, heard }]) => {
      const at = heard === undefined ? 0 : heard.late ? -heard.at : heard.at;
      return id === key ? [key, number(chat), seq, at] as const : [key, number(chat), seq, at, id] as const;
    });
    const own = this.#own.entries().map(([client, { conversation, ids, at, seen, order }]) => [client, number(conversation), at, seen, order ?? 0, ...ids] as const);
    return { names: [...numbers.keys()], places, own, remote: this.#remote.entries().map(([, media]) => media), unnamed: this.unnamed() };
  }

  #received(chat: ChatId, entry: Extract<Entry, { readonly type: 'message.received' }>): void {
    const { id, parts, at, direction, source } = entry.data;
    this.#places.set(id.replace(SUFFIX, ''), { chat, id, seq: entry.seq, ...(direction === 'in' && { heard: { at, late: source !== 'live' } }) });
    parts.forEach((part, index) => {
      if (isMediaPart(part) && part.media.state === 'remote') {
        this.#remote.set(mediaKey(chat, id, index), { chat, id, part: index, kind: part.kind, media: part.media });
      }
    });
  }

  #media(chat: ChatId, entry: Extract<Entry, { readonly type: 'message.media' }>): void {
    const { id, part, media } = entry.data;
    const key = mediaKey(chat, id, part);
    const old = this.#remote.get(key);
    if (media.state === 'stored') this.#remote.delete(key);
    else if (old) this.#remote.set(key, { ...old, media });
    else this.#remote.set(key, { chat, id, part, kind: 'file', media });
  }

  #accepted(chat: ChatId, entry: Extract<Entry, { readonly type: 'reply.accepted' }>, settled: OpenReply | undefined): void {
    const { client, id, at } = entry.data;
    if (entry.conversation === undefined) return;
    const old = this.#own.get(client) ?? { conversation: entry.conversation, ids: [], at, seen: 0 as const };
    const ids = id === undefined || old.ids.includes(id) ? old.ids : [...old.ids, id];
    const reply = { ...old, ids, ...(settled && { order: settled.order }) };
    this.#own.set(client, reply);
    this.#index(client, reply);
    if (ids.length > 0) this.#unnamed.delete(client);
    else if (settled) this.#unnamed.set(client, { client, conversation: settled.conversation, parts: settled.parts, attemptedAt: settled.attemptedAt });
    if (id !== undefined) this.#places.set(id, { chat, id, seq: entry.seq });
  }

  #receipt(chat: ChatId, entry: Extract<Entry, { readonly type: 'receipt.received' }>): void {
    const seen = entry.data.state === 'read' ? 2 : 1;
    const named = (entry.data.ids ?? []).flatMap((id) => this.clientOf(chat, id) ?? []);
    for (const client of [...named, ...(entry.data.clients ?? [])]) {
      const old = this.#own.get(client);
      if (old && old.seen < seen) this.#own.set(client, { ...old, seen });
    }
  }

  #index(client: ClientId, reply: OwnReply): void {
    for (const id of reply.ids) this.#clients.set(ownKey(chatOfConversation(reply.conversation), id), client);
  }
}
