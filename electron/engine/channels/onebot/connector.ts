/** One OneBot account, open: puts links, session, inbound and abilities together. Nothing here reads frames. */
import type { AccountStatus } from '#shared/domain/account';
import type { AppError } from '#shared/domain/errors';
import type { Channel, ChannelContext, Logger, OutgoingMessage, SendOutcome } from '../contract/channel';
import { isHouseHost } from '../kit/address';
import type { Link, LinkEnd } from '../kit/link';
import { createSleeper, type Sleeper } from '../kit/sleeper';
import { createTokenBucket, type TokenBucket } from '../kit/tokenBucket';
import { createAbilities } from './abilities';
import { AccountSession } from './accountSession';
import { createApi, type Api } from './api';
import { StatusBoard } from './board';
import type { OnebotConfig } from './config';
import { createConfirm } from './confirm';
import { createCursors, type Cursors } from './cursors';
import { createDirectory, type Directory } from './directory';
import { wireId } from './ids';
import { createInbound, type Inbound } from './inbound';
import { Links } from './links';
import { createLive, selfIdOfText, type Live } from './live';
import { createFetchMedia } from './media';
import { Sender } from './send';
import { badToken, isBadToken, otherSelf, statusOfEnd } from './state';
import { createTransport, type Arrival, type Transport } from './transport';

const MAX_MEDIA_BYTES = 100 * 1024 * 1024;

/** The same trouble is told once, not a thousand times. */
const onceLogger = (log: Logger): ((message: string, facts: Readonly<Record<string, unknown>>) => void) => {
  const told = new Set<string>();
  return (message, facts) => {
    const key = `${message}|${JSON.stringify(facts)}`;
    if (told.has(key)) return;
    if (told.size < 100) told.add(key);
    log.warn(message, facts);
  };
};

export class Connector {
  readonly #context: ChannelContext;
  readonly #config: OnebotConfig;
  readonly #api: Api;
  readonly #cursors: Cursors;
  readonly #directory: Directory;
  readonly #sleeper: Sleeper;
  readonly #bucket: TokenBucket;
  readonly #links: Links;
  readonly #board: StatusBoard;
  readonly #inbound: Inbound;
  readonly #session: AccountSession;
  readonly #live: Live;
  readonly #sender: Sender;
  readonly #transport: Transport;
  readonly #warnOnce: ReturnType<typeof onceLogger>;
  #heldTexts: string[] = [];
  #isStopping = false;
  #isClosed = false;
  #closing: Promise<void> | undefined;

  constructor(context: ChannelContext, config: OnebotConfig) {
    const { clock } = context;
    this.#context = context;
    this.#config = config;
    this.#warnOnce = onceLogger(context.log);
    this.#api = createApi(clock);
    this.#cursors = createCursors(context);
    this.#directory = createDirectory();
    for (const chat of this.#cursors.chats()) this.#directory.rememberTemporary(chat.id);
    this.#sleeper = createSleeper(clock);
    this.#bucket = createTokenBucket(clock, { perSecond: config.perMinute / 60, burst: Math.max(5, Math.ceil(config.perMinute / 6)) });
    this.#links = new Links(clock, this.#api);
    this.#board = new StatusBoard(context.status);
    this.#inbound = createInbound({
      context, cursors: this.#cursors, directory: this.#directory,
      onNameless: (user) => { void this.#askStranger(user); },
      onOverflow: () => this.#links.cutAll({ code: 'channel.overflow', data: {} }),
    });
    this.#session = this.#createSession();
    this.#live = this.#createLive();
    this.#sender = new Sender({
      context, api: this.#api, bucket: this.#bucket, own: this.#inbound.own, accept: this.#inbound.accept,
      format: config.messageFormat === 'string' ? 'string' : 'array', onTokenRefused: () => this.#giveUp(badToken),
    });
    this.#transport = this.#createTransport();
  }

  connect(): void {
    this.#board.report({ state: 'connecting', action: 'wait' });
    this.#transport.start();
  }

  close(): Promise<void> {
    this.#closing ??= this.#closeAll();
    return this.#closing;
  }

  send(message: OutgoingMessage): Promise<SendOutcome> { return this.#sender.send(message); }

  /** The account as the host sees it. */
  asChannel(): Channel {
    const host = this.#config.mode === 'forward' ? new URL(this.#config.url).hostname : this.#config.host;
    return {
      connect: () => this.connect(),
      close: () => this.close(),
      send: (message) => this.send(message),
      ...createAbilities(this.#api),
      fetchMedia: createFetchMedia({ api: this.#api, allowPrivate: isHouseHost(host), maxBytes: MAX_MEDIA_BYTES, oversize: this.#session.oversize }),
      confirm: createConfirm({
        clock: this.#context.clock, api: this.#api, own: this.#inbound.own, sleeper: this.#sleeper,
        selfId: () => this.#session.self, isHistoryWithOwn: () => this.#session.hasOwnHistory, oversize: this.#session.oversize,
      }),
    };
  }

  #createSession(): AccountSession {
    return new AccountSession({
      context: this.#context, api: this.#api, cursors: this.#cursors, directory: this.#directory, inbound: this.#inbound,
      board: this.#board, sleeper: this.#sleeper,
      lastTraffic: () => this.#links.lastTraffic,
      onIdentified: (isProven) => {
        if (isProven) this.#transport.healthy();
        this.#releaseHeld();
      },
      onGiveUp: (status) => this.#giveUp(status),
      heldSelf: () => this.#heldTexts.map(selfIdOfText).find((self) => self !== undefined),
    });
  }

  #createLive(): Live {
    const session = this.#session;
    return createLive(this.#api, this.#inbound, this.#context.clock.now, this.#context.log, {
      onTokenRefused: () => { if (!session.isProven) this.#giveUp(badToken); },
      onHeartbeat: (interval, isOnline) => {
        this.#links.heartbeat(interval);
        if (isOnline === false && !session.isOffline) session.offline();
        if (isOnline === true) session.back();
      },
      onAccountOffline: (detail) => session.offline({ detail }),
      onAccountOnline: () => session.back(),
      onBadFrame: (code) => {
        this.#warnOnce('frame not understood', { code });
        session.frameLost(code);
      },
      isForeign: (self) => this.#isForeign(self),
      selfId: () => session.self,
    });
  }

  #createTransport(): Transport {
    return createTransport(this.#config, this.#context.clock, {
      onOpen: (link, arrival) => this.#onOpen(link, arrival),
      onText: (link, text) => this.#onText(link, text),
      onEnd: (end, link) => this.#onEnd(end, link),
      onListening: (port) => this.#board.report({ state: 'offline', reason: 'onebot.waitingForGateway', data: { port }, action: 'wait' }),
      onBroken: (error: AppError) => {
        this.#context.log.warn('cannot listen', { code: error.code, ...error.data });
        this.#board.report({ state: 'misconfigured', reason: error.code, data: error.data, action: 'editSettings' });
      },
      onTurnedAway: (code, path) => {
        this.#warnOnce('visitor turned away', { code, path });
        if (this.#links.size > 0) return;
        this.#board.report(code === 'onebot.badToken' ? badToken : { state: 'misconfigured', reason: code, data: { path }, action: 'editSettings' });
      },
    });
  }

  #onOpen(link: Link, arrival: Arrival): void {
    const expected = this.#cursors.self();
    if (arrival.selfId && expected && arrival.selfId !== expected) {
      if (this.#links.size === 0) this.#board.stick(otherSelf(expected, arrival.selfId));
      link.close(1000);
      return;
    }
    if (this.#links.add(link, arrival.role)) this.#session.linkUp();
    const isEventOnly = arrival.role === 'event' && !this.#api.link();
    this.#session.presume(arrival.selfId, isEventOnly);
    if (arrival.role === 'event') {
      if (isEventOnly) this.#board.report({ state: 'connecting', reason: 'onebot.noApi', action: 'wait' });
      return;
    }
    this.#board.report({ state: 'connecting', action: 'wait' });
    void this.#session.run(link);
  }

  #onText(link: Link, text: string): void {
    if (!this.#links.has(link)) return;
    this.#links.touch();
    // Until we know whose account this is, only answers are read.
    if (!this.#session.isReady && !/"(retcode|echo)"\s*:/.test(text)) this.#heldTexts.push(text);
    else this.#live.onText(text);
  }

  #onEnd(end: LinkEnd, link: Link | undefined): 'retry' | 'stop' {
    if (end.code === 'channel.frameTooLarge') this.#session.oversize.struck(); // before what waits on the link is given up
    const isOurs = link === undefined || this.#links.remove(link);
    if (!isOurs || this.#isClosed) return this.#isStopping ? 'stop' : 'retry';
    if (this.#links.size === 0) {
      this.#heldTexts = [];
      this.#session.linkDown();
    }
    if (this.#isStopping) return 'stop';
    if (this.#config.mode === 'forward' && isBadToken(end, this.#session.isProven)) {
      this.#giveUp(badToken);
      return 'stop';
    }
    this.#context.log.warn('link ended', { code: end.code, closeCode: end.closeCode, httpStatus: end.httpStatus });
    if (this.#links.size === 0) this.#board.report(statusOfEnd(end, this.#session.wasProven));
    return 'retry';
  }

  /** In reverse mode we go on listening: the gateway may come back as the right one. */
  #giveUp(status: AccountStatus): void {
    this.#warnOnce('waiting for a person', { reason: status.reason });
    this.#board.stick(status);
    this.#isStopping = this.#config.mode === 'forward';
    this.#links.closeAll();
  }

  #isForeign(found: string | undefined): boolean {
    const expected = this.#session.self;
    if (!found || !expected || found === expected) return false;
    this.#warnOnce('event of another account', { expected, found });
    return true;
  }

  #releaseHeld(): void {
    const texts = this.#heldTexts;
    this.#heldTexts = [];
    for (const text of texts) this.#live.onText(text);
  }

  async #askStranger(user: string): Promise<void> {
    try {
      const data = await this.#api.ask('get_stranger_info', { user_id: wireId(user) });
      await this.#inbound.accept(this.#directory.learnStranger(data));
    } catch {
      this.#context.log.info('name not available', { user });
    }
  }

  async #closeAll(): Promise<void> {
    const wasOnline = this.#session.isReady && this.#links.size > 0 && !this.#session.isOffline;
    this.#isClosed = true;
    this.#board.close();
    this.#bucket.close();
    this.#session.close();
    this.#links.stop();
    await this.#transport.stop();
    await this.#inbound.close(wasOnline ? [this.#cursors.aliveEvent()] : []);
  }
}
