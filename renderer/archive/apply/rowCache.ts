import type { ConversationId } from '#shared/domain/ids';
import type { ConversationRow } from '../schema/rows';

const MOST = 5000;

/**
 * Conversation rows as last written, newest used last: the writer need not read back what it wrote a moment ago.
 * Only the one writer may hold it, and after a failed transaction it must be emptied.
 */
export class RowCache {
  private readonly rows = new Map<ConversationId, ConversationRow>();

  get(id: ConversationId): ConversationRow | undefined {
    return this.rows.get(id);
  }
  keep(rows: readonly ConversationRow[]): void {
    for (const row of rows) {
      this.rows.delete(row.id);
      this.rows.set(row.id, row);
    }
    for (const id of this.rows.keys()) {
      if (this.rows.size <= MOST) return;
      this.rows.delete(id);
    }
  }
  clear(): void {
    this.rows.clear();
  }
}
