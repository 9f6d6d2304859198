/**
 * The socket under the stream: TCP with STARTTLS, or TLS from the first byte. It replaces the library's own,
 * which decodes every read by itself (a character cut by a read becomes U+FFFD), sends no server name, takes no
 * certificate options and sends a password in clear when a server offers no TLS. The library gets a socket that
 * is already safe and gives whole characters.
 */
import { EventEmitter } from 'node:events';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import { checkServerIdentity, connect as connectTls, type PeerCertificate, type TLSSocket } from 'node:tls';
import { AppError } from '#shared/domain/errors';
import { NS } from './namespaces';
import { isLoopback, type Endpoint } from './settings';

export type SocketPolicy = {
  readonly domain: string;
  readonly fingerprint?: string;
  readonly timeoutMs: number;
};

/** Largest stretch of bytes without a whole stanza in it; servers stop at 0.25–10 MB. */
export const MAX_STANZA = 16 * 1024 * 1024;

export class XmppSocket extends EventEmitter {
  secure = false;
  #socket: Socket | undefined;
  #timer: NodeJS.Timeout | undefined;
  #decoder = new StringDecoder('utf8');
  #isEnded = false;
  readonly #endpoint: Endpoint;
  readonly #policy: SocketPolicy;

  constructor(endpoint: Endpoint, policy: SocketPolicy) {
    super();
    this.#endpoint = endpoint;
    this.#policy = policy;
  }

  /** Emits `connect` when stanzas may be sent, or `error` (an AppError or the system's) and `close`. */
  connect(): void {
    const { host, port, transport } = this.#endpoint;
    this.#timer = setTimeout(() => this.#fail(new AppError('xmpp.connectTimeout', { host })), this.#policy.timeoutMs);
    if (transport === 'tls') { this.#secure(undefined); return; }
    const socket = this.#adopt(connectTcp({ host, port }));
    socket.once('connect', () => { socket.setNoDelay(true); this.#negotiate(socket); });
  }

  write(text: string, done?: (error?: Error | null) => void): void {
    if (!this.#socket || this.#socket.destroyed) { done?.(new AppError('xmpp.notConnected')); return; }
    this.#socket.write(text, done);
  }

  end(): void { this.#socket?.end(); }

  /** Ends at once without a goodbye. */
  destroy(): void {
    clearTimeout(this.#timer);
    if (this.#socket) this.#socket.destroy();
    else this.#close();
  }

  #adopt<S extends Socket>(socket: S): S {
    this.#socket = socket;
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => { if (this.#socket === socket) this.#close(); });
    return socket;
  }

  #fail(error: Error): void {
    if (this.#isEnded) return;
    this.emit('error', error);
    this.destroy();
  }

  #close(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    clearTimeout(this.#timer);
    this.emit('close');
  }

  /** RFC 6120 §5.4 on a stream of its own; the library then opens a fresh one, as it must after TLS anyway. */
  #negotiate(socket: Socket): void {
    const { domain } = this.#policy;
    const decoder = new StringDecoder('utf8');
    let heard = '';
    let isAsked = false;
    const listen = (bytes: Buffer): void => {
      heard += decoder.write(bytes);
      if (heard.length > 65_536) { this.#fail(new AppError('xmpp.notXmpp', { host: this.#endpoint.host })); return; }
      if (/<stream:error|<\/stream:stream/.test(heard)) { this.#fail(new AppError(/host-unknown/.test(heard) ? 'xmpp.hostUnknown' : 'xmpp.notXmpp', { host: this.#endpoint.host, domain })); return; }
      if (!isAsked && /<stream:features\s*\/>|<\/stream:features>/.test(heard)) {
        if (!heard.includes(NS.tls)) { this.#withoutTls(socket, listen); return; }
        isAsked = true;
        heard = '';
        socket.write(`<starttls xmlns="${NS.tls}"/>`);
      } else if (isAsked && /<proceed[\s/>]/.test(heard)) {
        socket.off('data', listen);
        this.#secure(socket);
      } else if (isAsked && /<failure[\s/>]/.test(heard)) this.#fail(new AppError('xmpp.tlsFailed', { host: this.#endpoint.host }));
      else if (!/^\s*</.test(heard) && heard.trim() !== '') this.#fail(new AppError('xmpp.notXmpp', { host: this.#endpoint.host }));
    };
    socket.on('data', listen);
    socket.write(`<?xml version='1.0'?><stream:stream to="${domain.replace(/[&<>"]/g, '')}" version="1.0" xmlns="${NS.client}" xmlns:stream="${NS.streams}">`);
  }

  /** No TLS on offer: only loopback without a pinned certificate goes on in clear, on a new connection because this stream is already open. */
  #withoutTls(socket: Socket, listen: (bytes: Buffer) => void): void {
    const { host, port } = this.#endpoint;
    if (!isLoopback(host) || this.#policy.fingerprint !== undefined) { this.#fail(new AppError('xmpp.tlsRequired', { host })); return; }
    socket.off('data', listen);
    const plain = connectTcp({ host, port });
    this.#adopt(plain);
    socket.end('</stream:stream>');
    plain.once('connect', () => { plain.setNoDelay(true); this.#ready(plain); });
  }

  #secure(over: Socket | undefined): void {
    const { host, port } = this.#endpoint;
    const { domain } = this.#policy;
    const tls = this.#adopt(connectTls({
      ...(over ? { socket: over } : { host, port }),
      ...(isIP(domain) === 0 ? { servername: domain } : {}),
      minVersion: 'TLSv1.2', rejectUnauthorized: false,
      checkServerIdentity: (_name, certificate) => identityProblem(domain, host, over === undefined, certificate),
    }));
    tls.once('secureConnect', () => {
      const problem = certificateProblem(tls, this.#policy.fingerprint);
      if (problem) { this.#fail(new AppError(problem.code, { host, domain, ...problem.data })); return; }
      tls.setNoDelay(true);
      this.secure = true;
      this.#ready(tls);
    });
  }

  #ready(socket: Socket): void {
    clearTimeout(this.#timer);
    this.#decoder = new StringDecoder('utf8');
    socket.on('data', (bytes: Buffer) => {
      // A parser that throws on broken XML must end this connection, not the engine.
      try { this.emit('data', this.#decoder.write(bytes)); } catch (cause) { this.#fail(new AppError('xmpp.malformed', { host: this.#endpoint.host }, { cause })); }
    });
    this.emit('connect');
  }
}

/** RFC 6120 §13.7.2: the JID's domain; on direct TLS also the host the person typed. */
const identityProblem = (domain: string, host: string, isDirect: boolean, certificate: PeerCertificate): Error | undefined => {
  const byDomain = checkServerIdentity(domain, certificate);
  return byDomain && isDirect && !isLoopback(host) ? checkServerIdentity(host, certificate) : byDomain;
};

const spaced = (hex: string): string => hex.replace(/(..)(?=.)/g, '$1:');

/** Why the server's certificate is refused; nothing when it is the pinned one, or trusted and for this domain. */
export const certificateProblem = (socket: TLSSocket, fingerprint: string | undefined): { readonly code: string; readonly data: Readonly<Record<string, string>> } | undefined => {
  const seen = (socket.getPeerCertificate().fingerprint256 ?? '').replace(/:/g, '');
  if (fingerprint !== undefined) return seen === fingerprint ? undefined : { code: 'xmpp.certificateChanged', data: { fingerprint: spaced(seen) } };
  if (socket.authorized) return undefined;
  return { code: 'xmpp.certificate', data: { problem: String(socket.authorizationError), fingerprint: spaced(seen) } };
};
