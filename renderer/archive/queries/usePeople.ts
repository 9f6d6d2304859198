import type { PersonId } from '#shared/domain/ids';
import type { PersonRow } from '../schema/personRows';
import { useLive } from './useLive';

/** People of the company by id. */
export const usePeople = (): ReadonlyMap<PersonId, PersonRow> | undefined =>
  useLive('people', async (db) => new Map((await db.people.toArray()).map((row) => [row.id, row])));
