/** Typed caller over a wire, for tests; the window has its own in renderer/bridge. */
import { fromWireError, type WireError } from '#shared/domain/errors';
import type { archiveRoutes, ArchiveEvents } from '#shared/ipc/archiveRoutes';
import type { DeskEvents, deskRoutes } from '#shared/ipc/deskRoutes';
import type { RouteInput, RouteOutput, Routes } from '#shared/ipc/route';
import type { Wire } from '#shared/ipc/wire';
import type { Entry } from '#shared/ledger/entry';

export type PortClient<R extends Routes, E> = {
  /** Rejects with the `AppError` the engine answered. */
  readonly call: <M extends keyof R & string>(method: M, ...input: RouteInput<R[M]> extends void ? [] : [RouteInput<R[M]>]) => Promise<RouteOutput<R[M]>>;
  /** Any method and input, for asking what must be refused. */
  readonly raw: (method: string, input?: unknown) => Promise<unknown>;
  readonly on: <K extends keyof E & string>(event: K, listener: (data: E[K]) => void) => () => void;
  /** The next event of that name that fits. */
  readonly next: <K extends keyof E & string>(event: K, fits?: (data: E[K]) => boolean) => Promise<E[K]>;
  readonly close: () => void;
};

export type DeskClient = PortClient<typeof deskRoutes, DeskEvents>;
export type ArchiveClient = PortClient<typeof archiveRoutes, ArchiveEvents> & {
  /** Every entry so far. */
  readonly entries: () => Promise<readonly Entry[]>;
  /** The first entry with `seq > after` that fits, waiting for it. */
  readonly waitFor: <T extends Entry>(fits: (entry: Entry) => entry is T, after?: number) => Promise<T>;
};

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };
type FromEngine = { readonly id: number; readonly ok?: unknown; readonly error?: WireError } | { readonly event: string; readonly data: unknown };

export const createPortClient = <R extends Routes, E>(wire: Wire): PortClient<R, E> => {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Set<(data: unknown) => void>>();
  let last = 0;
  wire.onMessage((raw) => {
    const message = raw as FromEngine; // the engine's own answer in a test
    if ('event' in message) {
      for (const listener of listeners.get(message.event) ?? []) listener(message.data);
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) call?.reject(fromWireError(message.error));
    else call?.resolve(message.ok);
  });
  const raw = (method: string, input?: unknown): Promise<unknown> => {
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      wire.post({ id, method, input });
    });
  };
  const on = (event: string, listener: (data: never) => void): (() => void) => {
    const set = listeners.get(event) ?? new Set();
    listeners.set(event, set);
    set.add(listener as (data: unknown) => void); // the engine's events are typed by the caller's E
    return () => { set.delete(listener as (data: unknown) => void); }; // same reference
  };
  return {
    raw, on,
    call: ((method: string, input?: unknown) => raw(method, input)) as PortClient<R, E>['call'], // raw with the route's types
    next: (event, fits = () => true) => new Promise((resolve) => {
      const off = on(event, (data: never) => { if (fits(data)) { off(); resolve(data); } });
    }),
    close: () => wire.close(),
  };
};

export const createArchiveClient = (wire: Wire): ArchiveClient => {
  const client = createPortClient<typeof archiveRoutes, ArchiveEvents>(wire);
  const pull = async (after: number): Promise<{ readonly entries: readonly Entry[]; readonly next: number }> => {
    const found: Entry[] = [];
    let next = after;
    for (;;) {
      const page = await client.call('ledger.read', { after: next, limit: 2_000 });
      found.push(...page.entries);
      if (page.next <= next) return { entries: found, next };
      next = page.next;
    }
  };
  return {
    ...client,
    entries: async () => (await pull(0)).entries,
    waitFor: async (fits, after = 0) => {
      let from = after;
      let wake: () => void = () => undefined;
      const off = client.on('ledger.advanced', () => wake());
      try {
        for (;;) {
          const advanced = new Promise<void>((resolve) => { wake = resolve; });
          const { entries, next } = await pull(from);
          const found = entries.find(fits);
          if (found) return found;
          from = next;
          await advanced;
        }
      } finally {
        off();
      }
    },
  };
};

export const isEntry = <T extends Entry['type']>(type: T, more: (entry: Extract<Entry, { readonly type: T }>) => boolean = () => true) =>
  (entry: Entry): entry is Extract<Entry, { readonly type: T }> =>
    entry.type === type && more(entry as Extract<Entry, { readonly type: T }>); // narrowed by its own type

