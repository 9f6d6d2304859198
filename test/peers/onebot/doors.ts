/** The gateway's sockets: listens (forward) or dials (reverse), checks tokens in its dialect, serves files. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { Dialect } from './dialects';

export type Role = 'universal' | 'api' | 'event';
export type Peer = { readonly socket: WebSocket; readonly role: Role };
export type Reverse = { readonly url: string; readonly reconnectMs?: number; readonly roles?: 'universal' | 'split'; readonly authorization?: 'Bearer' | 'Token' | 'query' };

export type DoorOptions = {
  readonly dialect: Dialect;
  readonly self: string;
  readonly reverse?: Reverse;
  readonly token: () => string;
  readonly lifecycle: () => object;
  readonly file: (name: string) => Uint8Array | undefined;
  readonly onText: (peer: Peer, text: string) => void;
};

const refusal = JSON.stringify({ status: 'failed', retcode: 1403, data: null, message: 'token验证失败', wording: 'token验证失败', echo: null, stream: 'normal-action' });
const roleHeader = { universal: 'Universal', api: 'API', event: 'Event' } as const;
const addressOf = (request: IncomingMessage): URL => new URL(request.url ?? '/', 'http://gateway.invalid');

export class Doors {
  readonly peers = new Set<Peer>();
  readonly #options: DoorOptions;
  readonly #sockets = new Set<Socket>();
  readonly #dialling = new Set<WebSocket>();
  readonly #waiters = new Set<() => void>();
  readonly #upgrades = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 * 1024, perMessageDeflate: false });
  #server: Server;
  #redial: NodeJS.Timeout | undefined;
  #isDown = false;
  port = 0;

  constructor(options: DoorOptions) {
    this.#options = options;
    this.#server = this.#makeServer();
  }

  /** Listens again, on the same port after the first time, and dials where told to. */
  async up(port: number): Promise<void> {
    this.#isDown = false;
    this.#server = this.#makeServer();
    this.#server.listen(this.port || port, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    this.port = typeof address === 'object' && address ? address.port : port;
    if (this.#options.reverse) this.#dialAll();
  }

  /** Cuts every socket and stops listening and dialling. */
  async down(): Promise<void> {
    this.#isDown = true;
    clearTimeout(this.#redial);
    this.#redial = undefined;
    this.cut();
    for (const socket of this.#dialling) socket.terminate();
    for (const socket of this.#sockets) socket.destroy();
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    await closed;
  }

  cut(): void { for (const peer of [...this.peers]) peer.socket.terminate(); }

  connected(): Promise<void> {
    return this.peers.size > 0 ? Promise.resolve() : new Promise((resolve) => { this.#waiters.add(resolve); });
  }

  deliver(peer: Peer, frame: object | string): void {
    if (peer.socket.readyState === WebSocket.OPEN) peer.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  #admit(socket: WebSocket, role: Role): void {
    const peer: Peer = { socket, role };
    this.peers.add(peer);
    socket.on('message', (data: Buffer) => this.#options.onText(peer, data.toString('utf8')));
    socket.on('error', () => undefined);
    socket.on('close', () => { this.peers.delete(peer); this.#planRedial(); });
    if (role !== 'api') this.deliver(peer, this.#options.lifecycle());
    for (const wake of this.#waiters) wake();
    this.#waiters.clear();
  }

  #refuse(socket: WebSocket): void {
    const { badToken } = this.#options.dialect;
    socket.on('error', () => undefined);
    if (badToken === 'close1008') return socket.close(1008, 'Unauthorized');
    if (badToken === 'lifecycleThenFrame') socket.send(JSON.stringify(this.#options.lifecycle()));
    socket.send(refusal, () => socket.close(1000));
  }

  /** NapCat lets the query win, LLOneBot the header. */
  #givenToken(request: IncomingMessage): string {
    const header = request.headers.authorization?.replace(/^(Bearer|Token)\s+/i, '');
    const query = addressOf(request).searchParams.get('access_token') ?? undefined;
    return (this.#options.dialect.badToken === 'lifecycleThenFrame' ? header ?? query : query ?? header) ?? '';
  }

  #onUpgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    if (this.#options.reverse) return void socket.destroy();
    const given = this.#givenToken(request);
    const isRight = this.#options.token() === '' || given === this.#options.token();
    if (!isRight && this.#options.dialect.badToken === 'http') {
      socket.end(`HTTP/1.1 ${given === '' ? '401 Unauthorized' : '403 Forbidden'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const path = addressOf(request).pathname.replace(/\/+$/, '');
    const role = path === '/api' ? 'api' : path === '/event' ? 'event' : 'universal';
    this.#upgrades.handleUpgrade(request, socket, head, (webSocket) => (isRight ? this.#admit(webSocket, role) : this.#refuse(webSocket)));
  }

  #makeServer(): Server {
    const server = createServer((request, response) => {
      const bytes = this.#options.file(decodeURIComponent(addressOf(request).pathname.replace('/files/', '')));
      if (bytes) response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
      else response.writeHead(404).end();
    });
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.once('close', () => this.#sockets.delete(socket));
    });
    server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => this.#onUpgrade(request, socket, head));
    return server;
  }

  #dialAll(): void { for (const role of this.#options.reverse?.roles === 'split' ? ['api', 'event'] as const : ['universal'] as const) this.#dial(role); }

  #dial(role: Role): void {
    const { reverse, self } = this.#options;
    if (!reverse) return;
    const token = this.#options.token();
    const url = new URL(reverse.url);
    const style = reverse.authorization ?? 'Bearer';
    if (token !== '' && style === 'query') url.searchParams.set('access_token', token);
    if (reverse.roles === 'split') url.pathname = `${url.pathname.replace(/\/+$/, '')}/${role}`;
    const socket = new WebSocket(url, {
      perMessageDeflate: false, handshakeTimeout: 2_000,
      headers: { 'X-Self-ID': self, 'X-Client-Role': roleHeader[role], ...(token !== '' && style !== 'query' ? { Authorization: `${style} ${token}` } : {}) },
    });
    this.#dialling.add(socket);
    socket.on('error', () => this.#planRedial());
    socket.once('close', () => this.#dialling.delete(socket));
    socket.once('open', () => { this.#dialling.delete(socket); this.#admit(socket, role); });
  }

  #planRedial(): void {
    if (!this.#options.reverse || this.#isDown || this.#redial) return;
    this.#redial = setTimeout(() => {
      this.#redial = undefined;
      if (this.#isDown) return;
      this.cut();
      this.#dialAll();
    }, this.#options.reverse.reconnectMs ?? 50);
  }
}
