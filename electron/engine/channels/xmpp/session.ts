/// <reference path="./xmppClient.d.ts" />
/**
 * One connection on the library's client, with our own sockets and timing (its reconnection and idle timers are off).
 * A new client per connection: an interrupted login leaves listeners behind that would answer the next one's
 * challenge. What a stream needs to be taken up again (XEP-0198) is carried over as data.
 */
import { client, jid, type Client, type Element } from '@xmpp/client';
import { AppError } from '#shared/domain/errors';
import { NS } from './namespaces';
import { openSocket, useSocket, type AnySocket } from './ownSockets';
import { Plain, Scram } from './scram';
import type { Endpoint, XmppConfig } from './settings';
import { nodeOf, type XmlNode } from './wire';
import { MAX_STANZA } from './xmppSocket';

export const CONNECT_MS = 15_000;
const LOGIN_MS = 30_000;
const REQUEST_MS = 20_000;
const GOODBYE_MS = 2_000;

export type SessionHandlers = {
  /** Any sign of life. */
  readonly onTraffic: () => void;
  readonly onStanza: (node: XmlNode) => void;
  /** The server has taken the stanza of ours with this id. */
  readonly onAck: (id: string) => void;
  /** On resumption: the server surely never got this message; it will not be repeated here. */
  readonly onUnsent: (id: string) => void;
  /** The connection ended after it had been up. */
  readonly onDown: (error: unknown) => void;
};

/** Where a stream stood when its connection fell. */
export type ResumeState = {
  readonly id: string;
  readonly jid: string;
  readonly inbound: number;
  readonly outbound: number;
  readonly unacked: readonly { readonly stanza: Element; readonly stamp: string }[];
};

type Dialler = { readonly connect: (service: string) => Promise<unknown>; readonly open: (options: { readonly domain: string }) => Promise<unknown> };

export class Session {
  readonly #entity: Client;
  readonly #config: XmppConfig;
  readonly #handlers: SessionHandlers;
  readonly #downs = new Set<(error: unknown) => void>();
  #socket: AnySocket | undefined;
  #isUp = false;
  #isManagedOffered = false;
  #isBound = false;
  #unframed = 0;
  #scram: Scram | undefined;
  #lastError: unknown;

  constructor(config: XmppConfig, resource: string, handlers: SessionHandlers, resume?: ResumeState) {
    this.#config = config;
    this.#handlers = handlers;
    this.#entity = client({ service: 'xmpp://own', domain: config.domain, username: config.local, password: config.password, resource, timeout: CONNECT_MS });
    const { reconnect, streamManagement: sm } = this.#entity;
    reconnect.stop();
    this.#useOwnScram();
    Object.assign(sm, { timeout: 0, requestAckInterval: 0, requestAckDebounce: 10 });
    if (resume) {
      Object.assign(sm, { id: resume.id, inbound: resume.inbound, outbound: resume.outbound, outbound_q: [...resume.unacked] });
      this.#entity.jid = jid(resume.jid);
    }
    this.#listen();
  }

  isUp(): boolean { return this.#isUp; }
  /** The server counts our stanzas, so each one is acknowledged. */
  isManaged(): boolean { return this.#entity.streamManagement.enabled; }
  boundJid(): string { return this.#entity.jid?.toString() ?? this.#config.jid; }

  /** For a later session to go on with; undefined when the server keeps nothing. */
  resumeState(): ResumeState | undefined {
    const { id, inbound, outbound, outbound_q: queue } = this.#entity.streamManagement;
    return id === '' ? undefined : { id, jid: this.boundJid(), inbound, outbound, unacked: [...queue] };
  }

  /** Connects and logs in, once. Rejects with what went wrong; nothing stays open then. */
  async dial(endpoint: Endpoint): Promise<'new' | 'resumed'> {
    const policy = { domain: this.#config.domain, timeoutMs: CONNECT_MS, ...(this.#config.fingerprint ? { fingerprint: this.#config.fingerprint } : {}) };
    useSocket(this.#entity, endpoint, () => {
      const socket = openSocket(endpoint, policy);
      this.#socket = socket;
      socket.on('data', (text: string) => this.#bound(text.length));
      return socket;
    });
    try {
      const kind = await this.#login(endpoint);
      this.#isUp = true;
      return kind;
    } catch (error) {
      this.#socket?.destroy();
      throw error;
    }
  }

  /** Resolves when written. Rejects with `xmpp.notConnected` when no byte can have left. */
  async send(stanza: Element): Promise<void> {
    if (!this.#isUp) throw new AppError('xmpp.notConnected');
    await this.#entity.send(stanza);
  }

  /** One iq round trip; rejects with `xmpp.cut`, `xmpp.iqTimeout` or a StanzaError carrying `condition`. */
  async request(stanza: Element, timeoutMs = REQUEST_MS): Promise<XmlNode> {
    if (!this.#isUp) throw new AppError('xmpp.cut');
    try {
      return nodeOf(await this.#entity.iqCaller.request(stanza, timeoutMs), NS.client);
    } catch (error) {
      throw error instanceof Error && error.name === 'TimeoutError' ? new AppError('xmpp.iqTimeout', {}, { cause: error }) : error;
    }
  }

  /** Answers a kind of iq; `undefined` refuses it. */
  answer(kind: 'get' | 'set', xmlns: string, name: string, reply: (node: XmlNode, from: string | undefined) => Element | true | undefined): void {
    this.#entity.iqCallee[kind](xmlns, name, ({ stanza, element }) => reply(nodeOf(element), stanza.attrs['from']));
  }

  /** Drops the connection without a word; the stream may be resumed. */
  drop(error?: unknown): void {
    this.#lastError ??= error;
    if (this.#socket) this.#socket.destroy();
    else this.#fall(error ?? new AppError('xmpp.cut'));
  }

  /** Says goodbye, at most two seconds long, and leaves nothing open. */
  async close(): Promise<void> {
    const wasUp = this.#isUp;
    this.#isUp = false;
    if (wasUp) await withinGoodbye(this.#entity.stop());
    this.drop();
  }

  /** Strongest first; PLAIN stays last and the library uses it under TLS only. */
  #useOwnScram(): void {
    const own = ([['SCRAM-SHA-256', 'sha256'], ['SCRAM-SHA-1', 'sha1']] as const).map(([name, hash]) => {
      const made = (): Scram => { this.#scram = new Scram(name, hash); return this.#scram; };
      return { name, mech: function Mechanism() { return made(); } as unknown as new () => Scram }; // `new` on a function that returns the object
    });
    this.#entity.saslFactory._mechs = [...own, { name: 'PLAIN', mech: Plain }];
  }

  #listen(): void {
    const entity = this.#entity;
    entity.on('error', (error: unknown) => this.#failed(error));
    entity.on('disconnect', () => this.#fall(new AppError('xmpp.cut')));
    entity.on('close', () => { if (this.#isUp) this.#socket?.destroy(); });
    entity.on('element', () => { this.#unframed = 0; this.#handlers.onTraffic(); });
    entity.on('stanza', (stanza: Element) => { if (!stanza.is('iq')) this.#handlers.onStanza(nodeOf(stanza, NS.client)); });
    entity.on('nonza', (nonza: Element) => {
      if (nonza.is('features', NS.streams)) this.#isManagedOffered = nonza.getChild('sm', NS.streamManagement) !== undefined;
      if (nonza.is('success', NS.sasl) && this.#scram && !this.#scram.isGenuine(Buffer.from(nonza.text(), 'base64').toString())) this.#failed(new AppError('xmpp.serverNotGenuine', { host: this.#config.domain }));
      // Runs before the library repeats what the server missed: repeating messages is the outbox's business, once or asked.
      if (nonza.is('resumed', NS.streamManagement)) this.#forgetUnsent(Number(nonza.attrs['h']));
    });
    entity.streamManagement.on('ack', (stanza: Element) => { if (stanza.attrs['id']) this.#handlers.onAck(stanza.attrs['id']); });
  }

  #failed(error: unknown): void {
    // While up, only what ends the stream counts; a failed answer of the library's own is no reason to hang up.
    if (this.#isUp && !endsStream(error)) return;
    this.#lastError ??= error;
    if (!this.#isUp) this.#fall(error);
    this.#socket?.destroy();
  }

  #fall(error: unknown): void {
    const wasUp = this.#isUp;
    this.#isUp = false;
    const why = this.#lastError ?? error;
    for (const down of [...this.#downs]) down(why);
    this.#downs.clear();
    // The library would leave these waiting for their time-outs.
    for (const waiting of this.#entity.iqCaller.handlers.values()) waiting.reject(new AppError('xmpp.cut', {}, { cause: why }));
    if (wasUp) this.#handlers.onDown(why);
  }

  /** A peer that never closes its element must not fill the memory. */
  #bound(length: number): void {
    this.#unframed += length;
    if (this.#unframed > MAX_STANZA) this.drop(new AppError('xmpp.stanzaTooLarge', { limit: MAX_STANZA }));
  }

  #login(endpoint: Endpoint): Promise<'new' | 'resumed'> {
    const entity = this.#entity;
    const dialler = entity as unknown as Dialler; // the library declares no types and its `start` cannot resume
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => onDown(new AppError('xmpp.connectTimeout', { host: endpoint.host })), LOGIN_MS);
      const onDown = (error: unknown): void => { clearTimeout(timer); reject(error); };
      const ready = (kind: 'new' | 'resumed'): void => { clearTimeout(timer); this.#downs.delete(onDown); resolve(kind); };
      this.#downs.add(onDown);
      entity.streamManagement.on('resumed', () => ready('resumed'));
      // Stanzas before the answer to <enable/> would be counted by one side only.
      entity.on('online', () => { this.#isBound = true; if (!this.#isManagedOffered || this.isManaged()) ready('new'); });
      entity.on('nonza', (nonza: Element) => {
        const isDecided = nonza.is('enabled', NS.streamManagement) || (this.#isBound && nonza.is('failed', NS.streamManagement));
        if (isDecided) setImmediate(() => ready('new'));
      });
      dialler.connect(endpoint.transport === 'websocket' ? endpoint.url : 'xmpp://own')
        .then(() => dialler.open({ domain: this.#config.domain }))
        .catch((error: unknown) => onDown(this.#lastError ?? error));
    });
  }

  /** Takes messages the server never counted out of the library's queue, which would repeat them with a delay stamp. */
  #forgetUnsent(handled: number): void {
    const sm = this.#entity.streamManagement;
    const seen = Math.max(0, handled - sm.outbound);
    const isLost = (item: { readonly stanza: Element }, index: number): boolean => index >= seen && item.stanza.is('message');
    const lost = sm.outbound_q.filter(isLost);
    sm.outbound_q = sm.outbound_q.filter((item, index) => !isLost(item, index));
    for (const { stanza } of lost) if (stanza.attrs['id']) this.#handlers.onUnsent(stanza.attrs['id']);
  }
}

const endsStream = (error: unknown): boolean =>
  error instanceof AppError || (error instanceof Error && (error.name === 'StreamError' || error.name === 'XMLError' || 'errno' in error));

const withinGoodbye = (goodbye: Promise<unknown>): Promise<unknown> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => { timer = setTimeout(resolve, GOODBYE_MS); });
  // Whether the server says goodbye back changes nothing: the socket is destroyed next.
  return Promise.race([goodbye.catch(() => undefined), limit]).finally(() => clearTimeout(timer));
};
