/** Takes up room on a small disk, so that free space is what a test wants it to be. */
import { open, rm, statfs, truncate } from 'node:fs/promises';
import { join } from 'node:path';

export type Filler = {
  /** Leaves about this many bytes free (0: not a byte). */
  readonly leave: (bytes: number) => Promise<void>;
  readonly empty: () => Promise<void>;
};

const PIECE = Buffer.alloc(64 * 1024, 7);

export const freeOf = async (disk: string): Promise<number> => {
  const { bavail, bsize } = await statfs(disk);
  return bavail * bsize;
};

export const createFiller = (disk: string): Filler => {
  const path = join(disk, 'filler');
  const grow = async (bytes: number): Promise<void> => {
    const file = await open(path, 'a');
    try {
      for (let left = bytes; left > 0; left -= PIECE.length) await file.write(PIECE, 0, Math.min(left, PIECE.length));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error; // full is what was wanted
    } finally {
      await file.close();
    }
  };
  return {
    leave: async (bytes) => {
      const free = await freeOf(disk);
      if (free > bytes) await grow(bytes === 0 ? free + PIECE.length : free - bytes);
      else if (free < bytes) {
        const file = await open(path, 'a');
        const { size } = await file.stat();
        await file.close();
        await truncate(path, Math.max(0, size - (bytes - free)));
      }
    },
    empty: () => rm(path, { force: true }),
  };
};
