/** Small files that are either the old ones or the new ones, never half of each. */
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Temp file, fsync, rename, fsync of the folder; leaves nothing behind when it fails. Calls for one path must not overlap. */
export const writeAtomic = async (path: string, data: string | Uint8Array): Promise<void> => {
  const temporary = `${path}.tmp`;
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }); // on a full disk half a file only takes room
    throw error;
  }
  await syncFolder(dirname(path));
};

/** The file's bytes, or null when there is none. Other failures reject. */
export const readIfPresent = async (path: string): Promise<Buffer | null> => {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
};

/** Makes a rename or a new name durable. Windows has no handle for folders and needs none. */
export const syncFolder = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};
