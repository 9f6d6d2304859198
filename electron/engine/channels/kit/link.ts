/** One open WebSocket, ours or a peer's, as the rest of a channel sees it. No platform words. */
import type { WebSocket } from 'ws';
import type { ErrorFacts } from '#shared/domain/errors';
import type { Clock } from '../contract/channel';

/** Why a link ended or never came up: a `channel.*` code with facts, plus what the wire said. */
export type LinkEnd = {
  readonly code: string;
  readonly data: ErrorFacts;
  readonly closeCode?: number;
  readonly closeReason?: string;
  readonly httpStatus?: number;
};

export type Link = {
  /** Unique in this process: state kept about a link is keyed by it, so a stale socket can never touch a new one's. */
  readonly id: number;
  readonly isOpen: () => boolean;
  /** True when the bytes were handed to the socket: from then on the peer may have them. False: surely not sent. */
  readonly send: (text: string) => boolean;
  /** Polite close, cut after two seconds. `onEnd` follows once. */
  readonly close: (closeCode?: number, reason?: string) => void;
  /** Cuts at once with the given reason. `onEnd` follows once, synchronously. */
  readonly cut: (end: LinkEnd) => void;
};

export type LinkHandlers = {
  readonly onText: (link: Link, text: string) => void;
  readonly onEnd: (link: Link, end: LinkEnd) => void;
};

let lastLinkId = 0;
const POLITE_CLOSE_MS = 2_000;

/** Bounds on what one peer may make us hold, in bytes. */
export const MAX_FRAME_BYTES = 16 * 1024 * 1024;

const endOfClose = (closeCode: number, reason: string): LinkEnd => {
  if (closeCode === 1009) return { code: 'channel.frameTooLarge', data: { limit: MAX_FRAME_BYTES }, closeCode };
  if (closeCode === 1006) return { code: 'channel.cut', data: {}, closeCode };
  return { code: 'channel.closed', data: { closeCode }, closeCode, closeReason: reason };
};

const endOfError = (error: Error): LinkEnd => {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') return { code: 'channel.frameTooLarge', data: { limit: MAX_FRAME_BYTES }, closeCode: 1009 };
  if (code.startsWith('WS_ERR_')) return { code: 'channel.badFrame', data: { reason: code } };
  return { code: 'channel.cut', data: {}, closeCode: 1006 };
};

/** Wraps an already open socket. Text and binary frames both arrive as UTF-8 text. */
export const linkOf = (socket: WebSocket, clock: Clock, handlers: LinkHandlers): Link => {
  lastLinkId += 1;
  let ended = false;
  let failure: LinkEnd | undefined;
  let stopTimer: (() => void) | undefined;
  const finish = (end: LinkEnd): void => {
    if (ended) return;
    ended = true;
    stopTimer?.();
    handlers.onEnd(link, end);
  };
  const link: Link = {
    id: lastLinkId,
    isOpen: () => !ended && socket.readyState === socket.OPEN,
    send: (text) => {
      if (!link.isOpen()) return false;
      socket.send(text, () => undefined);
      return true;
    },
    close: (closeCode = 1000, reason = '') => {
      if (ended) return;
      socket.close(closeCode, reason);
      stopTimer = clock.after(POLITE_CLOSE_MS, () => socket.terminate());
    },
    cut: (end) => {
      finish(end);
      socket.terminate();
    },
  };
  socket.on('message', (data: Buffer) => {
    if (!ended) handlers.onText(link, data.toString('utf8'));
  });
  socket.on('error', (error) => { failure ??= endOfError(error); });
  socket.on('close', (closeCode, reason) => finish(failure ?? endOfClose(closeCode, reason.toString('utf8'))));
  return link;
};
