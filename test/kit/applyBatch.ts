import { foldBatch, type Applied, type Batch, type Keeping } from '#renderer/archive/apply/foldBatch';
import { RowCache } from '#renderer/archive/apply/rowCache';
import type { ArchiveDb } from '#renderer/archive/schema/db';

/** Folds one batch and waits until it is written; rejects as `foldBatch` does. */
export const applyBatch = async (db: ArchiveDb, batch: Batch, cache: RowCache = new RowCache(), keeping: Keeping = {}): Promise<Applied> => {
  const { written, ...applied } = await foldBatch(db, batch, cache, keeping);
  await written;
  return applied;
};
