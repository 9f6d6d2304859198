/** A copy brought beside the desk, without what was erased since it was made; main puts it in place at the next start. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RESTORE_FOLDER, RESTORE_MARKER, type ErasedListState, type RestoreMarker } from '#shared/domain/backup';
import { AppError } from '#shared/domain/errors';
import type { Clock, Logger } from '../channels/contract/channel';
import type { SigningKey } from '../ledger/contract';
import { readIfPresent, syncFolder, writeAtomic } from '../platform/atomicFile';
import { repeatErasures } from '../retention/repeatErasures';
import type { ErasedFile } from './erasedFile';
import type { Generation } from './generation';
import type { Repository } from './repository';
import { restoreCopy } from './restoreCopy';

export type RestoreAsideOptions = {
  readonly dataDir: string;
  readonly seat: string;
  readonly key: () => SigningKey | null;
  readonly clock: Clock;
  readonly log: Logger;
  readonly repository: Repository;
  readonly generation: Generation;
  /** What the folder knows of erasures. */
  readonly known: ErasedFile;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
  /** The copy is here and proven; erasures are carried out on it now. */
  readonly onRepeat: () => void;
};
export type RestoredAside = { readonly repeated: number; readonly list: ErasedListState };

/** The marker is written last: without it the next start clears away what lies here. Errors like `restoreCopy`. */
export const restoreAside = async (options: RestoreAsideOptions): Promise<RestoredAside> => {
  const { dataDir, repository, generation, known, signal, clock } = options;
  const into = join(dataDir, RESTORE_FOLDER);
  await rm(join(dataDir, RESTORE_MARKER), { force: true }); // of an earlier one, which this takes the place of
  await syncFolder(dataDir);
  await restoreCopy({ repository, generation, into, signal, onProgress: options.onProgress }, clock.now);
  options.onRepeat();
  try {
    const repeated = await repeatErasures({ ...options, dir: into, erased: known.erased });
    const { list } = known.shelf;
    const marker: RestoreMarker = { v: 1, generation: generation.id, head: generation.head, at: clock.now(), repeated, list };
    await writeAtomic(join(dataDir, RESTORE_MARKER), JSON.stringify(marker));
    return { repeated, list };
  } catch (error) {
    await rm(into, { recursive: true, force: true }); // what was to go is still in it
    throw signal.aborted ? new AppError('backup.cancelled', {}, { cause: error }) : error;
  }
};

/** What a restore cut off left beside the desk: some of it may have been erased. One that waits for the next start stays. */
export const clearCutRestore = async (dataDir: string): Promise<void> => {
  if (await readIfPresent(join(dataDir, RESTORE_MARKER)) === null) await rm(join(dataDir, RESTORE_FOLDER), { recursive: true, force: true });
};
