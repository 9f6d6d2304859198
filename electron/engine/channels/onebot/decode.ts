/** OneBot messages to channel events. Pure; never throws. Notices are in `notices.ts`, whole frames in `frame.ts`. */
import type { ChatRef, Sender } from '#shared/domain/chat';
import type { Part } from '#shared/domain/message';
import type { MessageEvent } from '../contract/events';
import { parseCq } from './cq';
import { contactIdOf, discussChat, groupChat, guildChat, knownId, madeMessageId, messageIdOf, privateChat, temporaryChat } from './ids';
import { decodeSegments, unsupported } from './segments';
import { isDict, textOfUnknown, timeMs, type EventFrame } from './wire';

export type DecodeContext = {
  /** Who we are, where known; the frame's own `self_id` stands in. */
  readonly selfId?: string;
  /** Stands in where a frame has no time, ms. */
  readonly now: number;
  readonly source: 'live' | 'history' | 'offline';
  /** The chat a history page was asked for: its messages belong there whatever they say. */
  readonly chat?: ChatRef;
};

export type DecodedMessage =
  | { readonly kind: 'message'; readonly event: MessageEvent }
  /** Our own message, but the frame does not say to whom. */
  | { readonly kind: 'ownUnknownChat'; readonly event: Omit<MessageEvent, 'chat'> }
  /** Nothing in it (Lagrange pushes an empty message beside each group file). */
  | { readonly kind: 'empty' }
  /** Neither a person nor a group. */
  | { readonly kind: 'nowhere' };

/** NapCat's word for "some group" in a temporary session. */
const UNKNOWN_GROUP = '284840486';
const temporaryKinds: ReadonlySet<string> = new Set(['group', 'group_self']);

/** A nickname of blanks (also U+3000) names nobody. */
export const personName = (value: string | undefined): string | undefined => value?.replace(/[\p{C}]/gu, '').trim() || undefined;

export const decodeParts = (frame: EventFrame): Part[] => {
  const { message } = frame;
  if (typeof message === 'string') return decodeSegments(parseCq(textOfUnknown(message) ?? ''));
  if (isDict(message)) return decodeSegments([message]);
  const parts = Array.isArray(message) ? decodeSegments(message) : [];
  // raw_message lies in several dialects; it is only read where there is nothing else.
  if (parts.length === 0 && frame.raw_message) return decodeSegments(parseCq(frame.raw_message));
  if (parts.length === 0 && message !== undefined && message !== null && !Array.isArray(message)) return [unsupported('message', message)];
  return parts;
};

const groupChatRef = (frame: EventFrame): ChatRef | undefined => {
  const title = frame.group_name?.trim() ? { title: frame.group_name.trim() } : {};
  const guild = knownId(frame.guild_id);
  const channel = knownId(frame.channel_id);
  if (guild && channel) return { id: guildChat(guild, channel), kind: 'group', ...title };
  const discuss = knownId(frame.discuss_id);
  if (discuss) return { id: discussChat(discuss), kind: 'group', ...title };
  const group = knownId(frame.group_id);
  return group ? { id: groupChat(group), kind: 'group', ...title } : undefined;
};

const isTemporary = (frame: EventFrame): boolean =>
  temporaryKinds.has(frame.sub_type ?? '') || (frame.temp_source !== undefined && frame.temp_source !== null && frame.sub_type !== 'friend');

const personChatRef = (frame: EventFrame, peer: string, name: string | undefined): ChatRef => {
  const common = { contact: contactIdOf(peer), ...(name ? { title: name } : {}) };
  if (!isTemporary(frame)) return { id: privateChat(peer), kind: 'private', ...common };
  const group = knownId(frame.group_id) ?? knownId(frame.sender.group_id);
  return { id: temporaryChat(group === UNKNOWN_GROUP ? undefined : group, peer), kind: 'temporary', ...common };
};

/** Whom our own private message went to; Lagrange writes the receiver, LLOneBot sometimes 0. */
const ownPeer = (frame: EventFrame, self: string | undefined, author: string | undefined): string | undefined => {
  const target = knownId(frame.target_id);
  if (target && target !== self) return target;
  return author && author !== self ? author : undefined;
};

const senderOf = (frame: EventFrame, author: string): Sender => {
  const anonymous = frame.anonymous;
  const name = personName(textOfUnknown(anonymous?.name)) ?? personName(frame.sender.card) ?? personName(frame.sender.nickname);
  const id = knownId(anonymous?.id) ? `anonymous-${knownId(anonymous?.id) ?? ''}` : author;
  return { id: contactIdOf(id), ...(name ? { name } : {}) };
};

const isGroupFrame = (frame: EventFrame): boolean => {
  if (frame.message_type) return frame.message_type !== 'private';
  return groupChatRef(frame) !== undefined;
};

export const decodeMessage = (frame: EventFrame, context: DecodeContext): DecodedMessage => {
  const self = knownId(frame.self_id) ?? context.selfId;
  const author = knownId(frame.user_id) ?? knownId(frame.sender.user_id);
  const isOwn = frame.post_type === 'message_sent' || (self !== undefined && author === self);
  const parts = decodeParts(frame);
  if (parts.length === 0) return { kind: 'empty' };
  const at = timeMs(frame.time, context.now);
  const id = knownId(frame.message_id);
  const common = {
    kind: 'message' as const,
    id: id ? messageIdOf(id) : madeMessageId('noid', `${at}:${author ?? ''}:${JSON.stringify(parts)}`),
    at,
    direction: isOwn ? 'out' as const : 'in' as const,
    sender: senderOf(frame, isOwn ? self ?? author ?? '0' : author ?? '0'),
    parts,
    source: context.source,
  };
  if (context.chat) return { kind: 'message', event: { ...common, chat: context.chat } };
  if (isGroupFrame(frame)) {
    const chat = groupChatRef(frame);
    return chat ? { kind: 'message', event: { ...common, chat } } : { kind: 'nowhere' };
  }
  if (!isOwn) {
    return author ? { kind: 'message', event: { ...common, chat: personChatRef(frame, author, personName(frame.sender.nickname) ?? common.sender.name) } } : { kind: 'nowhere' };
  }
  const peer = ownPeer(frame, self, author);
  return peer ? { kind: 'message', event: { ...common, chat: personChatRef(frame, peer, undefined) } } : { kind: 'ownUnknownChat', event: common };
};
