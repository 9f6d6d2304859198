/** How much room the disk has, and what may still be done with it. */
import { randomFillSync } from 'node:crypto';
import { rm, statfs } from 'node:fs/promises';
import type { StorageLevel } from './contract';
import { errnoOf, isMissing, readIfPresent, writeDurable } from './durable';

const RESERVE_BYTES = 4 * 1024 * 1024;
const RECHECK_MS = 5_000;
/** Going up needs a tenth more than the threshold, so that a level does not flutter. */
const HYSTERESIS = 1.1;

export type SpaceOptions = {
  readonly dir: string;
  readonly reservePath: string;
  readonly lowMediaBytes: number;
  readonly lowTextBytes: number;
  readonly free?: (() => Promise<number>) | undefined;
  /** As last recorded. */
  readonly level: StorageLevel;
  readonly warn: (message: string, facts: Readonly<Record<string, unknown>>) => void;
  readonly onLevel: (level: StorageLevel, freeBytes: number) => void;
};

export type Space = {
  readonly level: () => { readonly level: StorageLevel; readonly freeBytes: number };
  /** Looks at the disk and changes the level where it must. */
  readonly check: () => Promise<void>;
  /** Looks only when `bytes` more could bring the disk near a threshold or the last look is old. */
  readonly checkBefore: (bytes: number) => Promise<void>;
  /** The disk refused bytes. Frees the reserve; true when that made room. */
  readonly noteFull: () => Promise<boolean>;
  readonly noteWritten: () => void;
  readonly close: () => void;
};

export const diskFree = async (dir: string): Promise<number> => {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
};

const rank: Record<StorageLevel, number> = { ok: 2, noMedia: 1, textOnly: 0 };

export const createSpace = (options: SpaceOptions): Space => {
  const { lowMediaBytes, lowTextBytes, reservePath, onLevel, warn } = options;
  const free = options.free ?? ((): Promise<number> => diskFree(options.dir));
  const reserveBytes = Math.min(RESERVE_BYTES, Math.floor(lowTextBytes / 16));
  let level = options.level;
  let freeBytes = Number.MAX_SAFE_INTEGER;
  let isRefusing = false;
  let hasReserve = false;
  let budget = 0;
  let checkedAt = Number.NEGATIVE_INFINITY;

  const levelAt = (bytes: number, factor: number): StorageLevel =>
    bytes < lowTextBytes * factor ? 'textOnly' : bytes < lowMediaBytes * factor ? 'noMedia' : 'ok';

  const levelFor = (bytes: number): StorageLevel => {
    if (isRefusing) return 'textOnly';
    const plain = levelAt(bytes, 1);
    if (rank[plain] <= rank[level]) return plain;
    const up = levelAt(bytes, HYSTERESIS);
    return rank[up] > rank[level] ? up : level;
  };

  const releaseReserve = async (): Promise<boolean> => {
    hasReserve = false;
    try {
      await rm(reservePath);
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  };

  const keepReserve = async (): Promise<void> => {
    if (hasReserve || reserveBytes === 0) return;
    const known = await readIfPresent(reservePath);
    try {
      if (known?.length !== reserveBytes) await writeDurable(reservePath, randomFillSync(Buffer.alloc(reserveBytes)));
      hasReserve = true;
    } catch (error) {
      if (errnoOf(error) === '') throw error; // no room for a reserve is no failure
    }
  };

  /** Not knowing how much is free stops nobody: the disk itself refuses what does not fit. */
  const look = async (): Promise<void> => {
    try {
      freeBytes = await free();
    } catch (error) {
      warn('free space unknown', { error: String(error) });
    }
  };

  const check = async (): Promise<void> => {
    await look();
    checkedAt = performance.now();
    budget = Math.max(0, (freeBytes - lowMediaBytes) / 2);
    const next = levelFor(freeBytes);
    const hasChanged = next !== level;
    level = next;
    if (level === 'textOnly') await releaseReserve();
    else if (level === 'ok') await keepReserve();
    if (hasChanged) onLevel(level, freeBytes);
  };

  const timer = setInterval(() => {
    if (level !== 'ok') check().catch((error: unknown) => warn('free space not checked', { error: String(error) }));
  }, RECHECK_MS).unref();

  return {
    level: () => ({ level, freeBytes }),
    check,
    checkBefore: async (bytes) => {
      budget -= bytes;
      if (budget <= 0 || performance.now() - checkedAt > RECHECK_MS) await check();
    },
    noteFull: async () => {
      isRefusing = true;
      const isFreed = await releaseReserve();
      await check();
      return isFreed;
    },
    noteWritten: () => {
      isRefusing = false;
    },
    close: () => clearInterval(timer),
  };
};
