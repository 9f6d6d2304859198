import type { CustomerId } from '#shared/domain/ids';
import type { CustomerLogRow } from '../schema/customerRows';
import { useLive } from './useLive';

/** What happened to these files, newest first, at most `limit`; one line per entry. */
export const useCustomerLog = (ids: readonly CustomerId[], limit: number): readonly CustomerLogRow[] | undefined =>
  useLive(`customerLog ${ids.join(' ')} ${limit}`, async (db) => {
    const lines = await Promise.all(ids.map((id) => db.customerLog.where('[customer+back]').between([id], [id, []]).limit(limit).toArray()));
    const byEntry = new Map(lines.flat().map((row) => [row.back, row]));
    return [...byEntry.values()].sort((a, b) => a.back - b.back).slice(0, limit);
  });
