/** How much room the disk has, and what may still be done with it. */
import { statfs } from 'node:fs/promises';
import type { StorageLevel } from './contract';
import { createReserve } from './reserve';

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
  /** Looks only when `bytes` more could bring the disk near a threshold or the last look is old; else there is nothing to wait for. */
  readonly checkBefore: (bytes: number) => Promise<void> | undefined;
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

type Thresholds = Pick<SpaceOptions, 'lowMediaBytes' | 'lowTextBytes'>;

const levelAt = (bytes: number, { lowMediaBytes, lowTextBytes }: Thresholds, factor: number): StorageLevel =>
  bytes < lowTextBytes * factor ? 'textOnly' : bytes < lowMediaBytes * factor ? 'noMedia' : 'ok';

const levelFrom = (level: StorageLevel, bytes: number, thresholds: Thresholds): StorageLevel => {
  const plain = levelAt(bytes, thresholds, 1);
  if (rank[plain] <= rank[level]) return plain;
  const up = levelAt(bytes, thresholds, HYSTERESIS);
  return rank[up] > rank[level] ? up : level;
};

type Look = { readonly freeBytes: number; readonly at: number };

/** Asks for the free space; not knowing stops nobody, the disk itself refuses what does not fit. */
const createLook = ({ free, dir, warn }: SpaceOptions): (() => Promise<Look>) => {
  let freeBytes = Number.MAX_SAFE_INTEGER;
  return async () => {
    try {
      freeBytes = await (free ? free() : diskFree(dir));
    } catch (error) {
      warn('free space unknown', { error: String(error) });
    }
    return { freeBytes, at: performance.now() };
  };
};

export const createSpace = (options: SpaceOptions): Space => {
  const { lowMediaBytes, lowTextBytes, onLevel, warn } = options;
  const reserve = createReserve(options.reservePath, Math.min(RESERVE_BYTES, Math.floor(lowTextBytes / 16)));
  const look = createLook(options);
  let { level } = options;
  let seen: Look = { freeBytes: Number.MAX_SAFE_INTEGER, at: Number.NEGATIVE_INFINITY };
  let isRefusing = false;
  let budget = 0;

  const check = async (): Promise<void> => {
    seen = await look();
    budget = Math.max(0, (seen.freeBytes - lowMediaBytes) / 2);
    const before = level;
    level = isRefusing ? 'textOnly' : levelFrom(level, seen.freeBytes, options);
    if (level === 'textOnly') await reserve.release();
    else if (level === 'ok') await reserve.keep();
    if (level !== before) onLevel(level, seen.freeBytes);
  };

  const timer = setInterval(() => {
    if (level !== 'ok') check().catch((error: unknown) => warn('free space not checked', { error: String(error) }));
  }, RECHECK_MS).unref();

  return {
    level: () => ({ level, freeBytes: seen.freeBytes }),
    check,
    checkBefore: (bytes) => {
      budget -= bytes;
      return budget <= 0 || performance.now() - seen.at > RECHECK_MS ? check() : undefined;
    },
    noteFull: async () => {
      isRefusing = true;
      const isFreed = await reserve.release();
      await check();
      return isFreed;
    },
    noteWritten: () => {
      isRefusing = false;
    },
    close: () => clearInterval(timer),
  };
};
