/** The desk's side of an integration test: one open channel with a ledger that drops doubles as the host does. */
import { createHash } from 'node:crypto';
import type { AccountStatus, Secrets, Settings } from '#shared/domain/account';
import type { AccountId, BlobId, ClientId } from '#shared/domain/ids';
import { textOf, type Parts } from '#shared/domain/message';
import type { Channel, Clock, OutgoingMessage } from '#electron/engine/channels/contract/channel';
import type { ChannelEvent, MessageEvent } from '#electron/engine/channels/contract/events';
import { realClock } from '#electron/engine/platform/clock';
import { xmpp } from '#electron/engine/channels/xmpp/module';

type Kind = ChannelEvent['kind'];
type Of<K extends Kind> = Extract<ChannelEvent, { readonly kind: K }>;

/** What outlives a channel: events in order, cursors, blobs. Handing it to a second `openDesk` is a restart. */
export type DeskMemory = { readonly events: ChannelEvent[]; readonly cursors: Map<string, string>; readonly blobs: Map<string, Uint8Array> };
export const freshMemory = (): DeskMemory => ({ events: [], cursors: new Map(), blobs: new Map() });

export type Desk = {
  readonly channel: Channel;
  readonly memory: DeskMemory;
  readonly statuses: readonly AccountStatus[];
  readonly logs: readonly { readonly level: string; readonly message: string; readonly facts: unknown }[];
  readonly of: <K extends Kind>(kind: K) => readonly Of<K>[];
  /** Messages without doubles, as the host keeps them: by chat and id, and ours by client. */
  readonly messages: () => readonly MessageEvent[];
  readonly texts: (direction?: 'in' | 'out') => readonly string[];
  readonly until: <T>(look: () => T | undefined | false) => Promise<T>;
  readonly untilState: (state: AccountStatus['state']) => Promise<AccountStatus>;
  readonly untilText: (text: string) => Promise<MessageEvent>;
  readonly close: () => Promise<void>;
  /** Makes `emit` wait until let go: a ledger that is slow. */
  readonly stall: () => () => void;
};

export type DeskOptions = { readonly memory?: DeskMemory; readonly clock?: Partial<Clock>; readonly connect?: boolean };

export const openDesk = (account: { readonly settings: Settings; readonly secrets: Secrets }, options: DeskOptions = {}): Desk => {
  const memory = options.memory ?? freshMemory();
  const statuses: AccountStatus[] = [];
  const logs: { level: string; message: string; facts: unknown }[] = [];
  const watchers = new Set<() => void>();
  let gate: Promise<void> | undefined;
  const changed = (): void => { for (const watcher of [...watchers]) watcher(); };
  const write = (level: string) => (message: string, facts?: unknown): void => { logs.push({ level, message, facts }); changed(); };
  const channel = xmpp.open({
    account: 'acc-1' as AccountId, // a fixed id of the right shape
    settings: account.settings, secrets: account.secrets,
    emit: async (events) => {
      await gate;
      for (const event of events) {
        memory.events.push(event);
        if (event.kind === 'cursor') memory.cursors.set(event.key, event.value);
      }
      changed();
    },
    status: (status) => { statuses.push(status); changed(); },
    cursor: (key) => memory.cursors.get(key),
    cursors: (prefix) => new Map([...memory.cursors].filter(([key]) => key.startsWith(prefix))),
    store: async (bytes, hint) => {
      const blob = createHash('sha256').update(bytes).digest('hex');
      memory.blobs.set(blob, bytes);
      return { name: hint.name, mime: hint.mime ?? 'application/octet-stream', size: bytes.byteLength, state: 'stored', blob: blob as BlobId }; // a hash made here
    },
    readBlob: async (blob) => {
      const bytes = memory.blobs.get(blob);
      if (!bytes) throw new Error(`no blob ${blob}`);
      return bytes;
    },
    clock: { ...realClock, ...options.clock },
    log: { info: write('info'), warn: write('warn'), error: write('error') },
  });
  const of = <K extends Kind>(kind: K): readonly Of<K>[] => memory.events.filter((event): event is Of<K> => event.kind === kind);
  const until = <T>(look: () => T | undefined | false): Promise<T> => new Promise((resolve, reject) => {
    const check = (): void => {
      try {
        const found = look();
        if (found === undefined || found === false) return;
        watchers.delete(check);
        resolve(found);
      } catch (error) { watchers.delete(check); reject(error); }
    };
    watchers.add(check);
    check();
  });
  const messages = (): readonly MessageEvent[] => {
    const seen = new Set<string>();
    return of('message').filter((event) => {
      const key = `${event.chat.id}#${event.id}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  };
  if (options.connect !== false) channel.connect();
  return {
    channel, memory, statuses, logs, of, messages, until,
    texts: (direction) => messages().filter((event) => direction === undefined || event.direction === direction).map((event) => textOf(event.parts)),
    untilState: (state) => until(() => (statuses.at(-1)?.state === state ? statuses.at(-1) : undefined)),
    untilText: (text) => until(() => of('message').find((event) => textOf(event.parts) === text)),
    close: () => channel.close(),
    stall: () => {
      let release = (): void => undefined;
      gate = new Promise((resolve) => { release = resolve; });
      return () => { gate = undefined; release(); };
    },
  };
};

let lastClient = 0;
export const reply = (to: string, parts: Parts | string, at: number = Date.now()): OutgoingMessage => {
  lastClient += 1;
  return {
    client: `client-${process.pid}-${at}-${lastClient}` as ClientId, // shaped as the window makes them
    chat: { id: to as OutgoingMessage['chat']['id'], kind: 'private' }, // a bare JID is this channel's chat id
    parts: typeof parts === 'string' ? [{ kind: 'text', text: parts }] : parts, at, attempt: 1,
  };
};
