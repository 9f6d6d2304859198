/** A desk restored from a copy takes its place before anything of the old one is opened. */
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RESTORED_MARKER, RESTORE_FOLDER, RESTORE_MARKER, restoreMarkerSchema } from '#shared/domain/backup';
import { readIfPresent, syncFolder, writeAtomic } from '../engine/platform/atomicFile';

const exists = (path: string): Promise<boolean> => stat(path).then(() => true, () => false);

/** What belongs to the desk that was here. The vault stays: it is this computer's. */
const REPLACED = ['ledger', 'state', 'sign-in.json'] as const;

/**
 * Does nothing without a marker. The former desk is kept in `replaced-<time>`. Cut off at any step, the next start goes
 * on where it was: the old ledger is moved away only while the new one is not in place yet. Resolves with true when it did.
 */
export const finishRestore = async (dataDir: string): Promise<boolean> => {
  const at = (...names: readonly string[]): string => join(dataDir, ...names);
  const text = await readIfPresent(at(RESTORE_MARKER));
  if (!text) return false;
  const marker = restoreMarkerSchema.parse(JSON.parse(text.toString('utf8')));
  const aside = at(`replaced-${marker.at}`);
  if (await exists(at(RESTORE_FOLDER, 'ledger'))) {
    await mkdir(aside, { recursive: true, mode: 0o700 });
    for (const name of REPLACED) if (await exists(at(name)) && !(await exists(join(aside, name)))) await rename(at(name), join(aside, name));
    await rename(at(RESTORE_FOLDER, 'ledger'), at('ledger'));
    await syncFolder(dataDir);
  }
  if (await exists(at(RESTORE_FOLDER, 'sign-in.json'))) await rename(at(RESTORE_FOLDER, 'sign-in.json'), at('sign-in.json'));
  await writeAtomic(at(RESTORED_MARKER), JSON.stringify(marker));
  await rm(at(RESTORE_FOLDER), { recursive: true, force: true });
  await rm(at(RESTORE_MARKER), { force: true });
  return true;
};
