/** What the gateway's platform holds: every message of every chat, like QQ's servers do while gateways come and go. */
import type { Dialect } from './dialects';
import { plainText, toCq, type WireSegment } from './cqText';

export type Place = { readonly user: string; readonly group?: undefined; readonly temporaryGroup?: string } | { readonly group: string; readonly user?: undefined };

export type StoredMessage = {
  readonly id: number;
  readonly seq: number;
  readonly place: Place;
  readonly author: string;
  readonly nickname: string;
  readonly segments: readonly WireSegment[];
  readonly text: string;
  /** Seconds since 1970. */
  readonly time: number;
  readonly isOwn: boolean;
  recalled: boolean;
};

export type NewMessage = { readonly place: Place; readonly author: string; readonly nickname: string; readonly segments: readonly WireSegment[]; readonly time: number; readonly isOwn: boolean; readonly id?: number };

export const chatKey = (place: Place): string => (place.group === undefined ? `private:${place.user}` : `group:${place.group}`);

export type Store = {
  readonly add: (message: NewMessage) => StoredMessage;
  readonly find: (id: number) => StoredMessage | undefined;
  readonly chat: (place: Place) => readonly StoredMessage[];
  readonly last: () => readonly StoredMessage[];
  readonly all: () => readonly StoredMessage[];
};

export const createStore = (dialect: Dialect): Store => {
  const messages: StoredMessage[] = [];
  let seq = 1_000;
  const ofChat = (place: Place): StoredMessage[] => messages.filter((message) => chatKey(message.place) === chatKey(place));
  return {
    add: ({ id, ...rest }) => {
      seq += 1;
      const message: StoredMessage = { ...rest, seq, id: id ?? dialect.messageId(seq, chatKey(rest.place)), text: plainText(rest.segments), recalled: false };
      messages.push(message);
      return message;
    },
    find: (id) => messages.findLast((message) => message.id === id),
    chat: ofChat,
    last: () => [...new Map(messages.map((message) => [chatKey(message.place), message])).values()],
    all: () => messages,
  };
};

/** `parseInt` where exact: real gateways write numbers, but ids that are words stay words. */
export const wireNumber = (id: string): number | string => (/^-?\d{1,15}$/.test(id) ? Number(id) : id);

/** A message as this dialect writes it, in an event or a history page. */
export const toWire = (message: StoredMessage, dialect: Dialect, self: string, format: 'array' | 'string'): Record<string, unknown> => {
  const { place } = message;
  const isGroup = place.group !== undefined;
  const isTemporary = !isGroup && place.temporaryGroup !== undefined;
  const target = message.isOwn ? (isGroup ? place.group : place.user) : dialect.target === 'peer' ? place.user : dialect.target === 'receiver' ? self : undefined;
  return {
    self_id: wireNumber(self), user_id: wireNumber(message.author), time: message.time,
    message_id: message.id, message_seq: dialect.history.by === 'shortId' ? message.id : message.seq, real_id: message.id, ...(dialect.hasStream ? { real_seq: String(message.seq) } : {}),
    message_type: isGroup ? 'group' : 'private', sub_type: isGroup ? 'normal' : isTemporary ? 'group' : 'friend',
    sender: { user_id: wireNumber(message.author), nickname: message.nickname, card: '', ...(isGroup ? { role: 'member' } : {}), ...(isTemporary ? { group_id: wireNumber(place.temporaryGroup ?? '0') } : {}) },
    raw_message: toCq(message.segments), font: 14, message_format: format,
    message: format === 'string' ? toCq(message.segments) : message.segments,
    ...(isGroup ? { group_id: wireNumber(place.group), group_name: `群${place.group}` } : {}),
    ...(isTemporary ? { temp_source: 0, group_id: wireNumber(place.temporaryGroup ?? '0') } : {}),
    ...(isGroup && !message.isOwn ? {} : target === undefined ? {} : { target_id: wireNumber(target) }),
    post_type: message.isOwn ? dialect.ownPost : 'message', ...(message.isOwn && dialect.ownPost === 'message_sent' ? { message_sent_type: 'self' } : {}),
  };
};

type PageRequest = { readonly message_seq?: unknown; readonly message_id?: unknown; readonly count?: unknown; readonly reverse_order?: unknown };
export type Page = { readonly ok: true; readonly messages: readonly StoredMessage[] } | { readonly ok: false; readonly wording: string };

/** One history page as the dialect pages: NapCat forward unless told otherwise, the others backward, each with the anchor. */
export const historyPage = (list: readonly StoredMessage[], dialect: Dialect, request: PageRequest): Page => {
  const visible = list.filter((message) => !message.recalled);
  const count = Math.min(Number(request.count ?? 20) || 20, dialect.history.limit);
  const wanted = dialect.history.by === 'messageId' ? request.message_id : request.message_seq;
  if (wanted === undefined || wanted === '' || Number(wanted) === 0) return { ok: true, messages: visible.slice(-count) };
  const index = visible.findIndex((message) => (dialect.history.by === 'seq' ? message.seq : message.id) === Number(wanted));
  if (index < 0) return { ok: false, wording: `消息${String(wanted)}不存在` };
  const isBack = dialect.history.by !== 'shortId' || request.reverse_order === true;
  return { ok: true, messages: isBack ? visible.slice(Math.max(0, index - count + 1), index + 1) : visible.slice(index, index + count) };
};
