/** One XMPP account, open: ties the link to inbox and outbound, and reports its state. */
import { randomBytes } from 'node:crypto';
import { xml } from '@xmpp/client';
import { AppError } from '#shared/domain/errors';
import type { Media } from '#shared/domain/message';
import type { Channel, ChannelContext } from '../contract/channel';
import { download } from '../kit/download';
import { createEventPump, type EventPump } from '../kit/eventPump';
import { conditionOf, createArchive, type Archive } from './archive';
import { catchUp, decodeCursor, CURSOR, type ArchiveCursor } from './catchUp';
import { decodeMessage } from './decode';
import type { DecodeContext } from './envelope';
import { capsElement, discoAnswer, readFeatures, type ServerFeatures } from './features';
import { bareOf, contactIdOf } from './ids';
import { Inbox } from './inbox';
import { Link } from './link';
import { NS } from './namespaces';
import { Outbound } from './outbound';
import { presenceEvents } from './presence';
import { Profiles } from './profiles';
import { createReferences } from './references';
import { Sends } from './sends';
import type { Session } from './session';
import { readConfig, type XmppConfig } from './settings';
import { child, childText, stampOf, type XmlNode } from './wire';

const MAX_DOWNLOAD = 100 * 1024 * 1024;
const DOWNLOAD_MS = 120_000;
const SEEN = 'seen';
const NO_FEATURES: ServerFeatures = { hasArchive: false, hasStableIds: false, hasCarbons: false };

class Connector {
  readonly #context: ChannelContext;
  readonly #config: XmppConfig;
  readonly #resource: string;
  readonly #pump: EventPump;
  readonly #sends: Sends;
  readonly #inbox: Inbox;
  readonly #profiles: Profiles;
  readonly #link: Link;
  readonly outbound: Outbound;
  #session: Session | undefined;
  #archive: Archive | undefined;
  #features = NO_FEATURES;
  #clockOffset: number | undefined;
  #hasAnswers = new WeakSet<Session>();

  constructor(context: ChannelContext, config: XmppConfig) {
    this.#context = context;
    this.#config = config;
    this.#resource = config.resource ?? context.cursor('resource') ?? `zuoxi-${randomBytes(6).toString('hex')}`;
    this.#pump = createEventPump({ emit: context.emit, clock: context.clock, log: context.log, onOverflow: () => this.#link.restart() });
    this.#sends = new Sends(context.clock, (event) => { void this.#pump.push([event]); });
    this.#profiles = new Profiles(context, config.jid, (events) => this.#pump.push(events));
    const archive = (): Archive | undefined => (this.#features.hasArchive ? this.#archive : undefined);
    const session = (): Session | undefined => this.#session;
    const references = createReferences(archive, (item) => decodeMessage(item, this.#decodeContext(false)).items);
    this.#inbox = new Inbox({ context, pump: this.#pump, references, sends: this.#sends, session, clockOffset: () => this.#clockOffset, decodeContext: (isFirst) => this.#decodeContext(isFirst), met: (jid) => this.#profiles.meet(jid) });
    this.outbound = new Outbound({
      context, sends: this.#sends, self: config.jid, domain: config.domain, resource: this.#resource, session, archive, clockOffset: () => this.#clockOffset,
      sent: (chat, wireId, id) => references.learn(chat, config.jid, [wireId], id),
    });
    this.#link = new Link({
      config, resource: this.#resource, clock: context.clock, log: context.log,
      onStatus: context.status,
      onUp: (up, isResumed) => this.#up(up, isResumed),
      onDown: () => this.#down(),
      onStanza: (node) => this.#stanza(node),
      onAck: (id) => this.#sends.taken(id),
      onUnsent: (id) => this.#sends.unsent(id),
    });
  }

  connect(): void {
    if (this.#context.cursor('resource') !== this.#resource) void this.#pump.push([{ kind: 'cursor', key: 'resource', value: this.#resource }]);
    this.#link.start();
  }

  async close(): Promise<void> {
    this.#inbox.close();
    this.#markSeen();
    await this.#link.close();
    this.#sends.down();
    await this.#pump.close();
  }

  async fetchMedia(media: Media, signal: AbortSignal): ReturnType<NonNullable<Channel['fetchMedia']>> {
    if (!media.ref) throw new AppError('media.badUrl');
    const host = URL.canParse(media.ref) ? new URL(media.ref).hostname : '';
    const { domain, endpoint } = this.#config;
    // Files of our own server may lie in the house network; nobody else may point us there.
    const isOurs = host === domain || host.endsWith(`.${domain}`) || host === endpoint?.host;
    return download(media.ref, { signal, maxBytes: MAX_DOWNLOAD, timeoutMs: DOWNLOAD_MS, allowPrivate: isOurs });
  }

  #decodeContext(isFirstHistory: boolean): DecodeContext {
    return { self: this.#config.jid, resource: this.#resource, isArchiveTrusted: this.#features.hasStableIds, isFirstHistory, now: this.#context.clock.now() };
  }

  #up(session: Session, isResumed: boolean): void {
    this.#session = session;
    this.#inbox.hold();
    this.#archive = createArchive(session, this.#config.jid);
    this.#answerFor(session);
    this.#establish(session, isResumed).catch((error: unknown) => {
      if (this.#session !== session || !session.isUp()) return;
      this.#context.log.warn('session not established', { code: error instanceof AppError ? error.code : conditionOf(error) ?? 'internal.bug' });
      this.#link.restart();
    });
  }

  /** Order matters: who vouches for ids, then copies, then presence (offline messages come at once), then history, then work. */
  async #establish(session: Session, isResumed: boolean): Promise<void> {
    if (!isResumed) {
      this.#sends.forgetDoubts();
      this.#features = await readFeatures(session, this.#config.jid, this.#config.domain);
      if (this.#features.hasCarbons) await session.request(xml('iq', { type: 'set' }, xml('enable', { xmlns: NS.carbons })));
      await this.#profiles.loadRoster(session);
      await session.send(xml('presence', {}, capsElement()));
      await this.#tellIdentity();
      await this.#readClock(session);
    }
    const problem = this.#features.hasArchive ? await this.#catchUp() : await this.#withoutArchive(isResumed);
    if (this.#session !== session || !session.isUp()) return;
    this.#inbox.release();
    this.#profiles.up(session);
    this.#profiles.meet(this.#config.jid);
    this.#context.status(problem ? { state: 'degraded', reason: problem, action: 'none' } : { state: 'online', action: 'none' });
  }

  /** Once: a bare identity told again would wipe the nickname learnt since. */
  async #tellIdentity(): Promise<void> {
    const { jid } = this.#config;
    if (this.#context.cursor('identity') !== jid) await this.#pump.push([{ kind: 'identity', self: contactIdOf(jid) }, { kind: 'cursor', key: 'identity', value: jid }]);
  }

  /** Gives a reason when history could not be had although the link is fine. */
  async #catchUp(): Promise<string | undefined> {
    const archive = this.#archive;
    const cursor = decodeCursor(this.#context.cursor(CURSOR));
    if (!archive) return undefined;
    const { clock, log } = this.#context;
    try {
      await catchUp({ archive, clock, log, keep: (events) => this.#pump.push(events), decode: (item, isFirst) => this.#inbox.history(item, isFirst) }, cursor);
      return undefined;
    } catch (error) {
      const condition = conditionOf(error);
      if (condition === undefined) throw error;
      log.warn('archive refused', { condition });
      await this.#noteGap(cursor, 'xmpp.archiveRefused');
      return 'xmpp.archiveRefused';
    }
  }

  async #withoutArchive(isResumed: boolean): Promise<string> {
    const seen = Number(this.#context.cursor(SEEN));
    if (!isResumed) await this.#noteGap(seen > 0 ? { id: '', at: seen } : undefined, 'xmpp.noArchive');
    this.#markSeen();
    return 'xmpp.noArchive';
  }

  async #noteGap(since: ArchiveCursor | undefined, reason: string): Promise<void> {
    const to = this.#context.clock.now();
    if (since && to > since.at) await this.#pump.push([{ kind: 'gap', from: since.at, to, reason }]);
  }

  /** Without an archive only this tells later how long we were away. */
  #markSeen(): void {
    if (!this.#features.hasArchive && this.#session) void this.#pump.push([{ kind: 'cursor', key: SEEN, value: String(this.#context.clock.now()) }]);
  }

  async #readClock(session: Session): Promise<void> {
    const asked = this.#context.clock.now();
    try {
      const answer = await session.request(xml('iq', { type: 'get', to: this.#config.domain }, xml('time', { xmlns: NS.time })));
      const told = stampOf(childText(child(answer, 'time', NS.time), 'utc'));
      this.#clockOffset = told === undefined ? undefined : told - (asked + this.#context.clock.now()) / 2;
    } catch (error) {
      if (!conditionOf(error)) throw error;
      this.#clockOffset = undefined; // the server keeps its time to itself
    }
  }

  #down(): void {
    this.#markSeen();
    this.#inbox.hold();
    this.#sends.down();
    this.#profiles.down();
    this.#archive = undefined;
  }

  #stanza(node: XmlNode): void {
    if (node.name === 'presence') {
      const { events, avatar } = presenceEvents(node, this.#config.jid, this.#context);
      if (avatar) this.#profiles.avatarSeen(avatar.jid, avatar.hash);
      if (events.length > 0) void this.#pump.push(events);
      return;
    }
    if (this.#archive?.collect(node)) return;
    const items = child(child(node, 'event', NS.pubsubEvent), 'items');
    const hash = items?.attrs['node'] === NS.avatarMetadata ? child(items, 'item')?.attrs['id'] : undefined;
    if (hash) this.#profiles.avatarSeen(bareOf(node.attrs['from'] ?? this.#config.jid), hash);
    this.#inbox.take(node);
  }

  #answerFor(session: Session): void {
    if (this.#hasAnswers.has(session)) return;
    this.#hasAnswers.add(session);
    session.answer('get', NS.discoInfo, 'query', (query) => discoAnswer(query.attrs['node']));
    session.answer('set', NS.roster, 'query', (query, from) => {
      // Only our own server may change the roster (RFC 6121 §2.1.6).
      if (from !== undefined && bareOf(from) !== this.#config.jid) return undefined;
      this.#profiles.rosterPush(query);
      return true;
    });
  }
}

/** Opens one account. Wrong settings show as a state, not as an exception. */
export const openXmpp = (context: ChannelContext): Channel => {
  const opened = openConnector(context);
  if (opened instanceof AppError) return brokenChannel(context, opened);
  return {
    connect: () => opened.connect(),
    close: () => opened.close(),
    send: (message) => opened.outbound.send(message),
    confirm: (message, attemptedAt) => opened.outbound.confirm(message, attemptedAt),
    edit: (chat, id, parts) => opened.outbound.edit(chat.id, id, parts),
    typing: (chat, active) => opened.outbound.typing(chat.id, active),
    markRead: (chat, id) => opened.outbound.markRead(chat.id, id),
    fetchMedia: (media, _chat, signal) => opened.fetchMedia(media, signal),
  };
};

const openConnector = (context: ChannelContext): Connector | AppError => {
  try { return new Connector(context, readConfig(context.settings, context.secrets)); } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
};

const brokenChannel = (context: ChannelContext, error: AppError): Channel => ({
  connect: () => context.status({ state: 'misconfigured', reason: error.code, data: error.data, action: 'editSettings' }),
  close: async () => undefined,
  send: async () => ({ kind: 'notSent' }),
});

