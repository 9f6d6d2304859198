/** Facts → stanzas. Pure. */
import { xml, type Element } from '@xmpp/client';
import type { ChatId, ClientId } from '#shared/domain/ids';
import { isMediaPart, textOf, type MediaPart, type Parts } from '#shared/domain/message';
import { addressOf, pieceId, wireIdOf } from './ids';
import { NS } from './namespaces';

/** One stanza of a reply: words, or one shared file under its public address. */
export type Piece = { readonly kind: 'words'; readonly text: string; readonly answers?: string } | { readonly kind: 'file'; readonly url: string };

export type OutgoingPlan = { readonly words: string; readonly answers?: string; readonly media: readonly MediaPart[] };

/** XML 1.0 has no place for these characters; a stanza with one would end the stream. */
const clean = (text: string): string => text
  .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
  .replace(/[\uD800-\uDFFF]/gu, '\uFFFD');

/** What has to be sent, before files are uploaded. Empty words and no media: there is nothing to send. */
export const planOf = (parts: Parts): OutgoingPlan => {
  const quote = parts.find((part) => part.kind === 'quote');
  const answers = quote ? wireIdOf(quote.id) : undefined;
  return { words: clean(textOf(parts)), media: parts.filter(isMediaPart), ...(answers ? { answers } : {}) };
};

/** Stanza `index` of `count` of the reply `client`. Its id is both stanza id and origin id (XEP-0359), so any copy proves it. */
export const encodePiece = (chat: ChatId, client: ClientId, piece: Piece, index: number, count: number): Element => {
  const id = pieceId(client, index, count);
  const to = addressOf(chat);
  return xml('message', { to, type: 'chat', id },
    xml('body', {}, piece.kind === 'words' ? piece.text : piece.url),
    piece.kind === 'file' ? xml('x', { xmlns: NS.outOfBand }, xml('url', {}, piece.url)) : null,
    piece.kind === 'words' && piece.answers ? xml('reply', { xmlns: NS.reply, to, id: piece.answers }) : null,
    xml('origin-id', { xmlns: NS.stableId, id }),
    xml('request', { xmlns: NS.receipts }),
    xml('markable', { xmlns: NS.markers }),
    xml('active', { xmlns: NS.chatStates }));
};

/** XEP-0308: always names the first message, however often it was corrected. */
export const encodeCorrection = (chat: ChatId, id: string, target: string, parts: Parts): Element =>
  xml('message', { to: addressOf(chat), type: 'chat', id },
    xml('body', {}, clean(textOf(parts))),
    xml('replace', { xmlns: NS.correction, id: target }),
    xml('origin-id', { xmlns: NS.stableId, id }));

export const encodeReceipt = (to: string, messageId: string, id: string): Element =>
  xml('message', { to, type: 'chat', id }, xml('received', { xmlns: NS.receipts, id: messageId }), xml('store', { xmlns: NS.hints }));

export const encodeDisplayed = (chat: ChatId, messageId: string, id: string): Element =>
  xml('message', { to: addressOf(chat), type: 'chat', id }, xml('displayed', { xmlns: NS.markers, id: messageId }), xml('store', { xmlns: NS.hints }));

export const encodeChatState = (chat: ChatId, isActive: boolean): Element =>
  xml('message', { to: addressOf(chat), type: 'chat' }, xml(isActive ? 'composing' : 'paused', { xmlns: NS.chatStates }), xml('no-store', { xmlns: NS.hints }));
