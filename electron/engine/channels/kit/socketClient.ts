/** A WebSocket client that keeps coming back until it is stopped. One link at a time. */
import { WebSocket } from 'ws';
import type { Clock } from '../contract/channel';
import { createBackoff, type Backoff } from './backoff';
import { connectFailure } from './connectFailure';
import { linkOf, MAX_FRAME_BYTES, type Link, type LinkEnd } from './link';

export type SocketClientOptions = {
  /** Asked before every attempt, so a changed token is taken up. May throw: ends as `channel.badUrl`. */
  readonly target: () => { readonly url: string; readonly headers?: Readonly<Record<string, string>> };
  readonly clock: Clock;
  readonly connectTimeoutMs?: number;
  readonly baseMs?: number;
  readonly capMs?: number;
  readonly onOpen: (link: Link) => void;
  readonly onText: (link: Link, text: string) => void;
  /**
   * The link ended, or an attempt failed (then `link` is undefined). Say `stop` when coming back is useless
   * (wrong secret, wrong account).
   */
  readonly onEnd: (end: LinkEnd, link: Link | undefined) => 'retry' | 'stop';
  /** A next attempt is planned in `ms`. */
  readonly onWait?: (ms: number, attempts: number) => void;
};

export type SocketClient = {
  readonly start: () => void;
  readonly link: () => Link | undefined;
  /** The peer proved to be the right one: back-off starts anew. */
  readonly healthy: () => void;
  /** No more attempts, link closed politely; resolves when the socket is gone. Idempotent. */
  readonly stop: () => Promise<void>;
};

const CONNECT_TIMEOUT_MS = 10_000;

const hostOf = (url: string): string => {
  try { return new URL(url).host; } catch { return ''; }
};

class Client implements SocketClient {
  readonly #options: SocketClientOptions;
  readonly #backoff: Backoff;
  #current: Link | undefined;
  /** The attempt under way. */
  #pending: { readonly socket: WebSocket; readonly stopTimer: () => void } | undefined;
  #stopWait: (() => void) | undefined;
  #isStopped = false;
  #onGone: (() => void) | undefined;

  constructor(options: SocketClientOptions) {
    this.#options = options;
    this.#backoff = createBackoff({ baseMs: options.baseMs ?? 500, capMs: options.capMs ?? 30_000, random: options.clock.random });
  }

  readonly start = (): void => this.#attempt();
  readonly link = (): Link | undefined => this.#current;
  readonly healthy = (): void => this.#backoff.reset();

  readonly stop = async (): Promise<void> => {
    this.#stopWait?.();
    this.#isStopped = true;
    if (this.#pending) {
      const { socket, stopTimer } = this.#pending;
      this.#pending = undefined;
      stopTimer();
      await new Promise<void>((resolve) => { socket.once('close', () => resolve()); socket.terminate(); });
    }
    const link = this.#current;
    if (link) await new Promise<void>((resolve) => { this.#onGone = resolve; link.close(1000); });
  };

  #attempt(): void {
    this.#stopWait = undefined;
    if (this.#isStopped) return;
    try {
      const { url, headers } = this.#options.target();
      const socket = new WebSocket(url, { headers: { ...headers }, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false, followRedirects: false });
      this.#watch(socket, hostOf(url));
    } catch {
      this.#ended({ code: 'channel.badUrl', data: {} }, undefined);
    }
  }

  #watch(socket: WebSocket, host: string): void {
    let isSettled = false;
    const settle = (): boolean => {
      if (isSettled) return false;
      isSettled = true;
      this.#pending?.stopTimer();
      this.#pending = undefined;
      return true;
    };
    const fail = (end: LinkEnd): void => {
      if (!settle()) return;
      socket.terminate();
      this.#ended(end, undefined);
    };
    const limit = this.#options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;
    this.#pending = { socket, stopTimer: this.#options.clock.after(limit, () => fail({ code: 'channel.connectTimeout', data: { host } })) };
    socket.on('error', (error) => fail(connectFailure(error, host)));
    socket.on('unexpected-response', (_request, response) => {
      response.resume();
      const status = response.statusCode ?? 0;
      fail({ code: 'channel.handshakeRefused', data: { host, status }, httpStatus: status });
    });
    socket.on('open', () => { if (settle()) this.#opened(socket); });
    socket.on('close', () => fail({ code: 'channel.cut', data: { host } }));
  }

  #opened(socket: WebSocket): void {
    const link = linkOf(socket, this.#options.clock, {
      onText: (from, text) => { if (from === this.#current) this.#options.onText(from, text); },
      onEnd: (from, end) => {
        if (from !== this.#current) return;
        this.#current = undefined;
        this.#ended(end, from);
      },
    });
    this.#current = link;
    this.#options.onOpen(link);
  }

  #ended(end: LinkEnd, link: Link | undefined): void {
    if (this.#isStopped) {
      // `onEnd` is told even while stopping, so that the owner lets the link go.
      if (link) this.#options.onEnd(end, link);
      this.#onGone?.();
      return;
    }
    if (this.#options.onEnd(end, link) === 'stop') {
      this.#isStopped = true;
      return;
    }
    const ms = this.#backoff.next();
    this.#options.onWait?.(ms, this.#backoff.attempts());
    this.#stopWait = this.#options.clock.after(ms, () => this.#attempt());
  }
}

export const createSocketClient = (options: SocketClientOptions): SocketClient => new Client(options);
