/**
 * The only place where this channel's ids are made and taken apart.
 *
 * A chat and a contact are a bare JID (`li@example.org`); a private talk inside a room is the full JID.
 * A message is `s/<archive id>/<stanza id>` when our own server vouches for it (XEP-0359), the same for a live
 * message, an offline one and the copy in the archive; `o/<sender>/<stanza id>/<digest>` on servers without an
 * archive, because stanza ids repeat between sessions; `c/<client>` for a reply of ours before the archive names it.
 * The stanza id travels inside so that a read mark or a correction can name the message without a look-up.
 */
import { createHash } from 'node:crypto';
import type { ChatId, ClientId, ContactId, RemoteMessageId } from '#shared/domain/ids';

const MAX = 500;

/** Lower-cases what is case-insensitive (RFC 7622: local part and domain); the resource keeps its case. */
export const normalizeJid = (text: string): string => {
  const slash = text.indexOf('/');
  const bare = (slash < 0 ? text : text.slice(0, slash)).normalize('NFC').toLowerCase();
  return slash < 0 ? bare : bare + text.slice(slash);
};

export const bareOf = (jid: string): string => normalizeJid(jid).split('/', 1)[0] ?? '';
export const domainOf = (jid: string): string => bareOf(jid).split('@').pop() ?? '';
export const localOf = (jid: string): string => (bareOf(jid).includes('@') ? bareOf(jid).slice(0, bareOf(jid).lastIndexOf('@')) : '');
export const resourceOf = (jid: string): string => (jid.includes('/') ? jid.slice(jid.indexOf('/') + 1) : '');

export const chatIdOf = (jid: string): ChatId => jid as ChatId; // the only maker of this channel's chat ids
export const contactIdOf = (jid: string): ContactId => jid as ContactId; // the only maker of this channel's contact ids
/** Where stanzas for a chat are addressed. */
export const addressOf = (chat: ChatId): string => chat;

/** Lone surrogates have no UTF-8 form and would make encodeURIComponent throw. */
const part = (text: string): string => encodeURIComponent(text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD'));
const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 16);
/** Over-long ids of odd clients become a digest: still unique, only no longer readable backwards. */
const bounded = (prefix: string, wire: string, tail: string): RemoteMessageId => {
  const whole = `${prefix}/${part(wire)}${tail}`;
  return (whole.length <= MAX ? whole : `${prefix.slice(0, 300)}/~${digest(prefix + wire)}${tail}`) as RemoteMessageId; // the only maker of this channel's message ids
};

export const archivedMessageId = (archiveId: string, wireId: string): RemoteMessageId => bounded(`s/${part(archiveId)}`, wireId, '');
export const unarchivedMessageId = (sender: string, wireId: string, content: string): RemoteMessageId =>
  bounded(`o/${part(sender)}`, wireId, `/${digest(content)}`);
export const ownMessageId = (client: ClientId): RemoteMessageId => bounded('c', client, '');

/** The stanza id a peer knows the message by; undefined when it had none or it was too long to keep. */
export const wireIdOf = (id: RemoteMessageId): string | undefined => {
  const pieces = id.split('/');
  const raw = pieces[0] === 'c' ? pieces[1] : pieces[2];
  if (!raw || raw.startsWith('~')) return undefined;
  try { return decodeURIComponent(raw); } catch { return undefined; } // a foreign id that never was ours
};

const CLIENT = /^[\w-]{8,64}$/;
const PIECE = /^([\w-]{8,64})\.(\d{1,2})-(\d{1,2})$/;

/** Stanza id of piece `index` of `count` of one reply; a reply of one piece goes under its client id alone. */
export const pieceId = (client: ClientId, index: number, count: number): string =>
  count === 1 ? client : `${client}.${index + 1}-${count}`;

/** Which reply a stanza id of ours belongs to, and whether it is the piece that completes it. */
export const clientOfWire = (wire: string | undefined): { readonly client: ClientId; readonly isLast: boolean } | undefined => {
  if (!wire) return undefined;
  if (CLIENT.test(wire)) return { client: wire as ClientId, isLast: true }; // shaped like ours; the host knows whether it is
  const match = PIECE.exec(wire);
  return match?.[1] ? { client: match[1] as ClientId, isLast: match[2] === match[3] } : undefined; // made by pieceId
};
