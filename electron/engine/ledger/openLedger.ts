/** Opens the ledger in a folder: lock, recovery, the one writer, and what reads beside it. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#shared/domain/errors';
import { registryTypes } from '#shared/ledger/entry';
import { createBlobStore } from './blobs';
import type { Erasing, Ledger, OpenLedgerOptions } from './contract';
import { startCore, type Core } from './core';
import { admitDraft } from './draftGate';
import { ensureDir, isFull } from './durable';
import { eraseCut, eraseInSegment, isWithin } from './eraseBodies';
import { acquireLock, type Lock } from './lock';
import { MIB, openParts, type LedgerParts } from './openParts';
import { ledgerPaths } from './paths';
import { createProofs, type Consistency, type Inclusion } from './proofs';
import { createReader } from './reader';
import type { Segment } from './segmentStore';

/** The ledger on a disk, with what the exporter and the tests need beyond the contract. */
export type DiskLedger = Ledger & {
  /** RFC 6962 audit path of entry `seq` in the tree of the first `size` entries. Throws `ledger.outOfRange`, `ledger.treeDamaged`. */
  readonly proveInclusion: (seq: number, size: number) => Inclusion;
  /** RFC 6962 proof that the first `to` entries begin with the first `from`. Throws like `proveInclusion`. */
  readonly proveConsistency: (from: number, to: number) => Consistency;
  /** Looks at the free space now instead of at the next commit. */
  readonly checkSpace: () => Promise<void>;
  /** Resolves when the background has sealed every full segment it can. */
  readonly sealed: () => Promise<void>;
};

type Closing = { readonly isClosed: () => boolean; readonly assertOpen: () => void; readonly close: () => Promise<void>; readonly onTreeBad: () => void };

const createClosing = ({ paths, tree, checkpoints, warn, drain }: LedgerParts, core: Core, lock: Lock): Closing => {
  let closing: Promise<void> | undefined;
  let isTreeBad = false;
  const shut = async (): Promise<void> => {
    await core.commit.idle();
    core.space.close();
    try {
      await core.writer.close();
      drain();
      await checkpoints.write().catch((error: unknown) => warn('last checkpoint failed', { error: String(error) }));
      await tree.flush(true).catch((error: unknown) => warn('tree file not written', { error: String(error) }));
    } finally {
      await checkpoints.close();
      await tree.close();
      if (isTreeBad) await rm(paths.tree, { force: true }); // made anew from the segments at the next open
      await lock.release();
    }
  };
  return {
    isClosed: () => closing !== undefined,
    assertOpen: () => {
      if (closing) throw new AppError('ledger.closed');
    },
    close: () => (closing ??= shut()),
    onTreeBad: () => {
      isTreeBad = true;
    },
  };
};

/** What redactions say of erased bodies; the list only grows, so only its new end is looked at. */
const redactedBy = (kept: LedgerParts['recovered']['kept']): ((seq: number) => unknown) => {
  const known = new Map<number, unknown>();
  let looked = 0;
  return (seq) => {
    const entries = kept.list();
    for (; looked < entries.length; looked += 1) {
      const entry = entries[looked];
      if (entry?.type === 'record.redacted') known.set(entry.data.of, entry.data.data);
    }
    return known.get(seq);
  };
};

/** Whether one of the ranges begins before the next segment does and ends in or after this one. */
const touches = ({ number, firstSeq }: Segment, all: readonly Segment[], ranges: readonly (readonly [number, number])[]): boolean => {
  const next = all.find((segment) => segment.number > number)?.firstSeq ?? Number.MAX_SAFE_INTEGER;
  return ranges.some(([from, to]) => from < next && to >= firstSeq);
};

const createErasing = ({ paths, recovered }: LedgerParts, { writer }: Core, closing: Closing): Erasing => ({
  begin: () => { closing.assertOpen(); writer.rollNext(); },
  bodies: (ranges, marks) => writer.alone(async () => {
    const isErased = isWithin(ranges);
    const last = ranges.reduce((most, [, to]) => Math.max(most, to), 0);
    let count = 0;
    for (const segment of [...recovered.store.list()]) {
      if (segment.firstSeq > last) break;
      if (segment.kind === 'plain') throw new AppError('ledger.unavailable');
      if (touches(segment, recovered.store.list(), ranges)) count += await recovered.store.rewrite(segment, () => eraseInSegment(segment, isErased));
    }
    const cut = (await readdir(paths.recovered)).map((name) => join(paths.recovered, name));
    await eraseCut(cut, marks.map((mark) => Buffer.from(mark)));
    return count;
  }),
});

const createLedger = (parts: LedgerParts, core: Core, lock: Lock): DiskLedger => {
  const { options, paths, id, tree, checkpoints, recovered, warn, drain } = parts;
  const { commit, space } = core;
  const closing = createClosing(parts, core, lock);
  const proofs = createProofs(tree, closing.onTreeBad);
  return {
    id,
    dir: paths.dir,
    head: commit.head,
    append: async (drafts) => {
      closing.assertOpen();
      const admitted = drafts.map(admitDraft);
      return admitted.length === 0 ? [] : commit.append(admitted);
    },
    read: createReader({
      store: recovered.store, head: commit.head, redacted: redactedBy(recovered.kept),
      onDamage: (damage) => (closing.isClosed() ? undefined : core.onDamage(damage)),
      onUnreadable: (error) => warn('entry unreadable', { ...error.data }),
    }),
    registry: async () => recovered.kept.list().filter((entry) => registryTypes.has(entry.type)),
    onAdvanced: core.advanced.add,
    level: space.level,
    onLevel: core.levelled.add,
    blobs: createBlobStore({ dir: paths.blobs, space, lowMediaBytes: options.lowMediaBytes ?? 512 * MIB, isClosed: closing.isClosed }),
    checkpoint: async () => {
      closing.assertOpen();
      await commit.idle();
      return checkpoints.write();
    },
    proveInclusion: (seq, size) => {
      drain();
      return proofs.inclusion(seq, size);
    },
    proveConsistency: (from, to) => {
      drain();
      return proofs.consistency(from, to);
    },
    erasure: createErasing(parts, core, closing),
    erasures: () => recovered.kept.list().filter(({ type }) => type === 'erasure.finished').length,
    checkSpace: space.check,
    sealed: core.writer.sealed,
    close: closing.close,
  };
};

/** Puts what recovery found on record before anyone else appends. */
const settle = async ({ recovered }: LedgerParts, { commit, space, writer, recordOwn }: Core): Promise<void> => {
  if (recovered.incidents.length > 0) await recordOwn(...recovered.incidents);
  await space.check();
  await commit.idle();
  writer.seal();
};

const openIn = async (options: OpenLedgerOptions): Promise<DiskLedger> => {
  const paths = ledgerPaths(options.dir);
  for (const dir of [paths.dir, paths.segments, paths.blobs, paths.recovered]) await ensureDir(dir);
  const lock = await acquireLock(paths.lock);
  try {
    const parts = await openParts(options, paths);
    const core = await startCore(parts);
    await settle(parts, core);
    return createLedger(parts, core, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
};

/**
 * Opens or creates the ledger in `dir` and mends what a crash left; incidents are in the ledger before this
 * resolves. Throws `ledger.locked {pid}` while another process writes it, `ledger.foreign {segment}` when the
 * folder holds segments of another ledger, `ledger.full` when the disk has no room for what opening must write.
 */
export const openLedger = (options: OpenLedgerOptions): Promise<DiskLedger> =>
  openIn(options).catch((cause: unknown) => {
    throw isFull(cause) ? new AppError('ledger.full', {}, { cause }) : cause;
  });
