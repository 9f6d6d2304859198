import { AppError, fromWireError } from '#shared/domain/errors';
import type { ArchiveEvents, archiveRoutes, LedgerRange } from '#shared/ipc/archiveRoutes';
import type { RouteInput, RouteOutput } from '#shared/ipc/route';
import type { FromEngine, Wire } from '#shared/ipc/wire';
import type { Entry } from '#shared/ledger/entry';
import type { Batch } from '../apply/foldBatch';

type Routes = typeof archiveRoutes;
type Method = keyof Routes;
type Pending = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void; readonly timer: ReturnType<typeof setTimeout> };

const ANSWER_MS = 30_000;
/** Entries told and not yet fetched; beyond that reading them is the better way. */
const MOST_HELD = 1000;

/** Somebody at this desk did it and looks for it; having read is done by looking. */
const isAwaited = (entry: Entry): boolean => entry.actor.kind === 'person' && entry.type !== 'conversation.read';

/**
 * Client of the archive port. Requests reject with `archive.portClosed` when the port ends or stays silent, else
 * with the engine's error. Owns the wire and closes it.
 */
export class LedgerPort {
  private readonly pending = new Map<number, Pending>();
  private readonly waiters = new Set<{ readonly seq: number; readonly resolve: () => void; readonly reject: (error: Error) => void }>();
  private nextId = 1;
  private seen = 0;
  /** What came with the news and was not taken yet: ascending, without a gap. */
  private told: readonly Entry[] = [];
  private isClosed = false;
  private endGathering: () => void = () => undefined;

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
  /** The entry behind `after` came with the news of it. */
  hasTold(after: number): boolean {
    const [first] = this.told;
    return first !== undefined && first.seq <= after + 1 && after < (this.told.at(-1)?.seq ?? 0);
  }
  /** Takes all entries behind `after` that came with the news of them; `undefined` when the next one did not: read it. */
  takeTold(after: number): Batch | undefined {
    if (!this.hasTold(after)) return undefined;
    const entries = this.told.filter((entry) => entry.seq > after);
    this.told = [];
    return { after, entries, next: entries.at(-1)?.seq ?? after, unreadable: 0 };
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

  /**
   * Lets entries behind `after` gather for at most `ms`, since a transaction for ten costs little more than for one.
   * Ends at once when one of them is a person's doing at this desk, who looks at the screen for it; also when the
   * port closes. Never rejects.
   */
  gather(after: number, ms: number): Promise<void> {
    if (this.isClosed || ms <= 0 || this.told.some((entry) => entry.seq > after && isAwaited(entry))) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.endGathering(), ms);
      this.endGathering = () => {
        clearTimeout(timer);
        this.endGathering = () => undefined;
        resolve();
      };
    });
  }

  /** Ends a wait for more before there is more: whoever waits looks around first. */
  nudge(): void {
    this.endGathering();
    for (const waiter of [...this.waiters]) {
      this.waiters.delete(waiter);
      waiter.resolve();
    }
  }

  /** Idempotent. Everything still asked is rejected. */
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.endGathering();
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
      if (message.event === 'ledger.advanced') this.hear(message.data as ArchiveEvents['ledger.advanced']); // event and data belong together
      return;
    }
    const asked = this.pending.get(message.id);
    if (asked === undefined) return;
    this.pending.delete(message.id);
    clearTimeout(asked.timer);
    if ('error' in message) asked.reject(fromWireError(message.error));
    else asked.resolve(message.ok);
  }

  private hear({ seq, entries = [] }: ArchiveEvents['ledger.advanced']): void {
    if (seq <= this.seen) return;
    const isWhole = entries.length > 0 && entries.at(-1)?.seq === seq && entries[0]?.seq === seq - entries.length + 1;
    const follows = this.told.at(-1)?.seq === seq - entries.length && this.told.length + entries.length <= MOST_HELD;
    this.told = !isWhole ? [] : follows ? [...this.told, ...entries] : entries;
    this.advance(seq);
    if (entries.some(isAwaited)) this.endGathering();
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
