import type { NoticeRow } from '../schema/dutyRows';
import { useLive } from './useLive';

/** The newest `limit` company notices, newest first. */
export const useNotices = (limit: number): readonly NoticeRow[] | undefined =>
  useLive(`notices ${limit}`, (db) => db.notices.orderBy('at').reverse().limit(limit).toArray());
