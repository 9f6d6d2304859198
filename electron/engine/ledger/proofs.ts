/** Proofs that an entry is in the ledger, and that the ledger only grew (RFC 6962). Anyone can check them without the app. */
import { AppError } from '#shared/domain/errors';
import { verifyConsistency, verifyInclusion } from '#shared/ledger/merkle';
import { merkle } from './hashing';
import type { TreeFile } from './treeFile';

export type Inclusion = { readonly seq: number; readonly size: number; readonly leaf: Uint8Array; readonly root: Uint8Array; readonly proof: readonly Uint8Array[] };
export type Consistency = { readonly from: number; readonly to: number; readonly fromRoot: Uint8Array; readonly toRoot: Uint8Array; readonly proof: readonly Uint8Array[] };

export type Proofs = {
  readonly inclusion: (seq: number, size: number) => Inclusion;
  readonly consistency: (from: number, to: number) => Consistency;
};

const inRange = (isGood: boolean, facts: Readonly<Record<string, number>>): void => {
  if (!isGood) throw new AppError('ledger.outOfRange', facts);
};

/** Each proof is checked before it is given out; `onBad` hears when the tree file has rotted, `ledger.treeDamaged` is thrown. */
export const createProofs = (tree: TreeFile, onBad: () => void): Proofs => {
  const orBad = <T>(claim: T, holds: boolean): T => {
    if (holds) return claim;
    onBad();
    throw new AppError('ledger.treeDamaged');
  };
  return {
    inclusion: (seq, size) => {
      inRange(Number.isSafeInteger(seq) && Number.isSafeInteger(size) && seq >= 1 && seq <= size && size <= tree.size(), { seq, size });
      const claim = { leaf: tree.leaf(seq - 1), root: tree.rootAt(size), proof: tree.inclusion(seq - 1, size) };
      return orBad({ seq, size, ...claim }, verifyInclusion(merkle, { ...claim, index: seq - 1, size }));
    },
    consistency: (from, to) => {
      inRange(Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && from <= to && to <= tree.size(), { from, to });
      const claim = { from, to, fromRoot: tree.rootAt(from), toRoot: tree.rootAt(to), proof: tree.consistency(from, to) };
      return orBad(claim, verifyConsistency(merkle, claim));
    },
  };
};
