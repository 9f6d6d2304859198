/**
 * RFC 6962 §2.1 Merkle tree arithmetic over leaf hashes; the hash function is handed in, so it runs anywhere.
 * `level` 0 are the leaves; node (level, index) is the complete subtree over leaves
 * [index·2^level, (index+1)·2^level). Complete nodes kept in the order in which leaves complete them
 * ("stored nodes") answer every proof with O(log n) reads. Sizes up to 2^31.
 */
export type Hash = (bytes: Uint8Array) => Uint8Array;
/** Hash of a complete subtree. */
export type NodeReader = (level: number, index: number) => Uint8Array;

export type Merkle = {
  readonly empty: () => Uint8Array;
  readonly leaf: (bytes: Uint8Array) => Uint8Array;
  readonly node: (left: Uint8Array, right: Uint8Array) => Uint8Array;
};

export const HASH_BYTES = 32;

export const createMerkle = (hash: Hash): Merkle => {
  const pair = new Uint8Array(1 + 2 * HASH_BYTES);
  pair[0] = 1;
  return {
    empty: () => hash(new Uint8Array(0)),
    leaf: (bytes) => {
      const prefixed = new Uint8Array(bytes.length + 1);
      prefixed.set(bytes, 1);
      return hash(prefixed);
    },
    node: (left, right) => {
      pair.set(left, 1);
      pair.set(right, 1 + HASH_BYTES);
      return hash(pair);
    },
  };
};

const bitCount = (value: number): number => {
  let count = 0;
  for (let rest = value; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
};

/** How many complete nodes a tree of `size` leaves has. */
export const storedCount = (size: number): number => 2 * size - bitCount(size);

/** Place of a complete node among the stored ones. */
export const storedIndex = (level: number, index: number): number => storedCount((index + 1) * 2 ** level - 1) + level;

/** Largest size whose stored nodes are at most `count`. */
export const sizeOfStored = (count: number): number => {
  let size = Math.floor(count / 2);
  while (storedCount(size + 1) <= count) size += 1;
  return size;
};

/** Largest power of two below `n` (n ≥ 2). */
const splitOf = (n: number): number => {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
};

/** Root over leaves [from, to); `from` is a multiple of the subtree's span, as in every RFC 6962 recursion. */
const rangeRoot = (merkle: Merkle, from: number, to: number, node: NodeReader): Uint8Array => {
  const span = to - from;
  const level = Math.round(Math.log2(span));
  if (2 ** level === span) return node(level, from / span);
  const split = splitOf(span);
  return merkle.node(rangeRoot(merkle, from, from + split, node), rangeRoot(merkle, from + split, to, node));
};

export const rootOf = (merkle: Merkle, size: number, node: NodeReader): Uint8Array =>
  size === 0 ? merkle.empty() : rangeRoot(merkle, 0, size, node);

/** PATH(index, D[size]), RFC 6962 §2.1.1. `index` counts from 0. */
export const inclusionProof = (merkle: Merkle, index: number, size: number, node: NodeReader): readonly Uint8Array[] => {
  const path = (from: number, to: number): readonly Uint8Array[] => {
    if (to - from === 1) return [];
    const middle = from + splitOf(to - from);
    return index < middle
      ? [...path(from, middle), rangeRoot(merkle, middle, to, node)]
      : [...path(middle, to), rangeRoot(merkle, from, middle, node)];
  };
  return path(0, size);
};

/** PROOF(from, D[to]), RFC 6962 §2.1.2. Empty when `from` is 0 or equals `to`. */
export const consistencyProof = (merkle: Merkle, from: number, to: number, node: NodeReader): readonly Uint8Array[] => {
  const subproof = (low: number, high: number, whole: boolean): readonly Uint8Array[] => {
    if (from === high) return whole ? [] : [rangeRoot(merkle, low, high, node)];
    const middle = low + splitOf(high - low);
    return from <= middle
      ? [...subproof(low, middle, whole), rangeRoot(merkle, middle, high, node)]
      : [...subproof(middle, high, false), rangeRoot(merkle, low, middle, node)];
  };
  return from === 0 || from === to ? [] : subproof(0, to, true);
};

const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

export type InclusionClaim = { readonly leaf: Uint8Array; readonly index: number; readonly size: number; readonly root: Uint8Array; readonly proof: readonly Uint8Array[] };

/** True when the leaf hash lies at `index` in the tree of that root and size (RFC 9162 §2.1.3.2). */
export const verifyInclusion = (merkle: Merkle, { leaf, index, size, root, proof }: InclusionClaim): boolean => {
  if (index < 0 || index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let r = leaf;
  for (const p of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      r = merkle.node(p, r);
      while (fn % 2 === 0 && fn !== 0) { fn = fn / 2; sn = Math.floor(sn / 2); }
    } else {
      r = merkle.node(r, p);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && isSame(r, root);
};

export type ConsistencyClaim = { readonly from: number; readonly to: number; readonly fromRoot: Uint8Array; readonly toRoot: Uint8Array; readonly proof: readonly Uint8Array[] };

/** True when the tree of size `to` begins with the tree of size `from` (RFC 9162 §2.1.4.2). */
export const verifyConsistency = (merkle: Merkle, { from, to, fromRoot, toRoot, proof }: ConsistencyClaim): boolean => {
  if (from > to || from < 0) return false;
  if (from === to) return proof.length === 0 && isSame(fromRoot, toRoot);
  if (from === 0) return proof.length === 0 && isSame(fromRoot, merkle.empty());
  const path = Number.isInteger(Math.log2(from)) ? [fromRoot, ...proof] : proof;
  const [first, ...rest] = path;
  if (!first) return false;
  let fn = from - 1;
  let sn = to - 1;
  while (fn % 2 === 1) { fn = Math.floor(fn / 2); sn = Math.floor(sn / 2); }
  let fr = first;
  let sr = first;
  for (const c of rest) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      fr = merkle.node(c, fr);
      sr = merkle.node(c, sr);
      while (fn % 2 === 0 && fn !== 0) { fn = fn / 2; sn = Math.floor(sn / 2); }
    } else {
      sr = merkle.node(sr, c);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && isSame(fr, fromRoot) && isSame(sr, toRoot);
};

export type Tree = {
  readonly size: () => number;
  /** Adds a leaf hash; returns the nodes it completes, in stored order: itself, then its parents upwards. */
  readonly append: (leaf: Uint8Array) => readonly Uint8Array[];
  readonly root: () => Uint8Array;
};

/** An incremental tree: keeps only the roots of its complete subtrees. Starts empty or from stored nodes. */
export const createTree = (merkle: Merkle, start?: { readonly size: number; readonly node: NodeReader }): Tree => {
  let size = 0;
  const stack: Uint8Array[] = [];
  const resume = (at: { readonly size: number; readonly node: NodeReader }): void => {
    let from = 0;
    for (let level = 31; level >= 0; level -= 1) {
      const span = 2 ** level;
      if (Math.floor(at.size / span) % 2 === 0) continue;
      stack.push(at.node(level, from / span));
      from += span;
    }
    size = at.size;
  };
  if (start) resume(start);
  return {
    size: () => size,
    append: (leaf) => {
      const made = [leaf];
      let node = leaf;
      for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
        const left = stack.pop();
        if (!left) throw new Error('merkle stack is shorter than its size says');
        node = merkle.node(left, node);
        made.push(node);
      }
      stack.push(node);
      size += 1;
      return made;
    },
    root: () => (stack.length === 0 ? merkle.empty() : stack.reduceRight((right, left) => merkle.node(left, right))),
  };
};
