/** What lies in a folder of copies, as screens list it. */
import { AppError } from '#shared/domain/errors';
import type { BackupGeneration, BackupShelf } from '#shared/ipc/desk/backupRoutes';
import { readErased } from './erasedFile';
import { bytesOf, type Generation } from './generation';
import type { Repository } from './repository';

const rowOf = (generation: Generation): BackupGeneration => {
  const { id, at, head, files, company } = generation;
  return { id, at, head, files: files.length, bytes: bytesOf(generation), company };
};

/** A list of files that cannot be opened is counted; the others can still be restored. */
export const shelfOf = async (repository: Repository): Promise<BackupShelf> => {
  const generations: BackupGeneration[] = [];
  let unreadable = 0;
  for (const id of await repository.list()) {
    try {
      generations.push(rowOf(await repository.read(id)));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      unreadable += 1;
    }
  }
  const { shelf } = await readErased(repository);
  return { repository: repository.name, ledger: repository.ledger, generations, unreadable, erased: shelf };
};
