import { ownMessageIdOf, type ConversationId, type CustomerId, type MessageId } from '#shared/domain/ids';
import type { TimelineRow } from '../schema/timelineRows';
import type { ConversationRow } from '../schema/conversationRows';
import type { CustomerRow } from '../schema/customerRows';
import type { FigureDayRow } from '../schema/figureRows';
import type { WorkingSet } from './workingSet';

/** Rows of one store as last written or read, newest used last, at most `most`; `null` where the store has none. */
export class RecentRows<Id extends string, Row> {
  private readonly rows = new Map<Id, Row | null>();

  constructor(private readonly most: number) {}

  get(id: Id): Row | undefined {
    return this.rows.get(id) ?? undefined;
  }
  /** What the store has is known, be it nothing. */
  knows(id: Id): boolean {
    return this.rows.has(id);
  }
  keep(id: Id, row: Row | null): void {
    this.rows.delete(id);
    this.rows.set(id, row);
    const [oldest] = this.rows.size > this.most ? this.rows.keys() : [];
    if (oldest !== undefined) this.rows.delete(oldest);
  }
  /** What the store has for `ids`, in their order; what was written meanwhile is newer. */
  note(ids: readonly Id[], rows: readonly (Row | undefined)[]): void {
    for (const [place, id] of ids.entries()) if (!this.knows(id)) this.keep(id, rows[place] ?? null);
  }
  forget(id: Id): void {
    this.rows.delete(id);
  }
  clear(): void {
    this.rows.clear();
  }
}

/** Ids noted per conversation; with more it is begun anew at the next newer message. */
const MOST_IDS = 500;

/**
 * Which message ids a conversation has from some time on. Platforms that count whole seconds send many messages
 * that are not later than the one before; only this tells without a read that they are no repetitions.
 */
export class RecentIds {
  private readonly windows = new RecentRows<ConversationId, { readonly from: number; readonly ids: Set<MessageId> }>(2000);

  /** Nothing stored in this conversation is as late as `at`. */
  begin(conversation: ConversationId, at: number): void {
    if (this.windows.get(conversation) === undefined) this.windows.keep(conversation, { from: at, ids: new Set() });
  }
  /** No message dated `at` or later has that id. False when it is not known. */
  hasNone(conversation: ConversationId, at: number, id: MessageId): boolean {
    const window = this.windows.get(conversation);
    return window !== undefined && at >= window.from && !window.ids.has(id);
  }
  note({ conversation, keys }: TimelineRow): void {
    const ids = this.windows.get(conversation)?.ids;
    for (const key of keys) ids?.add(key);
    if (ids !== undefined && ids.size > MOST_IDS) this.windows.forget(conversation);
  }
  clear(): void {
    this.windows.clear();
  }
}

/** The id a reply is looked up by from its first entry to its last; `undefined` for what others wrote. */
export const replyIdOf = (row: Pick<TimelineRow, 'conversation' | 'client'>): MessageId | undefined =>
  row.client === undefined ? undefined : ownMessageIdOf(row.conversation, row.client);

/**
 * What the writer wrote a moment ago, or is writing, and need not read back: a batch that meets nothing else reads
 * nothing. Only the one writer may hold it, and after a failed transaction it must be emptied. A store of a feature area gets
 * its cache by a field here, a line in `keep` and in `clear`, and by handing it to `loadRows` (loadBatch).
 */
export class RowCache {
  /** Seq applied; `undefined` until it is known. */
  cursor: number | undefined;
  readonly conversations = new RecentRows<ConversationId, ConversationRow>(5000);
  readonly customers = new RecentRows<CustomerId, CustomerRow>(2000);
  /** Our own replies by their own id, which no other row ever has. */
  readonly replies = new RecentRows<MessageId, TimelineRow>(2000);

  /** Facts of the day, read and written with nearly every message. */
  readonly figureDays = new RecentRows<string, FigureDayRow>(5000);
  readonly messageIds = new RecentIds();
  /** Rows asked for ahead of their batch, see `readAhead`; gives what puts them here. */
  private ahead: Promise<() => void> | undefined;

  /** The next batch waits for this before it looks for anything here. */
  expect(ahead: Promise<() => void>): void {
    this.ahead = ahead;
    ahead.catch(() => undefined); // the batch asks for itself then, and hears what is wrong
  }
  /** Takes what was expected, if anything was. */
  async arrive(): Promise<void> {
    const { ahead } = this;
    this.ahead = undefined;
    const put = await ahead?.catch(() => undefined);
    put?.();
  }

  /** Takes what a batch writes, once that is under way: who reads the store from then on waits for it. */
  keep(work: WorkingSet, cursor: number): void {
    this.cursor = cursor;
    for (const row of work.conversations.changed()) this.conversations.keep(row.id, row);
    for (const row of work.customers.changed()) this.customers.keep(row.id, row);
    for (const row of work.figureDays.changed()) this.figureDays.keep(row.id, row);
    for (const row of work.timeline.changed()) {
      this.messageIds.note(row);
      const id = replyIdOf(row);
      if (id !== undefined) this.replies.keep(id, row);
    }
  }
  clear(): void {
    this.cursor = undefined;
    this.ahead = undefined;
    this.conversations.clear();
    this.customers.clear();
    this.replies.clear();
    this.figureDays.clear();
    this.messageIds.clear();
  }
}
