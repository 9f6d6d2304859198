import { Dexie } from 'dexie';
import type { PersonId } from '#shared/domain/ids';
import type { PersonFactRow } from '../schema/personRows';
import { useLive } from './useLive';

/** The newest `limit` lines of a person's history, newest first. */
export const usePersonFacts = (id: PersonId, limit: number): readonly PersonFactRow[] | undefined =>
  useLive(`person ${id} ${limit}`, (db) => db.personFacts.where('[person+back]').between([id, Dexie.minKey], [id, Dexie.maxKey]).limit(limit).toArray());
