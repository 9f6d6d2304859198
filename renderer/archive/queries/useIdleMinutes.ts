import { IDLE_MINUTES_DEFAULT } from '#shared/domain/person';
import { useLive } from './useLive';

/** Minutes without a touch after which the desk locks itself. */
export const useIdleMinutes = (): number | undefined =>
  useLive('idleMinutes', async (db) => {
    const row = await db.meta.get('idleMinutes');
    return typeof row?.value === 'number' ? row.value : IDLE_MINUTES_DEFAULT;
  });
