/**
 * `erasures.zxe` beside the copies: what was erased from their ledger, sealed like everything there. Copies made before an
 * erasure still hold the words; whoever restores one carries these out again. Whole or the former one, never half.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '#shared/domain/errors';
import type { ErasedShelf } from '#shared/ipc/desk/backupRoutes';
import { retentionBodies } from '#shared/ledger/bodies/retention';
import { readIfPresent, syncDir } from '../ledger/durable';
import { mergeErased, type Erased } from '../retention/erasedList';
import { readSealed, sealInto, type Repository } from './repository';

const NAME = 'erasures.zxe';

const fileSchema = z.object({ v: z.literal(1), at: z.number(), erased: z.array(retentionBodies['erasure.repeated']).readonly() }).readonly();

export type ErasedFile = { readonly shelf: ErasedShelf; readonly erased: readonly Erased[] };

/** Never rejects for what the file is like: a list nobody can open must not keep a company from its records, but is told. */
export const readErased = async ({ dir, master }: Repository): Promise<ErasedFile> => {
  const path = join(dir, NAME);
  if (!(await readIfPresent(path))) return { shelf: { list: 'none' }, erased: [] };
  try {
    const { at, erased } = await readSealed(path, NAME, master, fileSchema);
    return { shelf: { list: 'read', at, count: erased.length }, erased };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { shelf: { list: 'damaged' }, erased: [] };
  }
};

/** Adds to what the folder knows, also from another desk of this ledger; one that cannot be opened is written anew. */
export const tellErased = async (repository: Repository, more: readonly Erased[], at: number): Promise<void> => {
  const { erased } = await readErased(repository);
  const file: z.infer<typeof fileSchema> = { v: 1, at, erased: mergeErased(erased, more) };
  await sealInto(join(repository.dir, NAME), { bytes: Buffer.from(JSON.stringify(file), 'utf8') }, repository.master, () => undefined);
  await syncDir(repository.dir);
};
