import { ArchiveDb, MAIN_ARCHIVE, NATIVE_VERSION } from '../schema/db';

const exists = async (name: string): Promise<boolean> =>
  (await indexedDB.databases()).some((known) => known.name === name && known.version === NATIVE_VERSION);

/**
 * The archive an earlier run completed, open to be read; `undefined` when there is none. Makes and changes nothing.
 * Whether it is still the ledger's only the worker can tell, once the engine answers.
 */
export const openKept = async (name: string = MAIN_ARCHIVE): Promise<ArchiveDb | undefined> => {
  const db = new ArchiveDb(name);
  try {
    if (await exists(name) && (await db.meta.get('complete'))?.value === 1) return db;
  } catch {
    // Refused or broken: the worker finds the same, mends it or says so.
  }
  db.close({ disableAutoOpen: true });
  return undefined;
};
