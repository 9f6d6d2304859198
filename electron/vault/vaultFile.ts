/** The file of the vault: one random data key, sealed by the system or by a passphrase, and values sealed by it. */
import { copyFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '#shared/domain/errors';
import { readIfPresent, writeAtomic } from '../engine/platform/atomicFile';
import { kdfSchema, sealedSchema } from './sealing';

export const vaultFileSchema = z.object({
  version: z.literal(1),
  keyedBy: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('system'), backend: z.string(), key: z.string() }),
    /** `openers`: the data key once more for each person of this desk, sealed by what their own password derives. */
    z.object({ kind: z.literal('passphrase'), kdf: kdfSchema, key: sealedSchema, openers: z.record(z.string(), sealedSchema).optional() }),
  ]),
  secrets: z.record(z.string(), sealedSchema),
  /** Names whose values went with a key that is gone; each leaves the list when it is entered again. */
  lost: z.array(z.string()).readonly().default([]),
}).readonly();
export type VaultFile = z.infer<typeof vaultFileSchema>;

/** Null when there is none. `vault.damaged` when it is not ours to read; it is then left as it is. */
export const readVaultFile = async (path: string): Promise<VaultFile | null> => {
  const bytes = await readIfPresent(path);
  if (bytes === null) return null;
  try {
    return vaultFileSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (cause) {
    throw new AppError('vault.damaged', { path }, { cause });
  }
};

export const writeVaultFile = (path: string, file: VaultFile): Promise<void> => writeAtomic(path, `${JSON.stringify(file, null, 2)}\n`);

const asideOf = (path: string, now: number): string => `${path.replace(/\.json$/, '')}.lost-${now}.json`;

/** Moves a file nobody can read out of the way. */
export const setAside = (path: string, now: number): Promise<void> => rename(path, asideOf(path, now));

/**
 * Keeps a copy of a file that cannot be opened now: the key it was sealed with may come back. The file itself stays
 * until the next one replaces it: a crash between must not forget which values were lost.
 */
export const keepCopy = (path: string, now: number): Promise<void> => copyFile(path, asideOf(path, now));
