/** A OneBot 11 gateway for tests: customers on one side, the desk on the other, and a record of both. */
import { runAction, type ActionResult, type Friend, type Group, type Params, type World } from './actions';
import type { WireSegment } from './cqText';
import { dialects, type Dialect, type DialectName } from './dialects';
import { Doors, type Peer, type Reverse } from './doors';
import { createStore, toWire, wireNumber, type Place, type StoredMessage } from './store';

export type GatewayOptions = {
  readonly dialect?: DialectName;
  /** Our account's QQ number; default 10001000. */
  readonly self?: string;
  readonly nickname?: string;
  readonly token?: string;
  /** Dial the desk instead of listening. `roles: split` opens one socket per role, as go-cqhttp can. */
  readonly reverse?: Reverse;
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
  /** Raw bytes as a binary frame, or as a text frame whether or not they are UTF-8. Not logged. */
  readonly pushBytes: (bytes: Uint8Array, kind: 'binary' | 'text') => void;
  /** WebSocket pings, as many as wanted. */
  readonly ping: (count: number) => void;
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

type Dict = Readonly<Record<string, unknown>>;
type Watch = (frame: Dict, direction: 'in' | 'out') => void;

const isObject = (value: unknown): value is Dict => typeof value === 'object' && value !== null && !Array.isArray(value);

const parsed = (text: string): unknown => {
  try { return JSON.parse(text); } catch { return undefined; }
};

class Gateway implements OnebotGateway {
  readonly #options: GatewayOptions;
  readonly #dialect: Dialect;
  readonly #format: 'array' | 'string';
  readonly #reportsOwn: boolean;
  readonly #heartbeatMs: number;
  readonly #now: () => number;
  readonly #files = new Map<string, Uint8Array>();
  readonly #log: LogEntry[] = [];
  readonly #watchers = new Set<Watch>();
  readonly #behaviours = new Map<string, { readonly behaviour: Behaviour; left: number }>();
  readonly #world: World;
  readonly #doors: Doors;
  readonly #heartbeat: NodeJS.Timeout | undefined;
  readonly self: string;
  #token: string;
  #isOnline = true;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#dialect = dialects[options.dialect ?? 'napcat'];
    this.self = options.self ?? '10001000';
    this.#format = options.format ?? this.#dialect.format;
    this.#reportsOwn = options.reportsOwn ?? this.#dialect.reportsOwn;
    this.#heartbeatMs = options.heartbeatMs ?? this.#dialect.heartbeatMs;
    this.#now = options.now ?? Date.now;
    this.#token = options.token ?? '';
    this.#world = this.#makeWorld();
    this.#doors = new Doors({
      dialect: this.#dialect, self: this.self, reverse: options.reverse, token: () => this.#token,
      lifecycle: () => this.#event({ post_type: 'meta_event', meta_event_type: 'lifecycle', sub_type: 'connect', ...(options.dialect === 'gocqhttp' ? { _post_method: 2 } : {}) }),
      file: (name) => this.#files.get(name), onText: (peer, text) => this.#onText(peer, text),
    });
    if (this.#heartbeatMs > 0) this.#heartbeat = setInterval(() => this.#beat(this.#heartbeatMs), this.#heartbeatMs).unref();
  }

  readonly up = (): Promise<void> => this.#doors.up(this.#options.port ?? 0);
  readonly down = (): Promise<void> => this.#doors.down();
  readonly cut = (): void => this.#doors.cut();
  readonly connections = (): number => this.#doors.peers.size;
  readonly connected = (): Promise<void> => this.#doors.connected();
  get port(): number { return this.#doors.port; }
  get url(): string { return `ws://127.0.0.1:${this.port}`; }

  readonly write = (writing: Writing): StoredMessage => {
    const { store, nickname, friends } = this.#world;
    const { user, group, temporaryGroup, isOwn = false } = writing;
    const place: Place = group === undefined ? { user, ...(temporaryGroup ? { temporaryGroup } : {}) } : { group };
    const segments: readonly WireSegment[] = typeof writing.message === 'string' ? [{ type: 'text', data: { text: writing.message } }] : writing.message;
    const name = writing.nickname ?? friends.find((friend) => friend.user === user)?.nickname ?? `客户${user}`;
    const message = store.add({ place, author: isOwn ? this.self : user, nickname: isOwn ? nickname : name, segments, time: writing.time ?? this.#seconds(), isOwn, id: writing.id });
    if (!isOwn || this.#reportsOwn) this.pushAgain(message);
    return message;
  };

  readonly pushAgain = (message: StoredMessage): void => this.push(toWire(message, this.#dialect, this.self, this.#format));

  readonly push = (frame: object | string): void => {
    this.#note('out', frame);
    for (const peer of this.#doors.peers) if (peer.role !== 'api') this.#doors.deliver(peer, frame);
  };

  readonly pushBytes = (bytes: Uint8Array, kind: 'binary' | 'text'): void => {
    for (const { socket } of this.#doors.peers) socket.send(bytes, { binary: kind === 'binary' });
  };

  readonly ping = (count: number): void => {
    for (const { socket } of this.#doors.peers) for (let n = 0; n < count; n += 1) socket.ping(String(n));
  };

  readonly recall = (message: StoredMessage, operator?: string): void => {
    message.recalled = true;
    this.#pushRecall(message, operator ?? message.author);
  };

  readonly kick = (message = '您的账号在其他设备登录'): void => {
    this.#isOnline = false;
    this.push(this.#event({ post_type: 'notice', notice_type: 'bot_offline', user_id: wireNumber(this.self), tag: 'KickedOffline', message }));
  };

  readonly setOnline = (isOnline: boolean): void => {
    this.#isOnline = isOnline;
    this.#beat(this.#heartbeatMs || 5_000);
  };

  readonly setToken = (token: string): void => { this.#token = token; };
  readonly behave = (action: string, behaviour: Behaviour, times = 1): void => { this.#behaviours.set(action, { behaviour, left: times }); };

  readonly addFile = (name: string, bytes: Uint8Array): string => {
    this.#files.set(name, bytes);
    return `http://127.0.0.1:${this.port}/files/${encodeURIComponent(name)}`;
  };

  readonly next: OnebotGateway['next'] = (fits) => new Promise((resolve) => {
    const watch: Watch = (frame, direction) => {
      if (!fits(frame, direction)) return;
      this.#watchers.delete(watch);
      resolve(frame);
    };
    this.#watchers.add(watch);
  });

  readonly log = (): readonly LogEntry[] => this.#log;
  readonly sent = (): readonly StoredMessage[] => this.#world.store.all().filter((message) => message.isOwn);
  readonly received = (): readonly StoredMessage[] => this.#world.store.all().filter((message) => !message.isOwn);

  readonly close = async (): Promise<void> => {
    clearInterval(this.#heartbeat);
    await this.#doors.down();
  };

  #makeWorld(): World {
    const { nickname = '客服小号', friends = [], groups = [] } = this.#options;
    return {
      dialect: this.#dialect, store: createStore(this.#dialect), self: this.self, nickname, format: this.#format, friends: [...friends], groups: [...groups],
      isOnline: () => this.#isOnline, seconds: () => this.#seconds(), files: this.#files,
      onSent: (message) => { if (this.#reportsOwn) this.pushAgain(message); },
      onRecalled: (message) => this.#pushRecall(message, this.self),
      onUploaded: (message, name, size) => {
        if (this.#reportsOwn) this.pushAgain(message);
        if (message.place.group !== undefined) this.push(this.#event({ post_type: 'notice', notice_type: 'group_upload', group_id: wireNumber(message.place.group), user_id: wireNumber(this.self), file: { id: `id-${name}`, name, size, busid: 102 } }));
      },
    };
  }

  #seconds(): number { return Math.floor(this.#now() / 1_000); }
  #event(fields: object): object { return { time: this.#seconds(), self_id: wireNumber(this.self), ...fields }; }
  #beat(interval: number): void { this.push(this.#event({ post_type: 'meta_event', meta_event_type: 'heartbeat', status: { online: this.#isOnline, good: true }, interval })); }

  #note(direction: 'in' | 'out', frame: unknown): void {
    this.#log.push({ at: this.#now(), direction, frame });
    if (isObject(frame)) for (const watch of [...this.#watchers]) watch(frame, direction);
  }

  #pushRecall(message: StoredMessage, operator: string): void {
    const common = { post_type: 'notice', user_id: wireNumber(message.author), message_id: message.id };
    this.push(this.#event(message.place.group === undefined
      ? { ...common, notice_type: 'friend_recall' }
      : { ...common, notice_type: 'group_recall', group_id: wireNumber(message.place.group), operator_id: wireNumber(operator) }));
  }

  #onText(peer: Peer, text: string): void {
    const request = parsed(text);
    this.#note('in', request ?? text);
    if (isObject(request) && typeof request.action === 'string') void this.#onRequest(peer, request);
    else if (this.#options.dialect !== 'lagrange') this.#reply(peer, { retcode: 1400, wording: 'json' }, undefined, false);
  }

  #reply(peer: Peer, result: ActionResult, echo: unknown, hasEcho: boolean): void {
    const isOk = 'data' in result;
    const wording = isOk ? '' : result.wording;
    const { hasWording, hasStream, emptyEcho } = this.#dialect;
    const frame = {
      status: isOk ? 'ok' : 'failed', retcode: isOk ? 0 : result.retcode,
      ...(isOk ? { data: result.data } : this.#options.dialect === 'onebots' ? { msg: wording } : { data: null }),
      ...(hasWording ? { message: wording, wording } : {}), ...(hasEcho ? { echo } : emptyEcho ? { echo: '' } : {}), ...(hasStream ? { stream: 'normal-action' } : {}),
    };
    this.#note('out', frame);
    this.#doors.deliver(peer, frame);
  }

  #takeBehaviour(action: string): Behaviour | undefined {
    for (const key of [action, '*']) {
      const entry = this.#behaviours.get(key);
      if (!entry || entry.left <= 0) continue;
      entry.left -= 1;
      return entry.behaviour;
    }
    return undefined;
  }

  async #onRequest(peer: Peer, request: Dict): Promise<void> {
    const action = String(request.action ?? '');
    const params: Params = isObject(request.params) ? request.params : {};
    const answer = (result: ActionResult): void => this.#reply(peer, result, request.echo, 'echo' in request);
    const run = (): ActionResult => runAction(this.#world, action, params);
    const behaviour = this.#takeBehaviour(action);
    switch (behaviour?.kind) {
      case undefined: return answer(run());
      case 'ignore': return undefined;
      case 'silent': run(); return undefined;
      case 'cutBefore': return this.cut();
      case 'loseAnswer': run(); return this.cut();
      case 'refuse': return answer(behaviour);
      case 'doneButRefuse': run(); return answer(behaviour);
      case 'noEcho': return this.#reply(peer, run(), undefined, false);
      case 'slow': {
        const result = run();
        await behaviour.until;
        return answer(result);
      }
    }
  }
}

/** Starts a gateway: listening at `url` (forward) or dialling `reverse.url`. End it with `close`. */
export const startOnebotGateway = async (options: GatewayOptions = {}): Promise<OnebotGateway> => {
  const gateway = new Gateway(options);
  await gateway.up();
  return gateway;
};
