import type { SegmentRow } from '../schema/customerRows';
import { useLive } from './useLive';

/** Saved conditions, by name. Whose they are is `by`; shared ones are for everybody. */
export const useSegments = (): readonly SegmentRow[] | undefined =>
  useLive('segments', async (db) => (await db.segments.toArray()).sort((a, b) => a.name.localeCompare(b.name, 'zh')));
