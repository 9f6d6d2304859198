/** XMPP over WebSocket (RFC 7395) with `ws`, so that Node 20 needs no global WebSocket. */
import { EventEmitter } from 'node:events';
import type { TLSSocket } from 'node:tls';
import WebSocket from 'ws';
import { AppError } from '#shared/domain/errors';
import { isLoopback, type Endpoint } from './settings';
import { certificateProblem, MAX_STANZA, type SocketPolicy } from './xmppSocket';

export class XmppWebSocket extends EventEmitter {
  secure = false;
  #socket: WebSocket | undefined;
  #isEnded = false;
  readonly #endpoint: Endpoint;
  readonly #policy: SocketPolicy;

  constructor(endpoint: Endpoint, policy: SocketPolicy) {
    super();
    this.#endpoint = endpoint;
    this.#policy = policy;
  }

  connect(): void {
    const { url, host } = this.#endpoint;
    const isSafe = url.startsWith('wss:');
    if (!isSafe && !isLoopback(host)) { queueMicrotask(() => this.#fail(new AppError('xmpp.tlsRequired', { host }))); return; }
    const socket = new WebSocket(url, ['xmpp'], { handshakeTimeout: this.#policy.timeoutMs, maxPayload: MAX_STANZA, rejectUnauthorized: false, followRedirects: false });
    this.#socket = socket;
    socket.on('upgrade', (response) => {
      if (!isSafe) return;
      const problem = certificateProblem(response.socket as TLSSocket, this.#policy.fingerprint); // wss: the socket is TLS
      if (problem) this.#fail(new AppError(problem.code, { host, domain: host, ...problem.data }));
    });
    socket.on('open', () => { if (!this.#isEnded) { this.secure = isSafe; this.emit('connect'); } });
    socket.on('message', (data, isBinary) => {
      try { this.emit('data', isBinary ? '' : String(data)); } catch (cause) { this.#fail(new AppError('xmpp.malformed', { host }, { cause })); }
    });
    socket.on('unexpected-response', (_request, response) => this.#fail(new AppError('xmpp.notXmpp', { host, status: response.statusCode ?? 0 })));
    socket.on('error', (error) => this.#fail(/timed out/.test(error.message) ? new AppError('xmpp.connectTimeout', { host }, { cause: error }) : error));
    socket.on('close', () => this.#close());
  }

  write(text: string, done?: (error?: Error | null) => void): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) { done?.(new AppError('xmpp.notConnected')); return; }
    this.#socket.send(text, (error) => done?.(error ?? null));
  }

  end(): void { this.#socket?.close(); }

  destroy(): void {
    if (this.#socket) this.#socket.terminate();
    else this.#close();
  }

  #fail(error: Error): void {
    if (this.#isEnded) return;
    this.emit('error', error);
    this.destroy();
    this.#close();
  }

  #close(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.emit('close');
  }
}
