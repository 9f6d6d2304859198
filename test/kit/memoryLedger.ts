/**
 * A ledger in memory that can die at any moment: what was durable stays on its `disk`, what was not is gone, and
 * calls under way never settle. For property tests of what stands on the ledger; the real one is tested by itself.
 */
import { createHash } from 'node:crypto';
import type { BlobId } from '#shared/domain/ids';
import { AppError } from '#shared/domain/errors';
import { bodySchemas, ENTRY_VERSION, registryTypes, type Draft, type Entry } from '#shared/ledger/entry';
import type { Ledger, StorageLevel } from '#electron/engine/ledger/contract';

export type MemoryDisk = { readonly entries: Entry[]; readonly blobs: Map<string, Uint8Array>; readonly id: string };

export const createMemoryDisk = (id = 'zuoxi.test/ledger/memory'): MemoryDisk => ({ entries: [], blobs: new Map(), id });

/** Decides what happens to an append; the default is `ok`. `dieBefore`/`dieAfter`: the process ends around the fsync. */
export type AppendFate = (drafts: readonly Draft[]) => 'ok' | 'dieBefore' | 'dieAfter' | 'full';

export type MemoryLedger = Ledger & {
  readonly kill: () => void;
  readonly isDead: () => boolean;
  readonly setLevel: (level: StorageLevel) => void;
};

export type MemoryLedgerOptions = { readonly disk: MemoryDisk; readonly now: () => number; readonly seat?: string; readonly fate?: AppendFate; readonly onDeath?: () => void };

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

export const openMemoryLedger = ({ disk, now, seat = 'seat-1', fate = () => 'ok', onDeath }: MemoryLedgerOptions): MemoryLedger => {
  const advanced = new Set<Parameters<Ledger['onAdvanced']>[0]>();
  const levelled = new Set<(level: StorageLevel, freeBytes: number) => void>();
  let isDead = false;
  let isClosed = false;
  let level: StorageLevel = 'ok';
  const kill = (): void => {
    if (isDead) return;
    isDead = true;
    onDeath?.();
  };
  const commit = (drafts: readonly Draft[]): readonly Entry[] => {
    const at = Math.max(now(), disk.entries.at(-1)?.at ?? 0);
    // A draft plus the head fields is an entry; the pair of type and data comes from the draft.
    const entries = drafts.map((draft, i) => structuredClone({ ...draft, v: ENTRY_VERSION, seq: disk.entries.length + 1 + i, at, seat }) as unknown as Entry);
    disk.entries.push(...entries);
    return entries;
  };
  return {
    id: disk.id,
    dir: 'memory',
    head: () => disk.entries.length,
    append: async (drafts) => {
      if (isDead) return never();
      if (isClosed) throw new AppError('ledger.closed');
      for (const draft of drafts) if (!bodySchemas[draft.type].safeParse(draft.data).success) throw new AppError('ledger.invalid', { type: draft.type });
      const verdict = fate(drafts);
      if (verdict === 'full') throw new AppError('ledger.full');
      if (verdict === 'dieBefore') {
        kill();
        return never();
      }
      const entries = commit(drafts);
      if (verdict === 'dieAfter') {
        kill();
        return never();
      }
      await Promise.resolve();
      if (isDead) return never();
      for (const listener of advanced) listener(disk.entries.length, disk.entries.slice(-entries.length));
      return entries;
    },
    read: async (after, limit) => {
      const entries = disk.entries.slice(after, after + limit);
      return { entries, next: after + entries.length, unreadable: 0 };
    },
    registry: async () => disk.entries.filter((entry) => registryTypes.has(entry.type)),
    onAdvanced: (listener) => { advanced.add(listener); return () => advanced.delete(listener); },
    level: () => ({ level, freeBytes: level === 'ok' ? 1e12 : 1e6 }),
    onLevel: (listener) => { levelled.add(listener); return () => levelled.delete(listener); },
    blobs: {
      put: async (bytes) => {
        if (isDead) return never();
        const id = createHash('sha256').update(bytes).digest('hex') as BlobId; // content addressed, as the real store
        disk.blobs.set(id, bytes);
        return id;
      },
      get: async (blob) => {
        const bytes = disk.blobs.get(blob);
        if (!bytes) throw new AppError('media.missing');
        return bytes;
      },
      has: async (blob) => disk.blobs.has(blob),
    },
    checkpoint: async () => null,
    close: async () => { isClosed = true; },
    kill,
    isDead: () => isDead,
    setLevel: (next) => {
      level = next;
      for (const listener of levelled) listener(next, next === 'ok' ? 1e12 : 1e6);
    },
  };
};
