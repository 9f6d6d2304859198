import { AppError } from '#shared/domain/errors';
import type { LedgerRange } from '#shared/ipc/archiveRoutes';
import type { Wire } from '#shared/ipc/wire';
import { registryTypes, type Entry } from '#shared/ledger/entry';
import type { Batch } from '../apply/foldBatch';
import { ArchiveDb } from '../schema/db';
import { foldedChange, writtenChange } from './changes';
import { codeOf, isEngines, isFull } from './failures';
import { LedgerPort } from './ledgerPort';
import { openingState, type ArchiveChange, type ArchiveState } from './messages';
import { isBeforeErasure, Store } from './store';

export type ProjectorOptions = {
  readonly mainName: string;
  readonly earlyName: string;
  /** Tells every window; called when something they act on changed, and now and then during a rebuild. */
  readonly report: (state: ArchiveState) => void;
  /** Tells every window what a batch changes, see `ArchiveChange`. */
  readonly publish?: (change: ArchiveChange) => void;
  /** The port is gone. */
  readonly needPort: () => void;
  /** This far behind, a rebuild fills the early archive first, with as many entries. */
  readonly earlyBehind?: number;
  /** Entries per transaction; larger while nobody reads what is being rebuilt. */
  readonly batch?: number;
  readonly rebuildBatch?: number;
  /** Pause after a failure that may pass (disk full, storage refused), ms. */
  readonly retryMs?: number;
  /** Start of the generations told, so that another writer's are not taken for ours. */
  readonly generation?: number;
};

const defaults = { earlyBehind: 20_000, batch: 1000, rebuildBatch: 4000, retryMs: 5000, generation: 0 } as const;
const REPORT_EVERY_MS = 200;
/** Four frames between the beginnings of two transactions in a rush: what others write may wait that long, what is typed here does not. */
const APART_MS = 66;
/** Behind by this much there is nothing to gather. */
const MANY = 100;

/** The batch after the one in hand, asked for already. */
type Ahead = { readonly store: Store; readonly port: LedgerPort; readonly after: number; readonly batch: Promise<Batch>; arrived?: Batch };

/** Its entries, if they come before the write under way is done: a write behind that costs nothing by waiting as long. */
const upcomingIn = (ahead: Ahead, before: Promise<void>): Promise<readonly Entry[] | undefined> =>
  Promise.race([ahead.batch, before.then(() => ahead.arrived)]).then((batch) => batch?.entries, () => undefined); // whoever awaits the batch or the write hears what is wrong

/**
 * Keeps the archive in step with the ledger: pulls, applies, and rebuilds whenever the database is missing, newer,
 * broken or another ledger's. Never more than one per profile (the worker holds a lock). Ports come and go with the
 * engine; the archive stays open.
 */
export class Projector {
  private readonly options: Required<Omit<ProjectorOptions, 'publish'>> & Pick<ProjectorOptions, 'publish'>;
  private port: LedgerPort | undefined;
  private main: Store | undefined;
  private early: Store | undefined;
  private state: ArchiveState;
  private reportedAt = 0;
  private wasBehind = false;
  private ahead: Ahead | undefined;
  private steppedAt = -Infinity;
  /** The write under way, or the last one. */
  private written: Promise<void> = Promise.resolve();
  private failed: { readonly store: Store; readonly error: unknown } | undefined;
  private failures = 0;
  private isStopped = false;
  private wake: () => void = () => undefined;

  constructor(options: ProjectorOptions) {
    this.options = { ...defaults, ...options };
    this.state = { ...openingState, generation: this.options.generation, ...(options.publish !== undefined && { fed: true }) };
  }

  /** Takes a fresh port; the one before is closed. */
  takePort(wire: Wire): void {
    const before = this.port;
    this.port = undefined;
    before?.close();
    const port: LedgerPort = new LedgerPort(wire, () => {
      if (this.port !== port) return;
      this.port = undefined;
      this.options.needPort();
    });
    this.port = port;
    this.wake();
  }

  /** What to answer a window that asks; `undefined` while nothing was told yet. */
  lastReport(): ArchiveState | undefined {
    return this.reportedAt === 0 ? undefined : this.state;
  }

  /** Runs until `stop`. Never rejects: failures are a state. */
  async run(): Promise<void> {
    while (!this.isStopped) {
      const { port } = this;
      if (port === undefined) await new Promise<void>((resolve) => { this.wake = resolve; });
      else await this.follow(port).catch((error: unknown) => this.recover(port, error));
    }
    await this.written.catch(() => undefined); // told by `failed`, or nobody is left to hear it
    this.main?.close();
    this.early?.close();
  }

  stop(): void {
    this.isStopped = true;
    const { port } = this;
    this.port = undefined;
    port?.close();
    this.wake();
  }

  /** One port's life. Ends by rejection: port closed, storage failed, or the database was taken away. */
  private async follow(port: LedgerPort): Promise<void> {
    const range = await port.range();
    await this.prepare(range);
    while (!this.isStopped) {
      const { main, failed } = this;
      this.failed = undefined;
      if (failed !== undefined && failed.store === main) throw failed.error;
      if (main === undefined) throw new AppError('archive.lost');
      if (this.early === undefined && this.isLongRebuild(main, port)) await this.openEarly(port, range);
      if (this.early !== undefined) await this.catchUp(this.early, port, port.head);
      if (main.cursor < port.head) await this.step(main, port);
      if (main.cursor >= port.head) await this.settle(main);
      else this.tell({ phase: main.complete ? 'ready' : this.state.phase });
      this.failures = 0;
      if (main.cursor >= port.head) await port.beyond(main.cursor);
      if (main.complete && port.head - main.cursor < MANY) await port.gather(main.cursor, this.steppedAt + APART_MS - performance.now());
    }
  }

  private isLongRebuild(main: Store, port: LedgerPort): boolean {
    return !main.complete && port.head - main.cursor > this.options.earlyBehind;
  }

  private async prepare(range: LedgerRange): Promise<void> {
    if (this.main !== undefined) {
      // The engine came back; the same ledger goes on where it was.
      if (await this.isStill(this.main, range)) return;
      this.dropMain();
    }
    this.main = await Store.open(this.database(this.options.mainName), range) ?? await this.rebuild(range);
    // A moment's work is no rebuild worth telling of: the first thing heard is then `ready`.
    const isLong = range.head - this.main.cursor > this.options.batch;
    const phase = this.main.complete ? 'ready' : isLong ? 'rebuilding' : 'opening';
    this.tell({ phase, early: false, generation: this.state.generation + 1, head: range.head });
  }

  private async isStill(main: Store, range: LedgerRange): Promise<boolean> {
    const ledger = await main.db.meta.get('ledger');
    return ledger?.value === range.ledger && main.cursor <= range.head && !(await isBeforeErasure(main.db, range));
  }

  private async rebuild(range: LedgerRange): Promise<Store> {
    // Windows let go of the database first, else its deletion would wait for them.
    this.tell({ phase: 'opening', early: false, applied: 0, head: range.head });
    try {
      return await Store.create(this.database(this.options.mainName), range);
    } catch (cause) {
      throw new AppError('archive.refused', {}, { cause });
    }
  }

  private database(name: string): ArchiveDb {
    const db = new ArchiveDb(name);
    const lost = (): void => this.loseMain(db);
    // Somebody else deletes it, or the browser closed it: find out now, not at the next message.
    db.on('versionchange', lost);
    db.on('close', lost);
    return db;
  }

  private loseMain(db: ArchiveDb): void {
    if (this.main?.db !== db) return;
    this.main = undefined;
    const { port } = this;
    port?.nudge();
  }

  private dropMain(): void {
    const { main } = this;
    this.main = undefined;
    main?.close();
  }

  private async pull(port: LedgerPort, after: number, limit: number): Promise<Batch> {
    return { after, ...(await port.read(after, limit)) };
  }

  /** One batch: what came with the news of it, else read; then the next one is already asked for while this one is written. */
  private async step(store: Store, port: LedgerPort): Promise<void> {
    this.steppedAt = performance.now();
    const limit = this.batchFor(store, port);
    const { ahead } = this;
    this.ahead = undefined;
    const isAhead = ahead?.store === store && ahead.port === port && ahead.after === store.cursor;
    const batch = isAhead ? await ahead.batch : port.takeTold(store.cursor) ?? await this.pull(port, store.cursor, limit);
    if (batch.next < port.head && !port.hasTold(batch.next)) {
      const next: Ahead = { store, port, after: batch.next, batch: this.pull(port, batch.next, limit) };
      next.batch.then((arrived) => { next.arrived = arrived; }, () => undefined); // whoever awaits it hears of it
      this.ahead = next;
    }
    const place = { database: store.db.name, generation: this.state.generation, after: store.cursor };
    const tell = (change: ArchiveChange | undefined): void => { if (change !== undefined) this.options.publish?.(change); };
    const before = this.written;
    const folded = await store.fold(batch, { onFolded: (each) => tell(foldedChange(place, each)), upcoming: this.ahead && upcomingIn(this.ahead, before) });
    this.written = folded.written.then(() => tell(writtenChange(place, folded)));
    this.written.catch((error: unknown) => {
      this.failed ??= { store, error };
      port.nudge();
    });
    // The next batch is folded while this one is written, one ahead (what failed before is thrown by `follow`); a rebuild waits.
    await (store.complete ? before.catch(() => undefined) : this.written);
  }

  /** Small while somebody reads beside it, larger the further behind it is. */
  private batchFor(store: Store, port: LedgerPort): number {
    const { batch, rebuildBatch } = this.options;
    if (!store.complete) return rebuildBatch;
    const behind = port.head - store.cursor;
    if (behind > 32 * batch) return 4 * batch;
    return behind > 4 * batch ? 2 * batch : batch;
  }

  private async catchUp(store: Store, port: LedgerPort, head: number): Promise<void> {
    while (store.cursor < head && !this.isStopped) await this.step(store, port);
  }

  /** Registry and the newest entries in a database of their own: the desk is usable while the rest is made anew. */
  private async openEarly(port: LedgerPort, range: LedgerRange): Promise<void> {
    const { entries } = await port.registry();
    const from = port.head - this.options.earlyBehind;
    const early = await Store.create(this.database(this.options.earlyName), range);
    const known = entries.filter((entry) => entry.seq <= from && registryTypes.has(entry.type));
    await early.apply({ after: 0, entries: known, next: from, unreadable: 0 });
    this.early = early;
    this.tell({ phase: 'rebuilding', early: true, generation: this.state.generation + 1, head: port.head });
  }

  /** The archive has reached the ledger: queries read it from here on, the early one goes. */
  private async settle(main: Store): Promise<void> {
    await main.markComplete();
    const { early } = this;
    this.early = undefined;
    const generation = this.state.generation + (early === undefined ? 0 : 1);
    this.tell({ phase: 'ready', early: false, generation });
    if (early !== undefined) await early.db.delete();
  }

  private tell(change: Partial<ArchiveState>): void {
    const next = { ...this.state, applied: this.main?.cursor ?? 0, head: Math.max(this.state.head, this.port?.head ?? 0), code: undefined, ...change };
    const isNews = (['phase', 'early', 'generation', 'code'] as const).some((key) => next[key] !== this.state[key]);
    this.state = next;
    const isBehind = next.head - next.applied > this.options.batch;
    const isProgress = (next.phase === 'rebuilding' || isBehind) && performance.now() - this.reportedAt >= REPORT_EVERY_MS;
    const hasArrived = this.wasBehind && next.applied >= next.head;
    if (!isNews && !isProgress && !hasArrived) return;
    this.wasBehind = isBehind;
    this.reportedAt = performance.now();
    this.options.report(next);
  }

  /** After any end of `follow`: the port's own end is normal; anything else is the storage's. */
  private async recover(port: LedgerPort, error: unknown): Promise<void> {
    if (this.isStopped || port.closed) return;
    if (isEngines(error)) return this.pause();
    this.failures += 1;
    this.early?.close();
    this.early = undefined;
    this.dropMain();
    if (this.failures === 1) return;
    if (this.failures === 2 && !isFull(error)) await this.forget();
    else {
      this.tell({ phase: 'failed', early: false, code: codeOf(error) });
      await this.pause();
    }
  }

  /** Opening it again did not help: the next `prepare` finds nothing and makes it anew. */
  private async forget(): Promise<void> {
    this.tell({ phase: 'opening', early: false });
    await new ArchiveDb(this.options.mainName).delete().catch(() => undefined); // told by the next attempt, if it matters
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.options.retryMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
