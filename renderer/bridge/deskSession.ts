import { fromWireError, type AppError, type WireError } from '#shared/domain/errors';
import type { DeskEvents, DeskMethod } from '#shared/ipc/deskRoutes';
import type { Wire } from '#shared/ipc/wire';

export type Call = {
  readonly method: DeskMethod;
  readonly input: unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: AppError) => void;
  timer?: ReturnType<typeof setTimeout>;
};

export type DeskEventListener = <E extends keyof DeskEvents>(event: E, data: DeskEvents[E]) => void;

type Incoming =
  | { readonly kind: 'ok'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: WireError }
  | { readonly kind: 'event'; readonly event: keyof DeskEvents; readonly data: never };

/** Reads a message of the engine (trusted); undefined for what is no message of ours. */
const incoming = (message: unknown): Incoming | undefined => {
  if (typeof message !== 'object' || message === null) return undefined;
  const it = message as { readonly id?: number; readonly ok?: unknown; readonly error?: WireError; readonly event?: keyof DeskEvents; readonly data?: never }; // FromEngine, spread to be probed
  if (it.event !== undefined) return { kind: 'event', event: it.event, data: it.data as never }; // the event table types it for listeners
  if (it.id === undefined) return undefined;
  return it.error === undefined ? { kind: 'ok', id: it.id, value: it.ok } : { kind: 'error', id: it.id, error: it.error };
};

export type DeskSession = {
  readonly send: (id: number, call: Call) => void;
  /** Hears no more events and closes once it has answered what it owes. */
  readonly retire: () => void;
  /** Closes at once; gives the calls that got no answer. A second time gives none. */
  readonly end: () => readonly Call[];
};

/** One port and the calls it still owes an answer. `onGone` when the other side closed it. */
export const openSession = (wire: Wire, onEvent: DeskEventListener, onGone: (owed: readonly Call[]) => void): DeskSession => {
  const pending = new Map<number, Call>();
  let state: 'open' | 'retired' | 'ended' = 'open';

  const end = (): readonly Call[] => {
    if (state === 'ended') return [];
    state = 'ended';
    wire.close();
    const owed = [...pending.values()];
    pending.clear();
    return owed;
  };

  const answer = (it: Exclude<Incoming, { readonly kind: 'event' }>): void => {
    const call = pending.get(it.id);
    pending.delete(it.id);
    if (it.kind === 'ok') call?.resolve(it.value);
    else call?.reject(fromWireError(it.error));
    if (state === 'retired' && pending.size === 0) end();
  };

  wire.onMessage((message) => {
    const it = state === 'ended' ? undefined : incoming(message);
    if (it === undefined) return;
    if (it.kind !== 'event') answer(it);
    else if (state === 'open') onEvent(it.event, it.data);
  });
  wire.onClose(() => {
    if (state !== 'ended') onGone(end());
  });

  return {
    send: (id, call) => {
      clearTimeout(call.timer);
      pending.set(id, call);
      wire.post({ id, method: call.method, input: call.input });
    },
    retire: () => {
      state = 'retired';
      if (pending.size === 0) end();
    },
    end,
  };
};
