import type { ConversationId, MessageId } from '#shared/domain/ids';
import type { TimelineKey } from '../schema/db';
import type { TimelineRow } from '../schema/timelineRows';

/**
 * Rows of one store by id: what was loaded, what the batch made of it, and which must be written. An id nobody
 * asked the store for is a bug of `loadBatch`: taking it for a new row would overwrite the stored one.
 */
export class Overlay<Id extends string, Row extends { readonly id: Id }> {
  private readonly rows = new Map<Id, Row>();
  private readonly dirty = new Set<Id>();
  private readonly asked = new Set<Id>();

  /** What the store has for `ids`, in their order. */
  load(ids: readonly Id[], rows: readonly (Row | undefined)[]): void {
    for (const [place, id] of ids.entries()) {
      this.asked.add(id);
      const row = rows[place];
      if (row !== undefined && !this.rows.has(id)) this.rows.set(id, row);
    }
  }
  isAsked(id: Id): boolean {
    return this.asked.has(id);
  }
  get(id: Id): Row | undefined {
    if (!this.asked.has(id)) throw new Error('row used by a reducer but not loaded with its batch');
    return this.rows.get(id);
  }
  put(row: Row): void {
    this.rows.set(row.id, row);
    this.dirty.add(row.id);
  }
  drop(id: Id): void {
    this.rows.delete(id);
    this.dirty.add(id);
  }
  /** Every row loaded or made. */
  known(): readonly Row[] {
    return [...this.rows.values()];
  }
  changed(): readonly Row[] {
    return [...this.dirty].flatMap((id) => this.rows.get(id) ?? []);
  }
  dropped(): readonly Id[] {
    return [...this.dirty].filter((id) => !this.rows.has(id));
  }
}

export const timelineKeyOf = (row: TimelineRow): TimelineKey => [row.conversation, row.back, row.backSeq];

/** Timeline rows by seq (unique), findable by message id and by conversation. */
export class TimelineOverlay {
  private readonly rows = new Map<number, TimelineRow>();
  private readonly byKey = new Map<MessageId, readonly number[]>();
  private readonly byConversation = new Map<ConversationId, Set<number>>();
  private readonly dirty = new Set<number>();
  private readonly stored = new Set<number>();
  private readonly removed: TimelineKey[] = [];

  load(rows: readonly TimelineRow[]): void {
    for (const row of rows) {
      if (this.rows.has(row.seq)) continue;
      this.stored.add(row.seq);
      this.keep(row);
    }
  }
  put(row: TimelineRow): void {
    this.dirty.add(row.seq);
    this.keep(row);
  }
  /** The oldest row of that id, should a peer have used it twice. */
  find(key: MessageId): TimelineRow | undefined {
    const [seq] = this.byKey.get(key) ?? [];
    return seq === undefined ? undefined : this.rows.get(seq);
  }
  at(seq: number): TimelineRow | undefined {
    return this.rows.get(seq);
  }
  of(conversation: ConversationId): readonly TimelineRow[] {
    return [...(this.byConversation.get(conversation) ?? [])].flatMap((seq) => this.rows.get(seq) ?? []);
  }
  remove(row: TimelineRow): void {
    this.rows.delete(row.seq);
    this.dirty.delete(row.seq);
    this.byConversation.get(row.conversation)?.delete(row.seq);
    for (const key of row.keys) this.byKey.set(key, (this.byKey.get(key) ?? []).filter((seq) => seq !== row.seq));
    if (this.stored.has(row.seq)) this.removed.push(timelineKeyOf(row));
  }
  changed(): readonly TimelineRow[] {
    return [...this.dirty].flatMap((seq) => this.rows.get(seq) ?? []);
  }
  gone(): readonly TimelineKey[] {
    return this.removed;
  }

  private keep(row: TimelineRow): void {
    this.rows.set(row.seq, row);
    for (const key of row.keys) {
      const known = this.byKey.get(key);
      if (known === undefined) this.byKey.set(key, [row.seq]);
      else if (!known.includes(row.seq)) this.byKey.set(key, [...known, row.seq].sort((a, b) => a - b));
    }
    const line = this.byConversation.get(row.conversation);
    if (line === undefined) this.byConversation.set(row.conversation, new Set([row.seq]));
    else line.add(row.seq);
  }
}
