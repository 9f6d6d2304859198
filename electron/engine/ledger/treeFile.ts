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

/** Nodes read together, and how many such pages are kept: neighbours share most of their paths. */
const PAGE_NODES = 128;
const PAGES = 256;

type Pages = { readonly node: (place: number, onDisk: number) => Uint8Array; readonly forget: () => void };

/** Pages of the file, read once; what is written never changes until `forget`. The last one is read again when it grew. */
const createPages = (fd: number): Pages => {
  const kept = new Map<number, Buffer>();
  const read = (from: number, nodes: number): Buffer => {
    const bytes = Buffer.alloc(nodes * HASH_BYTES);
    readSync(fd, bytes, 0, bytes.length, from * HASH_BYTES);
    return bytes;
  };
  const keep = (page: number, bytes: Buffer): Buffer => {
    const [oldest] = kept.keys();
    if (kept.size >= PAGES && oldest !== undefined) kept.delete(oldest);
    kept.set(page, bytes);
    return bytes;
  };
  return {
    node: (place, onDisk) => {
      if (place >= onDisk) return read(place, 1); // of before, not taken over yet
      const page = Math.floor(place / PAGE_NODES);
      const at = (place % PAGE_NODES) * HASH_BYTES;
      const known = kept.get(page);
      const bytes = known && known.length > at ? known : keep(page, read(page * PAGE_NODES, Math.min(PAGE_NODES, onDisk - page * PAGE_NODES)));
      return bytes.subarray(at, at + HASH_BYTES);
    },
    forget: () => kept.clear(),
  };
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
  const pages = createPages(file.fd);

  const stored = (place: number): Uint8Array => {
    const kept = pending[place - onDisk];
    if (place >= onDisk && kept) return kept;
    return pages.node(place, onDisk);
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
      pages.forget();
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
