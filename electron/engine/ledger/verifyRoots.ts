/** Grows the Merkle tree over the leaves as they come and compares it with every signed root on the way. */
import { createTree } from '#shared/ledger/merkle';
import type { Checkpoint } from '#shared/ledger/note';
import { merkle } from './hashing';
import type { Problem } from './verifyReport';

type LeafAt = (seq: number) => Uint8Array | undefined;

/** A closer place than "between two checkpoints" for a root that does not fit; `undefined` when nothing trustworthy tells. */
export type Pinpoint = (from: number, to: number, promise: Checkpoint, leafAt: LeafAt) => number | undefined;

export type RootChecker = {
  readonly add: (seq: number, leaf: Uint8Array) => void;
  /** A leaf is missing or out of place: no later root can be recomputed. */
  readonly lose: () => void;
  /** Newest size whose root fits. */
  readonly signed: () => number;
  /** First entry whose signed roots could not be recomputed because a leaf before them is lost. */
  readonly uncheckedFrom: () => number | undefined;
};

export type RootCheckerOptions = {
  /** Ascending by size. */
  readonly promises: readonly Checkpoint[];
  readonly pinpoint: Pinpoint;
  readonly report: (problem: Problem) => void;
};

export const createRootChecker = ({ promises, pinpoint, report }: RootCheckerOptions): RootChecker => {
  const tree = createTree(merkle);
  let sinceGood: { readonly seq: number; readonly leaf: Uint8Array }[] = [];
  let next = 0;
  let signed = 0;
  let lostFrom: number | undefined;
  let isBroken = false;

  const compare = (promise: Checkpoint): void => {
    if (Buffer.from(tree.root()).equals(promise.root)) {
      signed = promise.size;
      sinceGood = [];
      return;
    }
    const leaves = new Map(sinceGood.map(({ seq, leaf }) => [seq, leaf]));
    const exact = pinpoint(signed + 1, promise.size, promise, (seq) => leaves.get(seq));
    report({ kind: 'altered', seq: exact ?? signed + 1, seqTo: exact ?? promise.size });
    isBroken = true; // every later root differs for the same reason
  };

  return {
    add: (seq, leaf) => {
      if (isBroken) return;
      sinceGood.push({ seq, leaf });
      tree.append(leaf);
      for (let promise = promises[next]; !isBroken && promise && promise.size <= tree.size(); promise = promises[next]) {
        next += 1;
        if (promise.size === tree.size()) compare(promise);
      }
    },
    lose: () => {
      if (!isBroken) lostFrom = tree.size() + 1;
      isBroken = true;
    },
    signed: () => signed,
    uncheckedFrom: () => (lostFrom !== undefined && promises.some(({ size }) => size >= (lostFrom ?? 0)) ? lostFrom : undefined),
  };
};
