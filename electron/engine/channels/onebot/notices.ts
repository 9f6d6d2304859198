/** OneBot notices and requests to channel events. Pure; never throws. Unknown ones stay visible with their raw form. */
import type { ChatRef, Sender } from '#shared/domain/chat';
import type { ChannelEvent } from '../contract/events';
import { rawJson } from '../kit/rawJson';
import type { DecodeContext } from './decode';
import { contactIdOf, groupChat, knownId, madeMessageId, messageIdOf, privateChat } from './ids';
import { mediaOf } from './mediaRef';
import { timeMs, type Dict, type EventFrame } from './wire';

type Facts = Readonly<Record<string, string | number | boolean>>;

/** Known kinds; the rest of each frame is plain facts. `notify` is named by its sub_type. */
const known: ReadonlySet<string> = new Set([
  'group_admin', 'group_decrease', 'group_increase', 'group_ban', 'group_card', 'group_dismiss', 'group_name', 'group_title', 'friend_add', 'essence',
  'group_msg_emoji_like', 'reaction', 'client_status', 'bot_offline', 'bot_online', 'poke', 'lucky_king', 'honor', 'title', 'profile_like', 'gray_tip',
  'friend_poke', 'group_poke', 'poke_recall', 'online_file_send', 'online_file_receive', 'flash_file',
]);
const hidden: ReadonlySet<string> = new Set(['post_type', 'notice_type', 'self_id', 'time', 'raw_info', 'raw', 'request_type']);

/** Kinds whose sub_type changes what is told: it becomes part of the type. */
const told: Readonly<Record<string, readonly string[]>> = {
  group_admin: ['set', 'unset'], group_decrease: ['leave', 'kick', 'kick_me', 'disband'], group_increase: ['approve', 'invite'],
  group_ban: ['ban', 'lift_ban'], essence: ['add', 'delete'],
};

const camel = (text: string): string => text.replace(/[_-]+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());

const typeOf = (type: string, sub: string | undefined): string => {
  const isTold = sub !== undefined && Object.hasOwn(told, type) && told[type]?.includes(sub);
  return `onebot.${camel(type)}${isTold ? `.${camel(sub)}` : ''}`;
};

const factsOf = (raw: Dict): Facts => Object.fromEntries(
  Object.entries(raw).flatMap(([key, value]): [string, string | number | boolean][] => {
    if (hidden.has(key) || key === '__proto__') return [];
    if (typeof value === 'string') return value === '' ? [] : [[key, value.slice(0, 500)]];
    // JSON's 1e999 is read as Infinity, which no record can hold.
    if (typeof value === 'number') return [[key, Number.isFinite(value) ? value : String(value)]];
    return typeof value === 'boolean' ? [[key, value]] : [];
  }),
);

const selfOf = (frame: EventFrame, context: DecodeContext): string | undefined => knownId(frame.self_id) ?? context.selfId;

const personChat = (user: string): ChatRef => ({ id: privateChat(user), kind: 'private', contact: contactIdOf(user) });

/** The chat a notice belongs to: its group, else the person who is not us. */
const chatOf = (frame: EventFrame, context: DecodeContext): ChatRef | undefined => {
  const group = knownId(frame.group_id);
  if (group) return { id: groupChat(group), kind: 'group', ...(frame.group_name?.trim() ? { title: frame.group_name.trim() } : {}) };
  const self = selfOf(frame, context);
  const peer = [frame.user_id, frame.sender_id, frame.target_id].map(knownId).find((user) => user !== undefined && user !== self);
  return peer ? personChat(peer) : undefined;
};

const withChat = (chat: ChatRef | undefined): { readonly chat?: ChatRef } => (chat ? { chat } : {});

const recallOf = (frame: EventFrame, context: DecodeContext, at: number): ChannelEvent | undefined => {
  const id = knownId(frame.message_id);
  if (!id) return undefined;
  const who = knownId(frame.operator_id) ?? knownId(frame.user_id);
  const by: { readonly by?: Sender } = who ? { by: { id: contactIdOf(who) } } : {};
  // friend_recall names the sender: for our own recalls that is us, and the chat stays unknown.
  return { kind: 'recall', id: messageIdOf(id), at, ...by, ...withChat(chatOf(frame, context)) };
};

const fileOf = (frame: EventFrame, context: DecodeContext, at: number): ChannelEvent | undefined => {
  const author = knownId(frame.user_id);
  if (!frame.file || !author) return undefined;
  const self = selfOf(frame, context);
  const isOwn = author === self;
  const group = knownId(frame.group_id);
  const peer = isOwn ? knownId(frame.target_id) : author;
  const chat: ChatRef | undefined = group ? { id: groupChat(group), kind: 'group' } : peer && peer !== self ? personChat(peer) : undefined;
  if (!chat) return undefined;
  const media = mediaOf('file', frame.file);
  const id = madeMessageId('file', `${chat.id}:${media.ref ?? ''}:${media.name}:${media.size ?? ''}:${at}`);
  return { kind: 'message', chat, id, at, direction: isOwn ? 'out' : 'in', sender: { id: contactIdOf(author) }, parts: [{ kind: 'file', media }], source: context.source };
};

const typingOf = (frame: EventFrame, context: DecodeContext): ChannelEvent | undefined => {
  const chat = chatOf(frame, context);
  return chat ? { kind: 'typing', chat, active: frame.event_type === undefined ? Boolean(frame.status_text) : frame.event_type === 1 } : undefined;
};

const unsupportedNotice = (raw: Dict, chat: ChatRef | undefined, at: number): ChannelEvent =>
  ({ kind: 'notice', ...withChat(chat), type: 'onebot.unsupported', at, raw: rawJson(raw) });

/** What a notice tells, in order; never empty: what is not understood becomes `onebot.unsupported` with `raw`. */
export const decodeNotice = (frame: EventFrame, raw: Dict, context: DecodeContext): readonly ChannelEvent[] => {
  const at = timeMs(frame.time, context.now);
  const base = frame.notice_type ?? '';
  const type = base === 'notify' ? frame.sub_type ?? '' : base;
  const chat = chatOf(frame, context);
  if (type === 'group_recall' || type === 'friend_recall') return [recallOf(frame, context, at) ?? unsupportedNotice(raw, chat, at)];
  if (type === 'group_upload' || type === 'offline_file') return [fileOf(frame, context, at) ?? unsupportedNotice(raw, chat, at)];
  if (type === 'input_status') return [typingOf(frame, context) ?? unsupportedNotice(raw, chat, at)];
  if (!known.has(type)) return [unsupportedNotice(raw, chat, at)];
  const isAboutAccount = type === 'bot_offline' || type === 'bot_online' || type === 'client_status' || type === 'profile_like';
  return [{ kind: 'notice', ...withChat(isAboutAccount ? undefined : chat), type: typeOf(type, frame.sub_type), at, data: factsOf(raw) }];
};

/** A wish to become a friend, to join a group, or to take us into one. `data.flag` is the platform's handle for answering. */
export const decodeRequest = (frame: EventFrame, raw: Dict, context: DecodeContext): readonly ChannelEvent[] => {
  const at = timeMs(frame.time, context.now);
  const data = factsOf(raw);
  if (frame.request_type === 'friend') return [{ kind: 'notice', type: 'onebot.friendRequest', at, data }];
  if (frame.request_type !== 'group') return [unsupportedNotice(raw, undefined, at)];
  const isInvite = frame.sub_type === 'invite';
  return [{ kind: 'notice', ...withChat(isInvite ? undefined : chatOf(frame, context)), type: isInvite ? 'onebot.groupInvite' : 'onebot.groupRequest', at, data }];
};
