/** A WebSocket client that keeps coming back until it is stopped. One link at a time. */
import { WebSocket } from 'ws';
import type { Clock } from '../contract/channel';
import { createBackoff } from './backoff';
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

export const createSocketClient = (options: SocketClientOptions): SocketClient => {
  const { clock } = options;
  const backoff = createBackoff({ baseMs: options.baseMs ?? 500, capMs: options.capMs ?? 30_000, random: clock.random });
  let current: Link | undefined;
  let pending: { readonly socket: WebSocket; readonly stopTimer: () => void } | undefined;
  let stopWait: (() => void) | undefined;
  let stopped = false;
  let onGone: (() => void) | undefined;

  const ended = (end: LinkEnd, link: Link | undefined): void => {
    if (stopped) return onGone?.();
    if (options.onEnd(end, link) === 'stop') { stopped = true; return; }
    const ms = backoff.next();
    options.onWait?.(ms, backoff.attempts());
    stopWait = clock.after(ms, attempt);
  };

  const opened = (socket: WebSocket): void => {
    const link = linkOf(socket, clock, {
      onText: (from, text) => { if (from === current) options.onText(from, text); },
      onEnd: (from, end) => {
        if (from !== current) return;
        current = undefined;
        ended(end, from);
      },
    });
    current = link;
    options.onOpen(link);
  };

  const attempt = (): void => {
    stopWait = undefined;
    if (stopped) return;
    let socket: WebSocket;
    let host = '';
    try {
      const { url, headers } = options.target();
      host = hostOf(url);
      socket = new WebSocket(url, { headers: { ...headers }, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false, followRedirects: false });
    } catch {
      ended({ code: 'channel.badUrl', data: {} }, undefined);
      return;
    }
    let settled = false;
    const settle = (): boolean => {
      if (settled) return false;
      settled = true;
      pending?.stopTimer();
      pending = undefined;
      return true;
    };
    const fail = (end: LinkEnd): void => {
      if (!settle()) return;
      socket.terminate();
      ended(end, undefined);
    };
    pending = { socket, stopTimer: clock.after(options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS, () => fail({ code: 'channel.connectTimeout', data: { host } })) };
    socket.on('error', (error) => fail(connectFailure(error, host)));
    socket.on('unexpected-response', (_request, response) => {
      response.resume();
      const status = response.statusCode ?? 0;
      fail({ code: 'channel.handshakeRefused', data: { host, status }, httpStatus: status });
    });
    socket.on('open', () => { if (settle()) opened(socket); });
    socket.on('close', () => fail({ code: 'channel.cut', data: { host } }));
  };

  const stop = async (): Promise<void> => {
    stopWait?.();
    stopped = true;
    if (pending) {
      pending.stopTimer();
      const { socket } = pending;
      pending = undefined;
      await new Promise<void>((resolve) => { socket.once('close', () => resolve()); socket.terminate(); });
    }
    if (!current) return;
    const link = current;
    await new Promise<void>((resolve) => { onGone = resolve; link.close(1000); });
  };

  return { start: attempt, link: () => current, healthy: backoff.reset, stop };
};
