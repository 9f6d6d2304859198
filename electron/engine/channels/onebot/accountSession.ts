/**
 * The life of one account above its links: learns who we are, catches up, goes offline and comes back with QQ
 * itself, and asks the history again when a frame was lost. Runs once per link that takes actions.
 */
import type { AccountStatus } from '#shared/domain/account';
import { AppError } from '#shared/domain/errors';
import type { ChannelContext } from '../contract/channel';
import type { Link } from '../kit/link';
import type { Sleeper } from '../kit/sleeper';
import type { Api } from './api';
import type { StatusBoard } from './board';
import type { Cursors } from './cursors';
import type { Directory } from './directory';
import type { Inbound } from './inbound';
import { createOversize, type Oversize } from './oversize';
import { askIdentity, askOnline, askVersion, fetchMissed, identityEvents, learnNames, type Identity } from './session';
import { kicked, loggedOut, otherSelf } from './state';

/** Replies need not wait for a long catch-up. */
const PATIENCE_MS = 20_000;
const RESYNC_AFTER_MS = 3_000;
const RESYNC_EVERY_MS = 60_000;
const keepsOwnHistory = /napcat|llonebot|llbot|lagrange/i;
const online: AccountStatus = { state: 'online', action: 'none' };

export type AccountSessionParts = {
  readonly context: ChannelContext;
  readonly api: Api;
  readonly cursors: Cursors;
  readonly directory: Directory;
  readonly inbound: Inbound;
  readonly board: StatusBoard;
  readonly sleeper: Sleeper;
  readonly lastTraffic: () => number | undefined;
  /** We know whose account this is: frames held back may be read. */
  readonly onIdentified: (isProven: boolean) => void;
  /** Nothing can go on until a person acts. */
  readonly onGiveUp: (status: AccountStatus) => void;
  /** `self_id` of the first frame held back, where nobody says who we are. */
  readonly heldSelf: () => string | undefined;
};

export class AccountSession {
  readonly #parts: AccountSessionParts;
  readonly oversize: Oversize = createOversize();
  #self: string | undefined;
  #isProven = false;
  #wasProven = false;
  #isReady = false;
  #isOffline = false;
  #isClosed = false;
  #hasOwnHistory = false;
  #toldIdentity: string | undefined;
  #aliveBefore: number | undefined;
  #resyncAt = 0;
  #stopResync: (() => void) | undefined;

  constructor(parts: AccountSessionParts) { this.#parts = parts; }

  get self(): string | undefined { return this.#self ?? this.#parts.cursors.self(); }
  /** The peer on this link answered as the account it should be. */
  get isProven(): boolean { return this.#isProven; }
  /** … on some link since this account was opened. */
  get wasProven(): boolean { return this.#wasProven; }
  get isReady(): boolean { return this.#isReady; }
  get isOffline(): boolean { return this.#isOffline; }
  get hasOwnHistory(): boolean { return this.#hasOwnHistory; }

  /** A first link came up: nothing is known about its peer yet. */
  linkUp(): void {
    this.#isProven = false;
    this.#isReady = false;
    this.#aliveBefore = this.#parts.lastTraffic();
    this.#parts.cursors.hold();
  }

  /** The last link is gone. */
  linkDown(): void {
    this.#cancelResync();
    this.#parts.sleeper.wakeAll();
  }

  /** The gateway itself told, by header, whose link this is; or only events come and nobody can be asked. */
  presume(self: string | undefined, isEventOnly: boolean): void {
    this.#self ??= self;
    if (isEventOnly) this.#isReady = true;
  }

  async run(link: Link): Promise<void> {
    const { api, board, context, directory } = this.#parts;
    const identity = await this.#identify(link);
    if (identity === 'gone') return;
    this.#self = identity?.self ?? this.self ?? this.#parts.heldSelf();
    this.#isReady = true;
    if (identity) {
      this.#isProven = true;
      this.#wasProven = true;
      this.#tellIdentity(identity);
    }
    this.#parts.onIdentified(this.#isProven);
    const isOnline = await askOnline(api);
    if (this.#isGone(link)) return;
    if (isOnline === false) return this.offline();
    board.unstick();
    this.#isOffline = false;
    const version = await askVersion(api);
    if (version && keepsOwnHistory.test(version)) this.#hasOwnHistory = true;
    context.log.info('gateway', { version });
    await learnNames(api, directory, context.log);
    if (!this.#isGone(link)) await this.#resume(link, identity ? online : { state: 'degraded', reason: 'onebot.noIdentity', action: 'wait' });
  }

  /** QQ is offline on the gateway although the link holds; `detail`: the gateway's words when it was kicked. */
  offline(kick?: { readonly detail: string | undefined }): void {
    const { cursors, board } = this.#parts;
    cursors.hold();
    this.#aliveBefore = this.#parts.lastTraffic();
    this.#isOffline = true;
    board.stick(kick ? kicked(kick.detail) : board.sticky ?? loggedOut);
  }

  /** QQ is online again. */
  back(): void {
    const link = this.#parts.api.link();
    if (!this.#isOffline || !link) return;
    this.#isOffline = false;
    this.#parts.board.unstick();
    void this.run(link);
  }

  /** A frame was lost on the way: says so, and asks the history for what it may have held. */
  frameLost(code: string): void {
    const { board, context, cursors, api } = this.#parts;
    if (!this.#isReady || this.#isOffline || this.#stopResync) return;
    board.report({ state: 'degraded', reason: code, action: 'wait' });
    const wait = Math.max(RESYNC_AFTER_MS, this.#resyncAt + RESYNC_EVERY_MS - context.clock.now());
    this.#stopResync = context.clock.after(wait, () => {
      this.#stopResync = undefined;
      this.#resyncAt = context.clock.now();
      const link = api.link();
      if (!link) return;
      cursors.hold();
      void this.#resume(link, online);
    });
  }

  close(): void {
    this.#isClosed = true;
    this.linkDown();
  }

  async #identify(link: Link): Promise<Identity | undefined | 'gone'> {
    const { api, context, cursors } = this.#parts;
    let identity: Identity | undefined;
    let problem: unknown;
    try {
      identity = await askIdentity(api);
    } catch (error) {
      problem = error;
    }
    if (api.link() !== link || this.#isClosed) return 'gone';
    if (problem !== undefined) context.log.warn('no identity', { code: problem instanceof AppError ? problem.code : 'internal.bug' });
    const expected = cursors.self();
    if (!identity || !expected || identity.self === expected) return identity;
    this.#parts.onGiveUp(otherSelf(expected, identity.self));
    return 'gone';
  }

  /** Once per run and change, not once per connect. */
  #tellIdentity(identity: Identity): void {
    const word = JSON.stringify(identity);
    if (word === this.#toldIdentity) return;
    this.#toldIdentity = word;
    void this.#parts.inbound.accept(identityEvents(identity, this.#parts.cursors));
  }

  async #resume(link: Link, good: AccountStatus): Promise<void> {
    const { board, context, api, cursors, directory, inbound, sleeper } = this.#parts;
    const isAborted = (): boolean => this.#isGone(link) || this.#isOffline;
    board.report({ state: 'connecting', reason: 'channel.catchingUp', action: 'wait' });
    const stopTimer = context.clock.after(PATIENCE_MS, () => { if (!isAborted()) board.report(good); });
    const isDone = await fetchMissed({
      context, api, cursors, directory, inbound, sleeper, selfId: this.#self, alive: this.#alive(), hasMemory: this.#aliveBefore !== undefined, isAborted, oversize: this.oversize,
    });
    stopTimer();
    if (isDone && !isAborted()) board.report(good);
  }

  #alive(): number | undefined {
    const known = [this.#parts.cursors.alive(), this.#aliveBefore].filter((at): at is number => at !== undefined);
    return known.length > 0 ? Math.max(...known) : undefined;
  }

  #isGone(link: Link): boolean { return this.#isClosed || this.#parts.api.link() !== link; }

  #cancelResync(): void {
    this.#stopResync?.();
    this.#stopResync = undefined;
  }
}
