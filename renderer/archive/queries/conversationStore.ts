import { liveQuery, type Subscription } from 'dexie';
import type { ConversationId } from '#shared/domain/ids';
import type { ArchiveDb } from '../schema/db';
import type { ConversationRow } from '../schema/rows';

export type Conversations = {
  /** In no particular order; another array only when something changed. */
  readonly rows: readonly ConversationRow[];
  /** False until everything was loaded once. */
  readonly ready: boolean;
};

export const noConversations: Conversations = { rows: [], ready: false };

/** Runs once before the next paint; a hidden window paints nothing, so a timer stands in for it. */
export type Schedule = (run: () => void) => () => void;

/** Browsers hold frames back while hidden and timers only then. */
export const beforePaint: Schedule = (run) => {
  let isDone = false;
  const once = (): void => {
    if (isDone) return;
    isDone = true;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    run();
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, HIDDEN_MS);
  return () => {
    isDone = true;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
};
const HIDDEN_MS = 100;

/**
 * All conversations of one database in memory: one bulk load, then only what changed since (`touched > last`),
 * merged and announced at most once per frame. Ten thousand rows stay cheap at fifty changes a second.
 */
export class ConversationStore {
  private readonly byId = new Map<ConversationId, ConversationRow>();
  private snapshot = noConversations;
  private last = -1;
  private cancel: (() => void) | undefined;
  private subscription: Subscription | undefined;

  constructor(
    private readonly db: ArchiveDb,
    private readonly announce: () => void,
    private readonly schedule: Schedule = beforePaint,
  ) {}

  /** Begins to follow. Call `close` when nobody looks any more. */
  open(): void {
    this.subscription = liveQuery(() => this.readChanged()).subscribe({ next: (rows) => this.merge(rows), error: () => undefined });
  }

  close(): void {
    this.subscription?.unsubscribe();
    this.cancel?.();
  }

  current(): Conversations {
    return this.snapshot;
  }

  private readChanged(): Promise<readonly ConversationRow[]> {
    // The first read is by primary key: cheaper than through the index when every row is wanted.
    return this.last < 0 ? this.db.conversations.toArray() : this.db.conversations.where('touched').above(this.last).toArray();
  }

  private merge(rows: readonly ConversationRow[]): void {
    const isFirst = !this.snapshot.ready;
    this.last = Math.max(this.last, 0);
    for (const row of rows) {
      this.byId.set(row.id, row);
      this.last = Math.max(this.last, row.touched);
    }
    if (isFirst) this.publish();
    else if (rows.length > 0) this.cancel ??= this.schedule(() => this.publish());
  }

  private publish(): void {
    this.cancel = undefined;
    this.snapshot = { rows: [...this.byId.values()], ready: true };
    this.announce();
  }
}
