import { liveQuery } from 'dexie';
import type { ConversationId } from '#shared/domain/ids';
import type { ArchiveDb } from '../schema/db';
import type { ConversationRow } from '../schema/rows';
import type { ChangedRows } from '../worker/messages';
import { followChanges } from './changeFeed';

export type Conversations = {
  /** In no particular order; another array only when something changed. */
  readonly rows: readonly ConversationRow[];
  /** False until everything was loaded once. */
  readonly ready: boolean;
};

export const noConversations: Conversations = { rows: [], ready: false };

/** Runs something once, soon. Returns the undoing. */
export type Schedule = (run: () => void) => () => void;

/** A list need not change more often than this, ms; what is read word by word, the timeline, is not held back. */
const APART_MS = 100;
/** A hidden window paints nothing, so a timer stands in for the frame, ms. */
const HIDDEN_MS = 100;

/** Runs after the next paint, so that a list's work never delays the bubble painted with it. */
const afterPaint: Schedule = (run) => {
  let isDone = false;
  const once = (): void => {
    if (isDone) return;
    isDone = true;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    run();
  };
  // A timer set in a frame's callback runs when that frame has been painted.
  const frame = requestAnimationFrame(() => { setTimeout(once); });
  const timer = setTimeout(once, HIDDEN_MS);
  return () => {
    isDone = true;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
};

/** After the next paint, or later when the last time was a moment ago. */
export const calmly = (apart = APART_MS, schedule: Schedule = afterPaint): Schedule => {
  let last = -Infinity;
  return (run) => {
    let cancel: () => void;
    const begin = (): void => {
      cancel = schedule(() => {
        last = performance.now();
        run();
      });
    };
    const wait = last + apart - performance.now();
    if (wait > 0) {
      const timer = setTimeout(begin, wait);
      cancel = () => clearTimeout(timer);
    } else begin();
    return () => cancel();
  };
};

/**
 * All conversations of one database in memory: one bulk load, then only what changed since (told by the writer
 * where it does, else read: `touched > last`), merged and announced some times a second at most. Ten thousand rows stay cheap at fifty changes a second.
 */
export class ConversationStore {
  private readonly byId = new Map<ConversationId, ConversationRow>();
  private snapshot = noConversations;
  private last = -1;
  private cancel: (() => void) | undefined;
  private stopFollowing: () => void = () => undefined;

  constructor(
    private readonly db: ArchiveDb,
    private readonly announce: () => void,
    private readonly schedule: Schedule = calmly(),
  ) {}

  /**
   * Begins to follow: what the writer of that generation tells, or without one what a live query finds. Again when
   * that changed. Call `close` when nobody looks any more.
   */
  open(feed?: number): void {
    this.stopFollowing();
    const take = (rows: readonly ConversationRow[]): void => this.merge(rows);
    if (feed !== undefined) {
      const patch = (last: readonly ConversationRow[], { conversations }: ChangedRows): readonly ConversationRow[] => (conversations.length === 0 ? last : conversations);
      this.stopFollowing = followChanges(this.db, feed, { read: () => this.readChanged(), patch }, take);
      return;
    }
    const subscription = liveQuery(() => this.readChanged()).subscribe({ next: take, error: () => undefined });
    this.stopFollowing = () => subscription.unsubscribe();
  }

  close(): void {
    this.stopFollowing();
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
