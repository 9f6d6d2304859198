import { AppError } from '#shared/domain/errors';
import type { DeskMethod, deskRoutes } from '#shared/ipc/deskRoutes';
import type { RouteInput, RouteOutput } from '#shared/ipc/route';
import type { Wire } from '#shared/ipc/wire';
import { openSession, type Call, type DeskEventListener, type DeskSession } from './deskSession';

type Routes = typeof deskRoutes;
export type DeskInput<M extends DeskMethod> = RouteInput<Routes[M]>;
export type DeskOutput<M extends DeskMethod> = RouteOutput<Routes[M]>;
type Args<M extends DeskMethod> = DeskInput<M> extends void ? readonly [] : readonly [input: DeskInput<M>];

/** How long a call waits for an engine that is away before it fails with `engine.unavailable`, in ms. */
export const WAIT_MS = 10_000;

/** Doing these twice is the same as once (`reply.submit` by its client id): they are asked again after a restart. */
const repeatable: ReadonlySet<DeskMethod> = new Set<DeskMethod>([
  'engine.info', 'reply.submit', 'conversation.read', 'conversation.typing', 'channel.forms', 'draft.save', 'draft.list',
  'layout.save', 'layout.load', 'ledger.verify', 'customer.tag', 'customer.untag', 'customer.stage', 'media.fetch', 'blob.put',
  'note.add', 'help.ask', 'transfer.offer', 'reply.schedule', 'inbox.read',
  'notice.publish', 'notice.read', 'complaint.record', 'leave.ask', 'duty.do', 'duty.undo',
]);

export type DeskLink = {
  /**
   * Calls the engine. Waits while it is away, at most `WAIT_MS`. When the engine dies in between, repeatable
   * calls are asked again, others reject with `engine.interrupted`: they may have been done.
   */
  readonly call: <M extends DeskMethod>(method: M, ...args: Args<M>) => Promise<DeskOutput<M>>;
  /** A new port for all further calls; the former one is closed once it has answered what it owes. */
  readonly attach: (wire: Wire) => void;
  /** The engine is known to be gone. */
  readonly detach: () => void;
  /** Nobody sits here any more: what was asked and not answered rejects with `session.over`, nothing is asked again. */
  readonly dismiss: () => void;
  readonly isAttached: () => boolean;
  /** Hears every event; returns the undoing. */
  readonly onEvent: (listener: DeskEventListener) => () => void;
  /** Told whenever attached or detached; returns the undoing. */
  readonly onChange: (listener: () => void) => () => void;
};

const listenTo = <T>(set: Set<T>) => (listener: T): (() => void) => {
  set.add(listener);
  return () => set.delete(listener);
};

/** Calls without an engine, each for its bounded time. */
const createWaitingRoom = () => {
  const calls: Call[] = [];
  const enter = (call: Call): void => {
    call.timer = setTimeout(() => {
      calls.splice(calls.indexOf(call), 1);
      call.reject(new AppError('engine.unavailable', { method: call.method }));
    }, WAIT_MS);
    calls.push(call);
  };
  return { enter, leave: (): readonly Call[] => calls.splice(0) };
};

/** A link without a port yet. Pure logic over `Wire`, so that tests drive it without a window. */
export const createDeskLink = (onLost: () => void): DeskLink => {
  const events = new Set<DeskEventListener>();
  const changes = new Set<() => void>();
  const waiting = createWaitingRoom();
  const sessions = new Set<DeskSession>();
  let current: DeskSession | undefined;
  let lastId = 0;

  const place = (call: Call): void => {
    lastId += 1;
    if (current === undefined) waiting.enter(call);
    else current.send(lastId, call);
  };

  /** What a dead port owed is asked again where that does no harm. */
  const settle = (owed: readonly Call[]): void => {
    for (const call of owed) {
      if (repeatable.has(call.method)) place(call);
      else call.reject(new AppError('engine.interrupted', { method: call.method }));
    }
  };

  const detach = (): void => {
    if (current === undefined && sessions.size === 0) return;
    current = undefined;
    const owed = [...sessions].flatMap((session) => session.end());
    sessions.clear();
    settle(owed);
    for (const listener of changes) listener();
  };

  const dismiss = (): void => {
    const isNews = current !== undefined;
    current = undefined;
    const owed = [...[...sessions].flatMap((session) => session.end()), ...waiting.leave()];
    sessions.clear();
    for (const call of owed) {
      clearTimeout(call.timer);
      call.reject(new AppError('session.over', { method: call.method }));
    }
    if (isNews) for (const listener of changes) listener();
  };

  const attach = (wire: Wire): void => {
    const session: DeskSession = openSession(wire, (event, data) => events.forEach((listener) => listener(event, data)), (owed) => {
      sessions.delete(session);
      const isCurrent = current === session;
      if (isCurrent) current = undefined;
      settle(owed);
      if (!isCurrent) return;
      for (const listener of changes) listener();
      onLost();
    });
    // A newer port for the same engine (another person signed in): the old one still owes its answers.
    current?.retire();
    sessions.add(session);
    current = session;
    for (const call of waiting.leave()) place(call);
    for (const listener of changes) listener();
  };

  const call = <M extends DeskMethod>(method: M, ...args: Args<M>): Promise<DeskOutput<M>> =>
    new Promise<DeskOutput<M>>((resolve, reject) => {
      place({ method, input: args[0], resolve: resolve as (value: unknown) => void, reject }); // the route table types the answer
    });

  return { call, attach, detach, dismiss, isAttached: () => current !== undefined, onEvent: listenTo(events), onChange: listenTo(changes) };
};
