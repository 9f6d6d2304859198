import { afterStep, noMatters, type RetentionMatters } from '#shared/rules/retention/matters';
import { useLive } from './useLive';

/** Requests, holds and periods as they stand; undefined until read. */
export const useRetention = (): RetentionMatters | undefined =>
  useLive('retention', async (db) => (await db.retention.orderBy('seq').toArray()).reduce(
    (matters, { fact, at, actor }) => afterStep(matters, { ...fact, at, actor }), noMatters));
