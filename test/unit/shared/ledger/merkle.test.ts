import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { CoMETRE } from '@transmute/rfc9162';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consistencyProof, createMerkle, createTree, inclusionProof, rootOf, sizeOfStored, storedCount, storedIndex, verifyConsistency, verifyInclusion, type NodeReader } from '#shared/ledger/merkle';

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const merkle = createMerkle(sha256);
const theirs = CoMETRE.RFC9162_SHA256;

type SigstoreEntry = { readonly canonicalizedBody: Buffer; readonly inclusionProof: { readonly logIndex: string; readonly hashes: readonly Buffer[] } };
type Sigstore = { readonly verifyMerkleInclusion: (entry: SigstoreEntry, checkpoint: { readonly logSize: bigint; readonly logHash: Buffer }) => void };
// The package exports only its bundle verifier; the tree arithmetic lies in this file.
const sigstore = createRequire(import.meta.url)('../../../../node_modules/@sigstore/verify/dist/tlog/merkle.js') as Sigstore; // untyped module, shape read from its source

/** RFC 6962 §2.1 word by word, nothing shared with the code under test. */
const rootByDefinition = (leaves: readonly Buffer[]): Buffer => {
  if (leaves.length === 0) return sha256(Buffer.alloc(0));
  const [only] = leaves;
  if (leaves.length === 1 && only) return sha256(Buffer.concat([Buffer.of(0), only]));
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha256(Buffer.concat([Buffer.of(1), rootByDefinition(leaves.slice(0, k)), rootByDefinition(leaves.slice(k))]));
};

const grow = (entries: readonly Buffer[]) => {
  const tree = createTree(merkle);
  const stored: Uint8Array[] = [];
  for (const entry of entries) stored.push(...tree.append(merkle.leaf(entry)));
  const node: NodeReader = (level, index) => stored[storedIndex(level, index)] ?? Buffer.alloc(0);
  return { tree, stored, node };
};

const numbered = (count: number): readonly Buffer[] => Array.from({ length: count }, (_, i) => Buffer.from(`entry ${i}`));
const sizes = fc.integer({ min: 1, max: 300 });

/** Inputs and roots of the reference tests of Certificate Transparency (RFC 6962). */
const knownInputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) => Buffer.from(hex, 'hex'));
const knownRoots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c', '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('merkle', () => {
  it('has the roots of the RFC 6962 reference tests (missing domain prefixes would show)', () => {
    expect(Buffer.from(createTree(merkle).root()).toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    knownRoots.forEach((root, i) => {
      expect(Buffer.from(grow(knownInputs.slice(0, i + 1)).tree.root()).toString('hex')).toBe(root);
    });
  });

  it('agrees with the definition at any size, incrementally, from stored nodes and resumed (a wrong stack merge would show)', () => {
    fc.assert(fc.property(sizes, fc.nat(), (size, cut) => {
      const entries = numbered(size);
      const root = rootByDefinition(entries);
      const { tree, stored, node } = grow(entries);
      expect(root.equals(tree.root())).toBe(true);
      expect(root.equals(rootOf(merkle, size, node))).toBe(true);
      expect(stored.length).toBe(storedCount(size));
      expect(sizeOfStored(stored.length)).toBe(size);
      const resumed = createTree(merkle, { size: cut % (size + 1), node });
      for (const entry of entries.slice(cut % (size + 1))) resumed.append(merkle.leaf(entry));
      expect(root.equals(resumed.root())).toBe(true);
    }), { numRuns: 60 });
  });

  it('proves inclusion to @sigstore/verify and to itself, and nothing else (a wrong sibling order would show)', () => {
    fc.assert(fc.property(sizes, fc.nat(), (size, pick) => {
      const index = pick % size;
      const entries = numbered(size);
      const { tree, node } = grow(entries);
      const proof = inclusionProof(merkle, index, size, node);
      const entry = { canonicalizedBody: entries[index] ?? Buffer.alloc(0), inclusionProof: { logIndex: String(index), hashes: proof.map((hash) => Buffer.from(hash)) } };
      const checkpoint = { logSize: BigInt(size), logHash: Buffer.from(tree.root()) };
      expect(() => sigstore.verifyMerkleInclusion(entry, checkpoint)).not.toThrow();
      const claim = { leaf: merkle.leaf(entries[index] ?? Buffer.alloc(0)), index, size, root: tree.root(), proof };
      expect(verifyInclusion(merkle, claim)).toBe(true);
      expect(verifyInclusion(merkle, { ...claim, leaf: merkle.leaf(Buffer.from('other')) })).toBe(false);
      expect(verifyInclusion(merkle, { ...claim, proof: [...proof, tree.root()] })).toBe(false);
      if (size > 1) expect(verifyInclusion(merkle, { ...claim, index: (index + 1) % size })).toBe(false);
    }), { numRuns: 150 });
  });

  it('proves consistency to an independent RFC 9162 implementation and accepts its proofs (a fork would show)', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 2, max: 64 }), fc.nat(), async (to, pick) => {
      const from = 1 + (pick % (to - 1));
      const entries = numbered(to);
      const { tree, node } = grow(entries);
      const fromRoot = rootByDefinition(entries.slice(0, from));
      const proof = consistencyProof(merkle, from, to, node);
      const leaves = entries.map((entry) => Uint8Array.from(merkle.leaf(entry)));
      const earlier = await theirs.inclusion_proof(0, leaves.slice(0, from));
      const made = await theirs.consistency_proof(earlier, leaves);
      // They write out the old root where the RFC leaves it to the reader: sizes that are powers of two.
      const expected = Number.isInteger(Math.log2(from)) ? [fromRoot, ...proof] : proof;
      expect(made.consistency_path.map((hash) => Buffer.from(hash))).toEqual(expected.map((hash) => Buffer.from(hash)));
      const ours = { ...made, consistency_path: expected.map((hash) => Uint8Array.from(hash)) };
      expect(await theirs.verify_consistency_proof(Uint8Array.from(fromRoot), Uint8Array.from(tree.root()), ours)).toBe(true);
      const claim = { from, to, fromRoot, toRoot: tree.root(), proof };
      expect(verifyConsistency(merkle, claim)).toBe(true);
      const forked = rootByDefinition([Buffer.from('other'), ...entries.slice(1, from)]);
      expect(verifyConsistency(merkle, { ...claim, fromRoot: forked })).toBe(false);
      expect(verifyConsistency(merkle, { ...claim, proof: proof.slice(1) })).toBe(false);
    }), { numRuns: 60 });
  });

  it('takes an unchanged and an empty log for consistent (edge sizes)', () => {
    const { tree } = grow(numbered(5));
    expect(verifyConsistency(merkle, { from: 5, to: 5, fromRoot: tree.root(), toRoot: tree.root(), proof: [] })).toBe(true);
    expect(verifyConsistency(merkle, { from: 0, to: 5, fromRoot: merkle.empty(), toRoot: tree.root(), proof: [] })).toBe(true);
    expect(verifyConsistency(merkle, { from: 6, to: 5, fromRoot: tree.root(), toRoot: tree.root(), proof: [] })).toBe(false);
  });
});
