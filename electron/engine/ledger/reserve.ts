/** A file that only takes up room, given back when the disk is full so that short texts can still be recorded. */
import { randomFillSync } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { errnoOf, isMissing, readIfPresent, writeDurable } from './durable';

export type Reserve = {
  /** True when there was one. */
  readonly release: () => Promise<boolean>;
  /** Makes it again where there is room. */
  readonly keep: () => Promise<void>;
};

export const createReserve = (path: string, bytes: number): Reserve => {
  let isKept = false;
  return {
    release: async () => {
      isKept = false;
      try {
        await rm(path);
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    },
    keep: async () => {
      if (isKept || bytes === 0) return;
      try {
        const known = await readIfPresent(path);
        if (known?.length !== bytes) await writeDurable(path, randomFillSync(Buffer.alloc(bytes)));
        isKept = true;
      } catch (error) {
        if (errnoOf(error) === '') throw error; // no room for a reserve is no failure
      }
    },
  };
};
