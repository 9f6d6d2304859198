import type { Entry } from '#shared/ledger/entry';
import type { ArchiveDb } from '../schema/db';
import { loadRows } from './loadRows';
import { plansIn, reviewsIn, samplesIn, trainingsIn } from './quality';
import type { WorkingSet } from './workingSet';

/** Rows of spot checks the batch may change; none for a batch that names none. */
export const loadQuality = async (db: ArchiveDb, entries: readonly Entry[], work: WorkingSet): Promise<void> => {
  const own = entries.filter(({ type }) => type.startsWith('quality.'));
  if (own.length === 0) return;
  await Promise.all([
    loadRows(db.reviews, reviewsIn(own), work.reviews), loadRows(db.samples, samplesIn(own), work.samples),
    loadRows(db.samplePlans, plansIn(own), work.samplePlans), loadRows(db.trainings, trainingsIn(own), work.trainings),
  ]);
};
