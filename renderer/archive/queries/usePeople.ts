import type { PersonId } from '#shared/domain/ids';
import type { PersonRow } from '../schema/personRows';
import { keptLive } from './keptLive';

export const keptPeople = keptLive(async (db): Promise<ReadonlyMap<PersonId, PersonRow>> => new Map((await db.people.toArray()).map((row) => [row.id, row])));

/** People of the company by id. */
export const usePeople = (): ReadonlyMap<PersonId, PersonRow> | undefined => keptPeople.useAnswer();
