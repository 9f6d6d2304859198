/**
 * Stanza → facts. Pure: no clock, no memory, never throws. What names another message by the peer's id comes
 * out as `refers`; the channel finds that message first (see `references.ts`).
 */
import type { ChatRef } from '#shared/domain/chat';
import type { ContactId } from '#shared/domain/ids';
import type { Parts } from '#shared/domain/message';
import type { ChannelEvent, MessageEvent } from '../contract/events';
import { bareOf, clientOfWire, contactIdOf, resourceOf } from './ids';
import { chatOf, envelopeOf, messageIdOf, type DecodeContext, type Envelope } from './envelope';
import { NS } from './namespaces';
import { partsOf } from './parts';
import { child, rawOf, type XmlNode } from './wire';

export type Reference = { readonly chat: ChatRef; readonly sender: string; readonly wireId: string };

export type Decoded =
  | { readonly kind: 'event'; readonly event: ChannelEvent }
  /** A message, with the ids its peer may name it by later, and whom to tell that it is safe here. */
  | { readonly kind: 'message'; readonly event: MessageEvent; readonly sender: string; readonly wireIds: readonly string[]; readonly receiptTo?: string }
  /** Correction of `target`; kept as a message of its own when the target cannot be found, so no word is lost. */
  | { readonly kind: 'correction'; readonly target: Reference; readonly parts: Parts; readonly at: number; readonly otherwise: MessageEvent }
  | { readonly kind: 'retraction'; readonly target: Reference; readonly by: ContactId; readonly at: number }
  | { readonly kind: 'refused'; readonly event: ChannelEvent; readonly wireId: string }
  /** Somebody forged a copy of our own traffic: dropped and logged. */
  | { readonly kind: 'forged'; readonly from: string };

export type DecodedStanza = { readonly items: readonly Decoded[]; readonly archiveId?: string; readonly at: number };

/** Decodes one `<message>` as it came off the stream: live, carbon copy, held offline, or a page item of the archive. */
export const decodeMessage = (outer: XmlNode, context: DecodeContext): DecodedStanza => {
  const opened = envelopeOf(outer, context);
  if (opened.kind === 'forged') return { items: [{ kind: 'forged', from: opened.from }], at: context.now };
  if (opened.kind === 'nothing') return { items: [], at: context.now };
  const { envelope } = opened;
  return { items: decodeInner(envelope, context), at: envelope.at, ...(envelope.archiveId === undefined ? {} : { archiveId: envelope.archiveId }) };
};

const decodeInner = (envelope: Envelope, context: DecodeContext): readonly Decoded[] => {
  const { message } = envelope;
  if (message.attrs['type'] === 'error') return refusalOf(envelope);
  if (message.attrs['type'] === 'groupchat') return [notice(envelope, 'xmpp.groupchat')];
  const chat = chatOf(envelope);
  if (!chat) return [];
  const retraction = retractionOf(envelope, chat);
  if (retraction) return [retraction];
  const signals = signalsOf(envelope, chat);
  const parts = partsOf(message);
  if (parts.length > 0) return [...signals, ...contentOf(envelope, chat, parts, context)];
  return signals.length > 0 ? signals : leftoverOf(envelope, chat, context);
};

const contentOf = (envelope: Envelope, chat: ChatRef, parts: Parts, context: DecodeContext): readonly Decoded[] => {
  const event = messageEventOf(envelope, chat, parts, context);
  const replaces = child(envelope.message, 'replace', NS.correction)?.attrs['id'];
  const sender = bareOf(envelope.from);
  if (replaces) return [{ kind: 'correction', target: { chat, sender, wireId: replaces }, parts, at: envelope.at, otherwise: event }];
  if (isOwnPiece(envelope, context)) return [];
  const wireIds = [envelope.message.attrs['id'], envelope.originId].filter((id): id is string => id !== undefined && id !== '');
  const asksReceipt = envelope.source !== 'history' && !envelope.isCarbon && envelope.direction === 'in' && child(envelope.message, 'request', NS.receipts) !== undefined;
  return [{ kind: 'message', event, sender, wireIds, ...(asksReceipt && envelope.message.attrs['id'] ? { receiptTo: envelope.from } : {}) }];
};

/** A piece that does not complete our reply proves nothing and must not become a bubble beside it. */
const isOwnPiece = (envelope: Envelope, context: DecodeContext): boolean =>
  isFromHere(envelope, context) && !context.isFirstHistory && clientOfWire(wireOf(envelope))?.isLast === false;

const wireOf = (envelope: Envelope): string | undefined => envelope.originId ?? envelope.message.attrs['id'];

/** Ours by this very desk: another device's ids may look like ours. */
const isFromHere = (envelope: Envelope, context: DecodeContext): boolean =>
  envelope.direction === 'out' && ['', context.resource].includes(resourceOf(envelope.from));

const messageEventOf = (envelope: Envelope, chat: ChatRef, parts: Parts, context: DecodeContext): MessageEvent => {
  const own = isFromHere(envelope, context) ? clientOfWire(wireOf(envelope)) : undefined;
  return {
    kind: 'message', chat, id: messageIdOf(envelope, context), at: envelope.at, direction: envelope.direction,
    sender: { id: contactIdOf(chat.kind === 'temporary' && envelope.direction === 'in' ? chat.id : bareOf(envelope.from)) },
    parts, source: envelope.source, ...(own?.isLast ? { client: own.client } : {}),
  };
};

/** XEP-0424, the present and the older form. */
const retractionOf = (envelope: Envelope, chat: ChatRef): Decoded | undefined => {
  const { message } = envelope;
  const fastened = child(message, 'apply-to', NS.fasten);
  const target = child(message, 'retract', NS.retract)?.attrs['id'] ?? (child(fastened, 'retract', NS.retractOld) ? fastened?.attrs['id'] : undefined);
  return target ? { kind: 'retraction', target: { chat, sender: bareOf(envelope.from), wireId: target }, by: contactIdOf(bareOf(envelope.from)), at: envelope.at } : undefined;
};

const STATES = ['active', 'composing', 'paused', 'inactive', 'gone'] as const;

/** Receipts (0184), markers (0333) and chat states (0085): only the peer's word about our messages. */
const signalsOf = (envelope: Envelope, chat: ChatRef): readonly Decoded[] => {
  if (envelope.direction === 'out') return [];
  const { message, at } = envelope;
  const received = child(message, 'received', NS.receipts)?.attrs['id'] ?? child(message, 'received', NS.markers)?.attrs['id'];
  const displayed = child(message, 'displayed', NS.markers)?.attrs['id'] ?? child(message, 'acknowledged', NS.markers)?.attrs['id'];
  const state = envelope.source === 'live' && !envelope.isCarbon ? STATES.find((name) => child(message, name, NS.chatStates)) : undefined;
  return [
    ...receipt(chat, 'delivered', received, at),
    ...receipt(chat, 'read', displayed, at),
    ...(state ? [{ kind: 'event', event: { kind: 'typing', chat, active: state === 'composing' } } as const] : []),
  ];
};

const receipt = (chat: ChatRef, state: 'delivered' | 'read', wireId: string | undefined, at: number): readonly Decoded[] => {
  const client = clientOfWire(wireId);
  return client?.isLast ? [{ kind: 'event', event: { kind: 'receipt', chat, state, clients: [client.client], at } }] : [];
};

/** Our message came back as refused (RFC 6120 §8.3). */
const refusalOf = (envelope: Envelope): readonly Decoded[] => {
  const wireId = envelope.message.attrs['id'];
  const client = clientOfWire(wireId);
  if (!client || !wireId) return [];
  const error = child(envelope.message, 'error');
  const condition = error?.children.find((each) => each.ns === NS.stanzas && each.name !== 'text')?.name ?? 'undefined-condition';
  return [{ kind: 'refused', wireId, event: { kind: 'sendResult', client: client.client, outcome: 'failed', code: codeOfCondition(condition), at: envelope.at } }];
};

/** `service-unavailable` → `xmpp.serviceUnavailable`; an unheard-of word keeps to letters. */
export const codeOfCondition = (condition: string): string =>
  `xmpp.${condition.replace(/-+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/[^A-Za-z]/g, '').slice(0, 40) || 'undefinedCondition'}`;

/** Elements that carry no news for a person. */
const SILENT: ReadonlySet<string> = new Set([
  NS.hints, NS.stableId, NS.delay, NS.receipts, NS.markers, NS.chatStates, NS.caps, NS.pubsubEvent, 'http://jabber.org/protocol/address', 'urn:xmpp:eme:0', 'urn:xmpp:occupant-id:0',
]);

/** What is neither words nor signal but has content: shown in raw form, never dropped. */
const leftoverOf = (envelope: Envelope, chat: ChatRef, context: DecodeContext): readonly Decoded[] => {
  const { message } = envelope;
  const invite = child(child(message, 'x', NS.mucUser), 'invite') ?? child(message, 'x', NS.conference);
  if (invite) return [notice(envelope, 'xmpp.roomInvite', chat, { room: invite.attrs['jid'] ?? bareOf(envelope.from) })];
  const reactions = child(message, 'reactions', NS.reactions);
  if (reactions) return [notice(envelope, 'xmpp.reaction', chat, { emoji: reactions.children.map((each) => each.text).join(' ').slice(0, 100) })];
  const unknown = message.children.find((each) => !SILENT.has(each.ns) && !(each.ns === NS.client && ['body', 'subject', 'thread'].includes(each.name)));
  if (!unknown) return [];
  if (message.attrs['type'] === 'headline') return [notice(envelope, 'xmpp.unsupported', chat)];
  return contentOf(envelope, chat, [{ kind: 'unsupported', type: unknown.ns || unknown.name, raw: rawOf(message) }], context);
};

const notice = (envelope: Envelope, type: string, chat?: ChatRef, data?: Readonly<Record<string, string>>): Decoded => ({
  kind: 'event',
  event: { kind: 'notice', type, at: envelope.at, raw: rawOf(envelope.message), ...(chat ? { chat } : {}), ...(data ? { data } : {}) },
});
