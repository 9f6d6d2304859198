import { AppError } from '#shared/domain/errors';
import type { Entry } from '#shared/ledger/entry';
import type { Table } from 'dexie';
import type { ArchiveDb } from '../schema/db';
import type { ConversationRow, MetaRow } from '../schema/rows';
import { foldEntry } from './fold';
import { loadBatch } from './loadBatch';
import type { RowCache } from './rowCache';
import { WorkingSet } from './workingSet';

/** Entries with `after < seq <= next` in ledger order (the medium may have lost some: `unreadable`). */
export type Batch = { readonly after: number; readonly entries: readonly Entry[]; readonly next: number; readonly unreadable: number };

const putAll = async <Row, Key>(table: Table<Row, Key>, rows: readonly Row[]): Promise<void> => {
  if (rows.length > 0) await table.bulkPut(rows);
};

const writeAll = async (db: ArchiveDb, work: WorkingSet): Promise<void> => {
  const gone = work.timeline.gone();
  const removed = work.wordings.dropped();
  if (gone.length > 0) await db.timeline.bulkDelete([...gone]);
  if (removed.length > 0) await db.wordings.bulkDelete([...removed]);
  await Promise.all([
    putAll(db.timeline, work.timeline.changed()),
    putAll(db.conversations, work.conversations.changed()),
    putAll(db.customers, work.customers.changed()),
    putAll(db.accounts, work.accounts.changed()),
    putAll(db.wordings, work.wordings.changed()),
    putAll(db.people, work.people.changed()),
    putAll(db.accountStatus, work.statuses),
    putAll<MetaRow, MetaRow['key']>(db.meta, [...work.meta].map(([key, value]) => ({ key, value }))),
  ]);
};

/** A number kept in `meta`; 0 when it was never set. */
export const numberIn = async (db: ArchiveDb, key: MetaRow['key']): Promise<number> => {
  const row = await db.meta.get(key);
  return typeof row?.value === 'number' ? row.value : 0;
};

/**
 * Applies one batch in one readwrite transaction, the cursor moving with the rows: exactly once whatever crashes.
 * Returns the cursor afterwards. A batch at or below the cursor is a repetition and changes nothing; entries up to
 * the cursor are skipped. Rejects with `archive.behind` when the archive is not as far as the batch supposes (it was
 * deleted under us), else with what IndexedDB says; nothing of the batch was kept then.
 */
export const applyBatch = async (db: ArchiveDb, batch: Batch, cache?: RowCache): Promise<number> => {
  try {
    const { cursor, rows } = await db.transaction('rw', db.tables, () => applyIn(db, batch, cache));
    cache?.keep(rows);
    return cursor;
  } catch (error) {
    cache?.clear();
    throw error;
  }
};

type Applied = { readonly cursor: number; readonly rows: readonly ConversationRow[] };

const applyIn = async (db: ArchiveDb, batch: Batch, cache: RowCache | undefined): Promise<Applied> => {
  const cursor = await numberIn(db, 'cursor');
  if (cursor < batch.after) throw new AppError('archive.behind', { cursor, after: batch.after });
  if (batch.next <= cursor) return { cursor, rows: [] };
  const entries = batch.entries.filter((entry) => entry.seq > cursor);
  const work = new WorkingSet();
  await loadBatch(db, entries, work, cache);
  for (const entry of entries) foldEntry(work, entry);
  work.meta.set('cursor', batch.next);
  if (batch.unreadable > 0) work.meta.set('damage', await numberIn(db, 'damage') + batch.unreadable);
  await writeAll(db, work);
  return { cursor: batch.next, rows: work.conversations.changed() };
};
