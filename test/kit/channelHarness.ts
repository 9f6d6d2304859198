/** A host for one channel in tests: keeps what it tells, waits for facts, counts timers. Stores nothing, drops nothing. */
import { createHash } from 'node:crypto';
import type { AccountStatus, Secrets, Settings } from '#shared/domain/account';
import type { ChatRef } from '#shared/domain/chat';
import { AppError } from '#shared/domain/errors';
import type { AccountId, BlobId, ClientId } from '#shared/domain/ids';
import { textOf, type Media, type Parts } from '#shared/domain/message';
import type { Channel, ChannelContext, ChannelModule, Clock, OutgoingMessage } from '#electron/engine/channels/contract/channel';
import type { ChannelEvent, MessageEvent } from '#electron/engine/channels/contract/events';

export type CountingClock = Clock & { readonly pending: () => number };

/** The real clock, `speed` times as fast, that knows how many of its timers wait. Limits of minutes are met in seconds. */
export const fastClock = (speed = 1): CountingClock => {
  const start = Date.now();
  const timers = new Set<NodeJS.Timeout>();
  return {
    now: () => Math.round(start + (Date.now() - start) * speed),
    after: (ms, run) => {
      const timer = setTimeout(() => { timers.delete(timer); run(); }, ms / speed);
      timers.add(timer);
      return () => { timers.delete(timer); clearTimeout(timer); };
    },
    random: () => Math.random(),
    pending: () => timers.size,
  };
};

export type LogLine = { readonly level: 'info' | 'warn' | 'error'; readonly message: string; readonly facts: Readonly<Record<string, unknown>> };

export type ChannelHarness = {
  readonly channel: Channel;
  readonly events: () => readonly ChannelEvent[];
  readonly messages: () => readonly MessageEvent[];
  readonly statuses: () => readonly AccountStatus[];
  readonly log: () => readonly LogLine[];
  /** Resolves with the first event, past or coming, that fits. */
  readonly event: <K extends ChannelEvent['kind']>(kind: K, fits?: (event: Extract<ChannelEvent, { readonly kind: K }>) => boolean) => Promise<Extract<ChannelEvent, { readonly kind: K }>>;
  /** Resolves with the first message, past or coming, whose words are `text`. */
  readonly message: (text: string) => Promise<MessageEvent>;
  /** Resolves when the last reported state is (or becomes) this one. */
  readonly state: (state: AccountStatus['state'], reason?: string) => Promise<AccountStatus>;
  readonly send: (chat: ChatRef, parts: string | Parts, client?: string) => ReturnType<Channel['send']>;
  readonly outgoing: (chat: ChatRef, parts: string | Parts, client?: string) => OutgoingMessage;
  readonly putBlob: (bytes: Uint8Array, name: string, mime: string) => Media;
  /** While true, `emit` rejects as a full disk would make it. */
  readonly setLedgerAway: (isAway: boolean) => void;
  /** What a restart of the engine finds again. */
  readonly cursors: ReadonlyMap<string, string>;
  readonly clock: CountingClock;
  readonly close: () => Promise<void>;
};

export type HarnessOptions = {
  readonly settings: Settings;
  readonly secrets?: Secrets;
  readonly cursors?: ReadonlyMap<string, string>;
  readonly clock?: CountingClock;
  readonly account?: string;
};

type Waiter = { readonly check: () => boolean };

const partsOf = (parts: string | Parts): Parts => (typeof parts === 'string' ? [{ kind: 'text', text: parts }] : parts);

const logInto = (lines: LogLine[]): ChannelContext['log'] => ({
  info: (message, facts = {}) => { lines.push({ level: 'info', message, facts }); },
  warn: (message, facts = {}) => { lines.push({ level: 'warn', message, facts }); },
  error: (message, facts = {}) => { lines.push({ level: 'error', message, facts }); },
});

/** Opens and connects the channel. */
export const openChannel = (module: ChannelModule, options: HarnessOptions): ChannelHarness => {
  const clock = options.clock ?? fastClock();
  const events: ChannelEvent[] = [];
  const statuses: AccountStatus[] = [];
  const lines: LogLine[] = [];
  const cursors = new Map(options.cursors);
  const blobs = new Map<string, Uint8Array>();
  const waiters = new Set<Waiter>();
  let isLedgerAway = false;
  let clients = 0;
  const changed = (): void => { for (const waiter of [...waiters]) if (waiter.check()) waiters.delete(waiter); };
  const wait = <T>(look: () => T | undefined): Promise<T> => new Promise((resolve) => {
    const check = (): boolean => {
      const found = look();
      if (found === undefined) return false;
      resolve(found);
      return true;
    };
    if (!check()) waiters.add({ check });
  });
  const putBlob: ChannelHarness['putBlob'] = (bytes, name, mime) => {
    const blob = createHash('sha256').update(bytes).digest('hex') as BlobId; // as the blob store makes them
    blobs.set(blob, bytes);
    return { name, mime, size: bytes.length, state: 'stored', blob };
  };
  const channel = module.open({
    account: (options.account ?? 'test-account') as AccountId, // a literal of the right form
    settings: options.settings, secrets: options.secrets ?? {},
    emit: async (batch) => {
      await Promise.resolve();
      if (isLedgerAway) throw new AppError('ledger.unavailable');
      for (const event of batch) if (event.kind === 'cursor') cursors.set(event.key, event.value);
      events.push(...batch);
      changed();
    },
    status: (status) => { statuses.push(status); changed(); },
    cursor: (key) => cursors.get(key),
    cursors: (prefix) => new Map([...cursors].filter(([key]) => key.startsWith(prefix))),
    store: (bytes, hint) => Promise.resolve(putBlob(bytes, hint.name, hint.mime ?? 'application/octet-stream')),
    readBlob: (blob) => {
      const bytes = blobs.get(blob);
      return bytes ? Promise.resolve(bytes) : Promise.reject(new AppError('media.gone'));
    },
    clock, log: logInto(lines),
  });
  channel.connect();
  const outgoing: ChannelHarness['outgoing'] = (chat, parts, client) => {
    clients += 1;
    return { client: (client ?? `client-${String(clients).padStart(6, '0')}`) as ClientId, chat, parts: partsOf(parts), at: clock.now(), attempt: 1 }; // form of clientIdSchema
  };
  return {
    channel, clock, cursors, outgoing, putBlob,
    events: () => events, statuses: () => statuses, log: () => lines,
    messages: () => events.filter((event): event is MessageEvent => event.kind === 'message'),
    event: (kind, fits = () => true) => wait(() => events.find((event): event is Extract<ChannelEvent, { readonly kind: typeof kind }> => event.kind === kind && fits(event as Extract<ChannelEvent, { readonly kind: typeof kind }>))), // narrowed by the kind compared just before
    message: (text) => wait(() => events.find((event): event is MessageEvent => event.kind === 'message' && textOf(event.parts) === text)),
    state: (state, reason) => wait(() => { const last = statuses.at(-1); return last?.state === state && (reason === undefined || last.reason === reason) ? last : undefined; }),
    send: (chat, parts, client) => channel.send(outgoing(chat, parts, client)),
    setLedgerAway: (isAway) => { isLedgerAway = isAway; },
    close: () => channel.close(),
  };
};
