/**
 * The only maker and reader of OneBot ids. On the wire an id is a number (int32, uint32, negative, up to and
 * beyond 53 bits) or a string; here it is always a string. Chats: `private:U`, `group:G`, `temporary:G:U`
 * (G = 0 when the group is unknown), `discuss:D`, `guild:G:C`.
 */
import { createHash } from 'node:crypto';
import type { ChatKind } from '#shared/domain/chat';
import type { ChatId, ContactId, RemoteMessageId } from '#shared/domain/ids';

const MAX_ID = 200;

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24);

/** An id as it came, as text; `undefined` for nothing, objects, blanks and numbers that are none. */
export const idText = (value: unknown): string | undefined => {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (text === '') return undefined;
  return text.length <= MAX_ID ? text : `long-${digestOf(text)}`;
};

/** Like `idText`, but the platform's ways of saying "none" (0, -1 as text or number) are none. */
export const knownId = (value: unknown): string | undefined => {
  const text = idText(value);
  return text === '0' || text === 'undefined' || text === 'null' ? undefined : text;
};

/** The form in which an id goes out: a number wherever that is exact, else the text. */
export const wireId = (text: string): number | string => {
  if (!/^-?\d{1,16}$/.test(text)) return text;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
};

export const contactIdOf = (user: string): ContactId => user as ContactId; // the only maker of this brand here
export const messageIdOf = (id: string): RemoteMessageId => id as RemoteMessageId; // the only maker of this brand here
const chatIdOf = (text: string): ChatId => text as ChatId; // the only maker of this brand here

/** An id for what came without one: equal frames at equal times get equal ids. */
export const madeMessageId = (prefix: string, content: string): RemoteMessageId => messageIdOf(`${prefix}-${digestOf(content)}`);

export const privateChat = (user: string): ChatId => chatIdOf(`private:${user}`);
export const groupChat = (group: string): ChatId => chatIdOf(`group:${group}`);
export const temporaryChat = (group: string | undefined, user: string): ChatId => chatIdOf(`temporary:${group ?? '0'}:${user}`);
export const discussChat = (discuss: string): ChatId => chatIdOf(`discuss:${discuss}`);
export const guildChat = (guild: string, channel: string): ChatId => chatIdOf(`guild:${guild}:${channel}`);

export type ChatTarget =
  | { readonly kind: 'private'; readonly user: string }
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'temporary'; readonly user: string; readonly group?: string }
  | { readonly kind: 'discuss'; readonly discuss: string }
  | { readonly kind: 'guild'; readonly guild: string; readonly channel: string };

/** Reads a chat id back; `undefined` for ids that are not ours. */
export const chatTarget = (chat: ChatId): ChatTarget | undefined => {
  const [kind, first, second] = chat.split(':');
  if (!first) return undefined;
  if (kind === 'private') return { kind, user: first };
  if (kind === 'group') return { kind, group: first };
  if (kind === 'discuss') return { kind, discuss: first };
  if (kind === 'temporary' && second) return { kind, user: second, group: first === '0' ? undefined : first };
  if (kind === 'guild' && second) return { kind, guild: first, channel: second };
  return undefined;
};

export const kindOfTarget = (target: ChatTarget): ChatKind =>
  target.kind === 'private' || target.kind === 'temporary' ? target.kind : 'group';
