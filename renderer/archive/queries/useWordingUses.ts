import type { WordingId } from '#shared/domain/ids';
import type { WordingUseRow } from '../schema/wordingRows';
import { useLive } from './useLive';

/** Uses since a moment (ms; 0 = all there ever were), in no order; earlier ones stay shown while the span changes. */
export const useWordingUses = (since: number): readonly WordingUseRow[] | undefined =>
  useLive(`wording uses ${since}`, (db) => db.wordingUses.where('at').aboveOrEqual(since).toArray(), () => true);

const MOST_SHOWN = 200;

/** The latest uses of one wording. */
export const useUsesOf = (wording: WordingId): readonly WordingUseRow[] | undefined =>
  useLive(`wording uses of ${wording}`, async (db) => (await db.wordingUses.where('wording').equals(wording).toArray()).sort((a, b) => b.at - a.at).slice(0, MOST_SHOWN));
