/** Brings the Merkle tree to the head at open, from its file where that can be trusted, else from the segments. */
import type { Checkpoint } from '#shared/ledger/note';
import { lostLeaf, merkle } from './hashing';
import { visitChunk } from './reader';
import type { Leaf } from './segmentScan';
import type { SegmentStore } from './segmentStore';
import type { TreeFile } from './treeFile';

export type TreeState = {
  readonly tree: TreeFile;
  readonly store: SegmentStore;
  readonly newest: Checkpoint | undefined;
  /** Records of the segments read whole, all above `boundary`. */
  readonly leaves: readonly Leaf[];
  readonly boundary: number;
  /** Root (hex) at `boundary` as the registry file knows it. */
  readonly boundaryRoot: string | undefined;
  readonly head: number;
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The highest number someone was surely told of: from the newest checkpoint, and from a tree file that fits the records. */
export const surelyTold = (tree: TreeFile, newest: Checkpoint | undefined, leaves: readonly Leaf[]): number => {
  const probe = leaves.findLast(({ seq }) => seq <= tree.storedSize);
  const fits = probe !== undefined && hex(tree.leaf(probe.seq - 1)) === hex(probe.leaf);
  return Math.max(newest?.size ?? 0, fits ? tree.storedSize : 0);
};

/** True when the tree keeps the newest promise, or none was made. Records lost for good stand as `lostLeaf`. */
export const growTree = async ({ tree, store, newest, leaves, boundary, boundaryRoot, head }: TreeState): Promise<boolean> => {
  const beyond = Array.from({ length: Math.max(0, Math.min(tree.storedSize, head) - boundary) }, (_, i) => tree.leaf(boundary + i));
  const known = new Map<number, Uint8Array>(leaves.map(({ seq, leaf }) => [seq, leaf] as const));
  const keepsPromise = (): boolean => !newest || newest.size > head || hex(tree.rootAt(newest.size)) === hex(newest.root);

  if (tree.storedSize >= boundary) {
    await tree.resume(boundary);
    const isTrusted = boundary === 0 || boundaryRoot === hex(tree.root());
    for (let seq = boundary + 1; seq <= head; seq += 1) tree.append(known.get(seq) ?? beyond[seq - boundary - 1] ?? lostLeaf(seq));
    if (isTrusted && keepsPromise()) return true;
  }
  const before = Array.from({ length: Math.min(boundary, tree.storedSize) }, (_, i) => tree.leaf(i));
  for await (const chunk of store.chunks(1, boundary)) {
    visitChunk(chunk, (frame) => {
      if (frame.seq <= boundary) known.set(frame.seq, merkle.leaf(chunk.bytes.subarray(frame.headStart, frame.headEnd)));
      return frame.seq <= boundary;
    }, () => undefined);
  }
  await tree.resume(0);
  for (let seq = 1; seq <= head; seq += 1) tree.append(known.get(seq) ?? (seq > boundary ? beyond[seq - boundary - 1] : before[seq - 1]) ?? lostLeaf(seq));
  return keepsPromise();
};
