/**
 * Where a message came from and how far it can be trusted: live, copied from another of our devices
 * (XEP-0280), held while we were away (XEP-0203) or taken from the archive (XEP-0313). Pure.
 */
import type { ChatRef } from '#shared/domain/chat';
import type { RemoteMessageId } from '#shared/domain/ids';
import { archivedMessageId, bareOf, chatIdOf, contactIdOf, domainOf, normalizeJid, unarchivedMessageId } from './ids';
import { NS } from './namespaces';
import { child, childrenOf, childText, jidOf, stampOf, type XmlNode } from './wire';

export type DecodeContext = {
  /** Our own bare JID. */
  readonly self: string;
  /** Resource this desk is bound to: tells our own copies from those of other devices. */
  readonly resource: string;
  /** Our server writes archive ids itself and strips forged ones (it announced XEP-0359 or XEP-0313). */
  readonly isArchiveTrusted: boolean;
  /** No history was ever fetched: everything of our own past is news too. */
  readonly isFirstHistory: boolean;
  readonly now: number;
};

export type Envelope = {
  readonly message: XmlNode;
  /** Full JIDs, normalised. */
  readonly from: string;
  readonly to: string;
  readonly at: number;
  readonly direction: 'in' | 'out';
  readonly source: 'live' | 'history' | 'offline';
  readonly isCarbon: boolean;
  readonly archiveId?: string;
  readonly originId?: string;
};

export type Opened = { readonly kind: 'message'; readonly envelope: Envelope } | { readonly kind: 'forged'; readonly from: string } | { readonly kind: 'nothing' };

/** Unwraps carbons and archive items. Both are believed only from our own bare JID, or from no one (our own server). */
export const envelopeOf = (outer: XmlNode, context: DecodeContext): Opened => {
  if (outer.name !== 'message') return { kind: 'nothing' };
  const from = normalizeJid(outer.attrs['from'] ?? context.self);
  const result = child(outer, 'result', NS.archive);
  const carbon = child(outer, 'received', NS.carbons) ?? child(outer, 'sent', NS.carbons);
  const wrapper = result ?? carbon;
  if (!wrapper) return open(outer, context, { source: 'live', isCarbon: false });
  if (from !== context.self) return { kind: 'forged', from };
  const forwarded = child(wrapper, 'forwarded', NS.forward);
  const inner = child(forwarded, 'message');
  if (!inner) return { kind: 'nothing' };
  const stamp = stampOf(child(forwarded, 'delay', NS.delay)?.attrs['stamp']);
  if (result) return open(inner, context, { source: 'history', isCarbon: false, archiveId: result.attrs['id'], stamp });
  return open(inner, context, { source: 'live', isCarbon: true, stamp });
};

type Opening = { readonly source: 'live' | 'history'; readonly isCarbon: boolean; readonly archiveId?: string | undefined; readonly stamp?: number | undefined };

const open = (message: XmlNode, context: DecodeContext, opening: Opening): Opened => {
  const from = jidOf(message.attrs['from'] ?? context.self);
  const to = jidOf(message.attrs['to'] ?? context.self);
  if (!from || !to) return { kind: 'nothing' };
  const vouched = context.isArchiveTrusted ? childrenOf(message, 'stanza-id', NS.stableId).find((each) => normalizeJid(each.attrs['by'] ?? '') === context.self)?.attrs['id'] : undefined;
  const archiveId = opening.archiveId ?? vouched;
  const held = heldSince(message, context);
  const originId = child(message, 'origin-id', NS.stableId)?.attrs['id'];
  return {
    kind: 'message',
    envelope: {
      message, from: normalizeJid(from), to: normalizeJid(to), isCarbon: opening.isCarbon,
      direction: bareOf(from) === context.self ? 'out' : 'in',
      at: opening.stamp ?? held ?? context.now,
      source: opening.source === 'live' && held !== undefined ? 'offline' : opening.source,
      ...(archiveId === undefined ? {} : { archiveId }),
      ...(originId === undefined ? {} : { originId }),
    },
  };
};

/** Our server held it while we were away. A peer's own word about a delay is not believed for the time. */
const heldSince = (message: XmlNode, context: DecodeContext): number | undefined => {
  const delays = childrenOf(message, 'delay', NS.delay);
  const ours = delays.find((each) => [context.self, domainOf(context.self)].includes(bareOf(each.attrs['from'] ?? '')));
  return stampOf(ours?.attrs['stamp']);
};

/** The conversation a message belongs to; undefined for one addressed to nobody. */
export const chatOf = (envelope: Envelope): ChatRef | undefined => {
  const peer = envelope.direction === 'in' ? envelope.from : envelope.to;
  const inRoom = child(envelope.message, 'x', NS.mucUser);
  // A private word inside a room: the room's JID alone would mix everybody in it into one talk.
  if (inRoom && peer.includes('/') && !child(inRoom, 'invite')) return { id: chatIdOf(peer), kind: 'temporary', contact: contactIdOf(peer), title: peer.slice(peer.indexOf('/') + 1) };
  const bare = bareOf(peer);
  return bare === '' ? undefined : { id: chatIdOf(bare), kind: 'private', contact: contactIdOf(bare) };
};

export const messageIdOf = (envelope: Envelope, context: DecodeContext): RemoteMessageId => {
  const wire = envelope.message.attrs['id'] ?? envelope.originId ?? '';
  if (envelope.archiveId !== undefined && envelope.archiveId !== '' && context.isArchiveTrusted) return archivedMessageId(envelope.archiveId, wire);
  // Without an id from its sender only the time tells two equal messages apart.
  const content = `${childText(envelope.message, 'body') ?? ''}\u0000${envelope.originId ?? ''}${wire === '' ? `\u0000${envelope.at}` : ''}`;
  return unarchivedMessageId(bareOf(envelope.from), wire, content);
};
