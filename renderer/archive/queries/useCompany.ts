import { useLive } from './useLive';

/** Name of the company; `null` when none was given yet. */
export const useCompany = (): string | null | undefined =>
  useLive('company', async (db) => {
    const row = await db.meta.get('company');
    return typeof row?.value === 'string' ? row.value : null;
  });
