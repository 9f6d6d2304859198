import type { PersonRow } from '../schema/personRows';
import { currentDb } from './connection';

/** Everybody still with the company, as the archive has it at this moment; nobody while none can be read. */
export const peopleNow = async (): Promise<readonly PersonRow[]> =>
  (await currentDb()?.people.toArray() ?? []).filter((row) => row.active);
