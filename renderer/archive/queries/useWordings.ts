import type { WordingRow } from '../schema/rows';
import { useLive } from './useLive';

const order = (a: WordingRow, b: WordingRow): number =>
  a.category.join('/').localeCompare(b.category.join('/'), 'zh') || a.title.localeCompare(b.title, 'zh') || (a.id < b.id ? -1 : 1);

/** Prepared answers in force, by category and title, with their search keys for `matchWording`. */
export const useWordings = (): readonly WordingRow[] | undefined =>
  useLive('wordings', async (db) => (await db.wordings.toArray()).sort(order));
