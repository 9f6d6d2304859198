import { AppError, fromWireError } from '#shared/domain/errors';
import type { archiveRoutes, LedgerRange } from '#shared/ipc/archiveRoutes';
import type { RouteInput, RouteOutput } from '#shared/ipc/route';
import type { FromEngine, Wire } from '#shared/ipc/wire';

type Routes = typeof archiveRoutes;
type Method = keyof Routes;
type Pending = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void; readonly timer: ReturnType<typeof setTimeout> };

const ANSWER_MS = 30_000;

/**
 * Client of the archive port. Requests reject with `archive.portClosed` when the port ends or stays silent, else
 * with the engine's error. Owns the wire and closes it.
 */
export class LedgerPort {
  private readonly pending = new Map<number, Pending>();
  private readonly waiters = new Set<{ readonly seq: number; readonly resolve: () => void; readonly reject: (error: Error) => void }>();
  private nextId = 1;
  private seen = 0;
  private isClosed = false;

  constructor(private readonly wire: Wire, private readonly onClosed: () => void = () => undefined) {
    wire.onMessage((message) => this.receive(message as FromEngine)); // the engine is trusted by the window
    wire.onClose(() => this.close());
  }

  get closed(): boolean {
    return this.isClosed;
  }
  /** Highest seq heard of. */
  get head(): number {
    return this.seen;
  }

  async range(): Promise<LedgerRange> {
    const range = await this.call('ledger.range', undefined);
    this.advance(range.head);
    return range;
  }
  read(after: number, limit: number): Promise<RouteOutput<Routes['ledger.read']>> {
    return this.call('ledger.read', { after, limit });
  }
  registry(): Promise<RouteOutput<Routes['ledger.registry']>> {
    return this.call('ledger.registry', undefined);
  }

  /** Resolves once the ledger holds more than `seq`; at once when it does. Rejects when the port closes. */
  beyond(seq: number): Promise<void> {
    if (this.isClosed) return Promise.reject(new AppError('archive.portClosed'));
    if (this.seen > seq) return Promise.resolve();
    return new Promise((resolve, reject) => this.waiters.add({ seq, resolve, reject }));
  }

  /** Ends a wait for more before there is more: whoever waits looks around first. */
  nudge(): void {
    for (const waiter of [...this.waiters]) {
      this.waiters.delete(waiter);
      waiter.resolve();
    }
  }

  /** Idempotent. Everything still asked is rejected. */
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    const error = new AppError('archive.portClosed');
    for (const { reject, timer } of this.pending.values()) {
      clearTimeout(timer);
      reject(error);
    }
    for (const waiter of this.waiters) waiter.reject(error);
    this.pending.clear();
    this.waiters.clear();
    this.wire.close();
    this.onClosed();
  }

  private call<M extends Method>(method: M, input: RouteInput<Routes[M]>): Promise<RouteOutput<Routes[M]>> {
    if (this.isClosed) return Promise.reject(new AppError('archive.portClosed'));
    const id = this.nextId;
    this.nextId += 1;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.close(), ANSWER_MS);
      this.pending.set(id, { resolve: resolve as Pending['resolve'], reject, timer }); // the route pairs method and answer
      this.wire.post({ id, method, input });
    });
  }

  private receive(message: FromEngine): void {
    if ('event' in message) {
      if (message.event === 'ledger.advanced') this.advance((message.data as { readonly seq: number }).seq); // see ArchiveEvents
      return;
    }
    const asked = this.pending.get(message.id);
    if (asked === undefined) return;
    this.pending.delete(message.id);
    clearTimeout(asked.timer);
    if ('error' in message) asked.reject(fromWireError(message.error));
    else asked.resolve(message.ok);
  }

  private advance(seq: number): void {
    if (seq <= this.seen) return;
    this.seen = seq;
    for (const waiter of [...this.waiters]) {
      if (waiter.seq >= seq) continue;
      this.waiters.delete(waiter);
      waiter.resolve();
    }
  }
}
