/** The XMPP channel as the desk registers it. */
import { randomBytes } from 'node:crypto';
import { toWireError } from '#shared/domain/errors';
import type { TestOutcome } from '#shared/ipc/deskRoutes';
import type { Secrets, Settings } from '#shared/domain/account';
import type { ChannelModule, FrameOutcome } from '../contract/channel';
import { openXmpp } from './connector';
import { decodeMessage, type Decoded } from './decode';
import { endpointsOf } from './endpoints';
import type { ChannelEvent } from '../contract/events';
import { failureOf } from './failures';
import { readFeatures } from './features';
import { bareOf, unarchivedMessageId } from './ids';
import { NS } from './namespaces';
import { presenceEvents } from './presence';
import { Session } from './session';
import { config, fields, readConfig } from './settings';
import { child, parseStanza, type XmlNode } from './wire';

const silent = { onTraffic: () => undefined, onStanza: () => undefined, onAck: () => undefined, onUnsent: () => undefined, onDown: () => undefined } as const;

const test = async (settings: Settings, secrets: Secrets, signal: AbortSignal): Promise<TestOutcome> => {
  try {
    const parsed = readConfig(settings, secrets);
    const session = new Session(parsed, `zuoxi-test-${randomBytes(4).toString('hex')}`, silent);
    const abort = (): void => session.drop();
    signal.addEventListener('abort', abort, { once: true });
    const [endpoint] = await endpointsOf(parsed);
    try {
      if (!endpoint) return { ok: false, error: { code: 'channel.hostNotFound', data: { host: parsed.domain } } };
      await session.dial(endpoint);
      const features = await readFeatures(session, parsed.jid, parsed.domain);
      return { ok: true, self: parsed.jid, details: features.hasArchive ? 'xmpp.test.archive' : 'xmpp.test.noArchive' };
    } catch (error) {
      const { status } = failureOf(error, endpoint?.host ?? parsed.domain);
      return { ok: false, error: { code: status.reason ?? 'channel.cut', data: status.data ?? {} } };
    } finally {
      signal.removeEventListener('abort', abort);
      await session.close();
    }
  } catch (error) {
    return { ok: false, error: toWireError(error) };
  }
};

const payloadOf = (frame: unknown): string | undefined => {
  if (typeof frame === 'string') return frame;
  const payload = typeof frame === 'object' && frame !== null && 'payload' in frame ? frame.payload : undefined;
  return typeof payload === 'string' ? payload : undefined;
};

/** Whose account a recorded stanza belongs to: the archive's and the carbon's own address, else whom it was sent to. */
const selfOf = (node: XmlNode): string => {
  const stamped = child(node, 'stanza-id', NS.stableId)?.attrs['by'];
  const isWrapped = child(node, 'result', NS.archive) ?? child(node, 'sent', NS.carbons) ?? child(node, 'received', NS.carbons);
  return bareOf((isWrapped ? undefined : stamped) ?? node.attrs['to'] ?? node.attrs['from'] ?? '');
};

const eventOf = (item: Decoded): readonly ChannelEvent[] => {
  switch (item.kind) {
    case 'event':
    case 'message':
    case 'refused': return [item.event];
    case 'correction': return [{ kind: 'edit', chat: item.target.chat, id: unarchivedMessageId(item.target.sender, item.target.wireId, ''), parts: item.parts, at: item.at, by: item.otherwise.sender }];
    case 'retraction': return [{ kind: 'recall', chat: item.target.chat, id: unarchivedMessageId(item.target.sender, item.target.wireId, ''), at: item.at, by: { id: item.by } }];
    case 'forged': return [];
  }
};

const decodeFrame = (frame: unknown): FrameOutcome => {
  const text = payloadOf(frame);
  const node = text === undefined ? undefined : parseStanza(text);
  if (!node) return { kind: 'error', code: 'xmpp.malformed' };
  if (node.name === 'iq') return { kind: 'response' };
  const self = selfOf(node);
  if (node.name === 'presence') {
    const { events } = presenceEvents(node, self, { cursor: () => undefined, clock: { now: () => 0, after: () => () => undefined, random: () => 0 } });
    return events.length > 0 ? { kind: 'events', events } : { kind: 'ignored' };
  }
  if (node.name !== 'message') return { kind: 'ignored' };
  const { items } = decodeMessage(node, { self, resource: '', isArchiveTrusted: true, isFirstHistory: true, now: 0 });
  const events = items.flatMap(eventOf);
  return events.length > 0 ? { kind: 'events', events } : { kind: 'ignored' };
};

/** See README. A recorded frame is one stanza as text, bare or under `payload`. */
export const xmpp: ChannelModule = {
  kind: 'xmpp',
  glyph: 'X',
  demonstration: false,
  fields,
  config,
  open: openXmpp,
  test,
  decodeFrame,
};
