/**
 * `tree.bin`: the Merkle tree's complete nodes in stored order, 32 bytes each. Derived: it lags behind the
 * segments, is compared with them and the newest checkpoint at open, and is made anew where it does not match.
 */
import { readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { consistencyProof, createTree, HASH_BYTES, inclusionProof, rootOf, sizeOfStored, storedCount, storedIndex, type Tree } from '#shared/ledger/merkle';
import { merkle } from './hashing';

export type TreeFile = {
  readonly size: () => number;
  readonly root: () => Uint8Array;
  readonly rootAt: (size: number) => Uint8Array;
  readonly append: (leaf: Uint8Array) => void;
  readonly inclusion: (index: number, size: number) => readonly Uint8Array[];
  readonly consistency: (from: number, to: number) => readonly Uint8Array[];
  readonly leaf: (index: number) => Uint8Array;
  /** Leaves the file holds from before, which may be more than the tree was resumed with. */
  readonly storedSize: number;
  /** Starts again with the first `size` leaves of the file. */
  readonly resume: (size: number) => Promise<void>;
  /** Writes what is new; `sync` makes it durable. */
  readonly flush: (sync: boolean) => Promise<void>;
  readonly close: () => Promise<void>;
};

export const openTreeFile = async (path: string): Promise<TreeFile> => {
  const file = await open(path, 'a+', 0o600).then(async (created) => {
    await created.close();
    return open(path, 'r+');
  });
  const storedSize = sizeOfStored(Math.floor((await file.stat()).size / HASH_BYTES));
  let tree: Tree = createTree(merkle);
  let onDisk = 0;
  let pending: Uint8Array[] = [];
  let flushing = Promise.resolve();

  const stored = (place: number): Uint8Array => {
    const kept = pending[place - onDisk];
    if (place >= onDisk && kept) return kept;
    const node = Buffer.alloc(HASH_BYTES);
    readSync(file.fd, node, 0, HASH_BYTES, place * HASH_BYTES);
    return node;
  };
  const node = (level: number, index: number): Uint8Array => stored(storedIndex(level, index));

  const write = async (sync: boolean): Promise<void> => {
    const nodes = pending.slice();
    if (nodes.length > 0) {
      const bytes = Buffer.concat(nodes);
      let done = 0;
      while (done < bytes.length) done += (await file.write(bytes, done, bytes.length - done, onDisk * HASH_BYTES + done)).bytesWritten;
      onDisk += nodes.length;
      pending = pending.slice(nodes.length);
    }
    if (sync) await file.datasync();
  };

  return {
    size: () => tree.size(),
    root: () => tree.root(),
    rootAt: (size) => (size === tree.size() ? tree.root() : rootOf(merkle, size, node)),
    append: (leaf) => void pending.push(...tree.append(leaf)),
    inclusion: (index, size) => inclusionProof(merkle, index, size, node),
    consistency: (from, to) => consistencyProof(merkle, from, to, node),
    leaf: (index) => node(0, index),
    storedSize,
    resume: async (size) => {
      pending = [];
      onDisk = storedCount(size);
      tree = createTree(merkle, { size, node });
      await file.truncate(onDisk * HASH_BYTES);
    },
    flush: (sync) => {
      const next = flushing.then(() => write(sync));
      flushing = next.catch(() => undefined);
      return next;
    },
    close: async () => {
      await flushing;
      await file.close();
    },
  };
};
