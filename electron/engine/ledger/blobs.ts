/** Attachments, named by the SHA-256 of their bytes: `blobs/ab/ab12…`. */
import { readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '#shared/domain/errors';
import { blobIdSchema } from '#shared/domain/message';
import type { BlobId } from '#shared/domain/ids';
import type { BlobStore } from './contract';
import { ensureDir, isFull, isMissing, readIfPresent, syncDir, writeDurable } from './durable';
import { sha256Hex } from './hashing';
import type { Space } from './space';

export const blobPath = (dir: string, blob: BlobId): string => join(dir, blob.slice(0, 2), blob);

export type BlobOptions = { readonly dir: string; readonly space: Space; readonly lowMediaBytes: number; readonly isClosed: () => boolean };

export const createBlobStore = ({ dir, space, lowMediaBytes, isClosed }: BlobOptions): BlobStore => {
  const writing = new Map<BlobId, Promise<BlobId>>();

  const write = async (blob: BlobId, bytes: Uint8Array): Promise<BlobId> => {
    const path = blobPath(dir, blob);
    const known = await readIfPresent(path);
    if (known && sha256Hex(known) === blob) return blob;
    await space.check();
    const { level, freeBytes } = space.level();
    if (level !== 'ok' || freeBytes - bytes.length < lowMediaBytes) throw new AppError('media.diskLow', { freeBytes });
    try {
      await ensureDir(join(dir, blob.slice(0, 2)));
      await writeDurable(path, bytes);
    } catch (cause) {
      if (isFull(cause)) throw new AppError('media.diskLow', { freeBytes }, { cause });
      throw cause;
    }
    return blob;
  };

  return {
    put: async (bytes) => {
      if (isClosed()) throw new AppError('ledger.closed');
      const blob = blobIdSchema.parse(sha256Hex(bytes));
      const running = writing.get(blob) ?? write(blob, bytes).finally(() => writing.delete(blob));
      writing.set(blob, running);
      return running;
    },
    get: async (blob) => {
      const bytes = await readFile(blobPath(dir, blobIdSchema.parse(blob))).catch((cause: unknown) => {
        throw isMissing(cause) ? new AppError('media.missing', { blob }, { cause }) : cause;
      });
      if (sha256Hex(bytes) !== blob) throw new AppError('media.altered', { blob });
      return bytes;
    },
    remove: async (blob) => {
      const path = blobPath(dir, blobIdSchema.parse(blob));
      await rm(path, { force: true });
      await syncDir(dirname(path)).catch((error: unknown) => { if (!isMissing(error)) throw error; });
    },
    has: async (blob) => {
      try {
        return (await stat(blobPath(dir, blobIdSchema.parse(blob)))).isFile();
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    },
  };
};
