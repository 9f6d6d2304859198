/** A OneBot 11 gateway for tests: customers on one side, the desk on the other, and a record of both. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { runAction, type ActionResult, type Friend, type Group, type Params, type World } from './actions';
import type { WireSegment } from './cqText';
import { dialects, type Dialect, type DialectName } from './dialects';
import { createStore, toWire, wireNumber, type Place, type StoredMessage } from './store';

export type GatewayOptions = {
  readonly dialect?: DialectName;
  /** Our account's QQ number; default 10001000. */
  readonly self?: string;
  readonly nickname?: string;
  readonly token?: string;
  /** Dial the desk instead of listening. `roles: split` opens one socket per role, as go-cqhttp can. */
  readonly reverse?: { readonly url: string; readonly reconnectMs?: number; readonly roles?: 'universal' | 'split'; readonly authorization?: 'Bearer' | 'Token' | 'query' };
  readonly port?: number;
  readonly format?: 'array' | 'string';
  /** Report what was sent through us or from the phone; the dialect's default otherwise. */
  readonly reportsOwn?: boolean;
  /** 0 = no heartbeats. */
  readonly heartbeatMs?: number;
  readonly friends?: readonly Friend[];
  readonly groups?: readonly Group[];
  /** Wall clock, ms. */
  readonly now?: () => number;
};

export type Behaviour =
  /** Do it, say nothing. */
  | { readonly kind: 'silent' }
  /** Do nothing, say nothing. */
  | { readonly kind: 'ignore' }
  /** Do it, then cut every socket before the answer. */
  | { readonly kind: 'loseAnswer' }
  /** Cut every socket before doing anything. */
  | { readonly kind: 'cutBefore' }
  | { readonly kind: 'refuse'; readonly retcode: number; readonly wording: string }
  /** Do it, but answer that it failed (NapCat's NTEvent time-out). */
  | { readonly kind: 'doneButRefuse'; readonly retcode: number; readonly wording: string }
  /** Answer without echo. */
  | { readonly kind: 'noEcho' }
  /** Do it and answer once `until` resolves. */
  | { readonly kind: 'slow'; readonly until: Promise<void> };

export type LogEntry = { readonly at: number; readonly direction: 'in' | 'out'; readonly frame: unknown };
export type Writing = { readonly user: string; readonly group?: string; readonly temporaryGroup?: string; readonly nickname?: string; readonly message: string | readonly WireSegment[]; readonly time?: number; readonly id?: number; readonly isOwn?: boolean };

export type OnebotGateway = {
  readonly url: string;
  readonly port: number;
  readonly self: string;
  /** A customer writes (or our own phone, with `isOwn`): kept on the platform, pushed to whoever is connected. */
  readonly write: (writing: Writing) => StoredMessage;
  readonly pushAgain: (message: StoredMessage) => void;
  readonly recall: (message: StoredMessage, operator?: string) => void;
  /** Sends any object as an event or any text as a frame. */
  readonly push: (frame: object | string) => void;
  /** bot_offline, then status.online = false. */
  readonly kick: (message?: string) => void;
  readonly setOnline: (isOnline: boolean) => void;
  /** What the next `times` requests of this action get; `'*'` for any action. */
  readonly behave: (action: string, behaviour: Behaviour, times?: number) => void;
  /** Cuts every socket; listens on. */
  readonly cut: () => void;
  /** Cuts and stops listening or dialling until `up`. Messages written meanwhile stay on the platform. */
  readonly down: () => Promise<void>;
  readonly up: () => Promise<void>;
  /** Changes which token is right, for the next connection. */
  readonly setToken: (token: string) => void;
  /** Holds a file for get_image and the like, and serves it at the address given back. */
  readonly addFile: (name: string, bytes: Uint8Array) => string;
  readonly connections: () => number;
  /** Resolves when a socket is open and was let in. */
  readonly connected: () => Promise<void>;
  /** Resolves with the first logged frame (from now on) that fits. */
  readonly next: (fits: (frame: Readonly<Record<string, unknown>>, direction: 'in' | 'out') => boolean) => Promise<Readonly<Record<string, unknown>>>;
  readonly log: () => readonly LogEntry[];
  /** Everything our account said through the desk, in order: what customers got. */
  readonly sent: () => readonly StoredMessage[];
  /** Everything customers wrote. */
  readonly received: () => readonly StoredMessage[];
  readonly close: () => Promise<void>;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

type Peer = { readonly socket: WebSocket; readonly role: 'universal' | 'api' | 'event' };

export const startOnebotGateway = async (options: GatewayOptions = {}): Promise<OnebotGateway> => {
  const dialect: Dialect = dialects[options.dialect ?? 'napcat'];
  const self = options.self ?? '10001000';
  const format = options.format ?? dialect.format;
  const reportsOwn = options.reportsOwn ?? dialect.reportsOwn;
  const heartbeatMs = options.heartbeatMs ?? dialect.heartbeatMs;
  const now = options.now ?? Date.now;
  const seconds = (): number => Math.floor(now() / 1_000);
  const store = createStore(dialect);
  const files = new Map<string, Uint8Array>();
  const peers = new Set<Peer>();
  const sockets = new Set<Socket>();
  const log: LogEntry[] = [];
  const watchers = new Set<(frame: Readonly<Record<string, unknown>>, direction: 'in' | 'out') => void>();
  const connectWaiters = new Set<() => void>();
  const behaviours = new Map<string, { behaviour: Behaviour; left: number }>();
  let token = options.token ?? '';
  let isOnline = true;
  let isDown = false;
  let heartbeat: NodeJS.Timeout | undefined;
  let redial: NodeJS.Timeout | undefined;

  const note = (direction: 'in' | 'out', frame: unknown): void => {
    log.push({ at: now(), direction, frame });
    if (isObject(frame)) for (const watch of [...watchers]) watch(frame, direction);
  };
  const deliver = (peer: Peer, frame: object | string): void => {
    if (peer.socket.readyState === WebSocket.OPEN) peer.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  };
  const push = (frame: object | string): void => {
    note('out', frame);
    for (const peer of peers) if (peer.role !== 'api') deliver(peer, frame);
  };
  const event = (fields: object): object => ({ time: seconds(), self_id: wireNumber(self), ...fields });

  const world: World = {
    dialect, store, self, nickname: options.nickname ?? '客服小号', format, friends: [...(options.friends ?? [])], groups: [...(options.groups ?? [])],
    isOnline: () => isOnline, seconds, files,
    onSent: (message) => { if (reportsOwn) push(toWire(message, dialect, self, format)); },
    onRecalled: (message) => pushRecall(message, self),
    onUploaded: (message, name, size) => {
      if (reportsOwn) push(toWire(message, dialect, self, format));
      if (message.place.group !== undefined) push(event({ post_type: 'notice', notice_type: 'group_upload', group_id: wireNumber(message.place.group), user_id: wireNumber(self), file: { id: `id-${name}`, name, size, busid: 102 } }));
    },
  };
  const pushRecall = (message: StoredMessage, operator: string): void => push(event(message.place.group === undefined
    ? { post_type: 'notice', notice_type: 'friend_recall', user_id: wireNumber(message.author), message_id: message.id }
    : { post_type: 'notice', notice_type: 'group_recall', group_id: wireNumber(message.place.group), user_id: wireNumber(message.author), operator_id: wireNumber(operator), message_id: message.id }));

  // --- answers
  const reply = (peer: Peer, result: ActionResult, echo: unknown, hasEcho: boolean): void => {
    const isOk = 'data' in result;
    const wording = isOk ? '' : result.wording;
    const frame = {
      status: isOk ? 'ok' : 'failed', retcode: isOk ? 0 : result.retcode, ...(isOk ? { data: result.data } : options.dialect === 'onebots' ? { msg: wording } : { data: null }),
      ...(dialect.hasWording ? { message: wording, wording } : {}), ...(hasEcho ? { echo } : dialect.emptyEcho ? { echo: '' } : {}), ...(dialect.hasStream ? { stream: 'normal-action' } : {}),
    };
    note('out', frame);
    deliver(peer, frame);
  };
  const takeBehaviour = (action: string): Behaviour | undefined => {
    for (const key of [action, '*']) {
      const entry = behaviours.get(key);
      if (!entry || entry.left <= 0) continue;
      entry.left -= 1;
      return entry.behaviour;
    }
    return undefined;
  };
  const onRequest = async (peer: Peer, request: Readonly<Record<string, unknown>>): Promise<void> => {
    const action = String(request.action ?? '');
    const params: Params = isObject(request.params) ? request.params : {};
    const hasEcho = 'echo' in request;
    const run = (): ActionResult => runAction(world, action, params);
    const behaviour = takeBehaviour(action);
    switch (behaviour?.kind) {
      case undefined: return reply(peer, run(), request.echo, hasEcho);
      case 'ignore': return undefined;
      case 'silent': run(); return undefined;
      case 'cutBefore': return cut();
      case 'loseAnswer': run(); return cut();
      case 'refuse': return reply(peer, behaviour, request.echo, hasEcho);
      case 'doneButRefuse': run(); return reply(peer, behaviour, request.echo, hasEcho);
      case 'noEcho': return reply(peer, run(), undefined, false);
      case 'slow': {
        const result = run();
        await behaviour.until;
        return reply(peer, result, request.echo, hasEcho);
      }
    }
  };
  const onFrame = (peer: Peer, text: string): void => {
    let request: unknown;
    try { request = JSON.parse(text); } catch { request = undefined; }
    note('in', request ?? text);
    if (isObject(request) && typeof request.action === 'string') void onRequest(peer, request);
    else if (options.dialect !== 'lagrange') reply(peer, { retcode: 1400, wording: 'json' }, undefined, false);
  };

  // --- sockets
  const lifecycle = (): object => event({ post_type: 'meta_event', meta_event_type: 'lifecycle', sub_type: 'connect', ...(options.dialect === 'gocqhttp' ? { _post_method: 2 } : {}) });
  const admit = (socket: WebSocket, role: Peer['role']): void => {
    const peer: Peer = { socket, role };
    peers.add(peer);
    socket.on('message', (data: Buffer) => onFrame(peer, data.toString('utf8')));
    socket.on('error', () => undefined);
    socket.on('close', () => { peers.delete(peer); scheduleRedial(); });
    if (role !== 'api') deliver(peer, lifecycle());
    for (const wake of connectWaiters) wake();
    connectWaiters.clear();
  };
  const cut = (): void => { for (const peer of [...peers]) peer.socket.terminate(); };

  const refusal = { status: 'failed', retcode: 1403, data: null, message: 'token验证失败', wording: 'token验证失败', echo: null, stream: 'normal-action' };
  const refuse = (socket: WebSocket): void => {
    socket.on('error', () => undefined);
    if (dialect.badToken === 'close1008') return socket.close(1008, 'Unauthorized');
    if (dialect.badToken === 'lifecycleThenFrame') socket.send(JSON.stringify(lifecycle()));
    socket.send(JSON.stringify(refusal), () => socket.close(1000));
  };
  const givenToken = (request: IncomingMessage): string => {
    const header = request.headers.authorization?.replace(/^(Bearer|Token)\s+/i, '');
    const query = new URL(request.url ?? '/', 'http://gateway.invalid').searchParams.get('access_token') ?? undefined;
    // NapCat lets the query win, LLOneBot the header.
    return (options.dialect === 'llonebot' ? header ?? query : query ?? header) ?? '';
  };
  const upgrades = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 * 1024, perMessageDeflate: false });
  const onUpgrade = (request: IncomingMessage, socket: Socket, head: Buffer): void => {
    const isRight = token === '' || givenToken(request) === token;
    if (!isRight && dialect.badToken === 'http') {
      socket.end(`HTTP/1.1 ${givenToken(request) === '' ? '401 Unauthorized' : '403 Forbidden'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const path = new URL(request.url ?? '/', 'http://gateway.invalid').pathname.replace(/\/+$/, '');
    upgrades.handleUpgrade(request, socket, head, (webSocket) => (isRight ? admit(webSocket, path === '/api' ? 'api' : path === '/event' ? 'event' : 'universal') : refuse(webSocket)));
  };
  const makeServer = (): Server => {
    const made = createServer((request, response) => {
      const bytes = files.get(decodeURIComponent((request.url ?? '').replace('/files/', '')));
      if (bytes) response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
      else response.writeHead(404).end();
    });
    made.on('connection', (socket: Socket) => { sockets.add(socket); socket.on('error', () => socket.destroy()); socket.once('close', () => sockets.delete(socket)); });
    made.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => (options.reverse ? socket.destroy() : onUpgrade(request, socket, head)));
    return made;
  };
  let server = makeServer();
  const listen = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address ? address.port : port;
  };
  const port = await listen(options.port ?? 0);

  // --- reverse: we dial
  const dialRole = (role: Peer['role']): void => {
    const { reverse } = options;
    if (!reverse) return;
    const url = new URL(reverse.url);
    const style = reverse.authorization ?? 'Bearer';
    if (token !== '' && style === 'query') url.searchParams.set('access_token', token);
    if (reverse.roles === 'split') url.pathname = `${url.pathname.replace(/\/+$/, '')}/${role}`;
    const socket = new WebSocket(url, {
      perMessageDeflate: false, handshakeTimeout: 2_000,
      headers: { 'X-Self-ID': self, 'X-Client-Role': { universal: 'Universal', api: 'API', event: 'Event' }[role], ...(token !== '' && style !== 'query' ? { Authorization: `${style} ${token}` } : {}) },
    });
    dialling.add(socket);
    socket.on('error', () => scheduleRedial());
    socket.once('close', () => dialling.delete(socket));
    socket.once('open', () => { dialling.delete(socket); admit(socket, role); });
  };
  const dialling = new Set<WebSocket>();
  const dial = (): void => { for (const role of options.reverse?.roles === 'split' ? ['api', 'event'] as const : ['universal'] as const) dialRole(role); };
  const scheduleRedial = (): void => {
    if (!options.reverse || isDown || redial) return;
    redial = setTimeout(() => {
      redial = undefined;
      if (isDown) return;
      cut();
      dial();
    }, options.reverse.reconnectMs ?? 50);
  };
  if (options.reverse) dial();
  if (heartbeatMs > 0) {
    heartbeat = setInterval(() => push(event({ post_type: 'meta_event', meta_event_type: 'heartbeat', status: { online: isOnline, good: true }, interval: heartbeatMs })), heartbeatMs);
    heartbeat.unref();
  }

  const placeOf = (writing: Writing): Place => (writing.group === undefined ? { user: writing.user, ...(writing.temporaryGroup ? { temporaryGroup: writing.temporaryGroup } : {}) } : { group: writing.group });
  const write = (writing: Writing): StoredMessage => {
    const segments: readonly WireSegment[] = typeof writing.message === 'string' ? [{ type: 'text', data: { text: writing.message } }] : writing.message;
    const nickname = writing.nickname ?? world.friends.find(({ user }) => user === writing.user)?.nickname ?? `客户${writing.user}`;
    const message = store.add({ place: placeOf(writing), author: writing.isOwn ? self : writing.user, nickname: writing.isOwn ? world.nickname : nickname, segments, time: writing.time ?? seconds(), isOwn: writing.isOwn ?? false, id: writing.id });
    if (!message.isOwn || reportsOwn) push(toWire(message, dialect, self, format));
    return message;
  };
  const shut = async (): Promise<void> => {
    clearTimeout(redial);
    redial = undefined;
    cut();
    for (const socket of dialling) socket.terminate();
    for (const socket of sockets) socket.destroy();
    if (server.listening) { const closed = once(server, 'close'); server.close(); await closed; }
  };

  return {
    url: `ws://127.0.0.1:${port}`, port, self, write, push, cut,
    pushAgain: (message) => push(toWire(message, dialect, self, format)),
    recall: (message, operator) => { message.recalled = true; pushRecall(message, operator ?? message.author); },
    kick: (message = '您的账号在其他设备登录') => { isOnline = false; push(event({ post_type: 'notice', notice_type: 'bot_offline', user_id: wireNumber(self), tag: 'KickedOffline', message })); },
    setOnline: (online) => { isOnline = online; push(event({ post_type: 'meta_event', meta_event_type: 'heartbeat', status: { online, good: true }, interval: heartbeatMs || 5_000 })); },
    behave: (action, behaviour, times = 1) => { behaviours.set(action, { behaviour, left: times }); },
    down: async () => { isDown = true; await shut(); },
    up: async () => {
      isDown = false;
      server = makeServer();
      await listen(port);
      if (options.reverse) dial();
    },
    setToken: (next) => { token = next; },
    addFile: (name, bytes) => { files.set(name, bytes); return `http://127.0.0.1:${port}/files/${encodeURIComponent(name)}`; },
    connections: () => peers.size,
    connected: () => (peers.size > 0 ? Promise.resolve() : new Promise((resolve) => { connectWaiters.add(resolve); })),
    next: (fits) => new Promise((resolve) => {
      const watch = (frame: Readonly<Record<string, unknown>>, direction: 'in' | 'out'): void => {
        if (!fits(frame, direction)) return;
        watchers.delete(watch);
        resolve(frame);
      };
      watchers.add(watch);
    }),
    log: () => log,
    sent: () => store.all().filter((message) => message.isOwn),
    received: () => store.all().filter((message) => !message.isOwn),
    close: async () => { isDown = true; clearInterval(heartbeat); await shut(); },
  };
};
