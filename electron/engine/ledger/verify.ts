/** Is every record still there and as it was written? Reads only, and works while a writer is at work. */
import { readFile, stat } from 'node:fs/promises';
import { AppError } from '#shared/domain/errors';
import { createMerkle, HASH_BYTES, rootOf, sizeOfStored, storedIndex } from '#shared/ledger/merkle';
import { parseVkey, type Checkpoint, type Vkey } from '#shared/ledger/note';
import { blobIdSchema } from '#shared/domain/message';
import { blobPath } from './blobs';
import { parseLog, verifiedCheckpoint } from './checkpointLog';
import { readKeys } from './checkpoints';
import { isMissing, readIfPresent } from './durable';
import { sha256, sha256Hex } from './hashing';
import { readIdentity } from './identity';
import { ledgerPaths, type LedgerPaths } from './paths';
import { noteCrypto } from './signer';
import { readLedgerId } from './segmentOwner';
import { createEntryChecker } from './verifyEntries';
import type { Note, Problem, VerifyReport } from './verifyReport';
import type { Pinpoint } from './verifyRoots';
import { segmentNumbers } from './verifySegments';

export type VerifyOptions = {
  /** A verifier key kept elsewhere: then only its signatures count, whatever `ledger.pub` says. */
  readonly vkey?: string;
};

type Promises = { readonly promises: readonly Checkpoint[]; readonly problems: readonly Problem[]; readonly notes: readonly Note[]; readonly keys: readonly string[] };

const readPinned = (vkey: string): Vkey => {
  const key = parseVkey(noteCrypto, vkey);
  if (!key) throw new AppError('ledger.badVkey');
  return key;
};

const readPromises = async (paths: LedgerPaths, ledger: string, isMarked: boolean, pinned: Vkey | undefined): Promise<Promises> => {
  const log = await readIfPresent(paths.checkpoints);
  const listed = await readKeys(paths.pub);
  const keys = pinned ? [pinned] : listed;
  const { notes: logged, torn } = parseLog(log?.toString('utf8') ?? '');
  const promises: Checkpoint[] = [];
  const problems: Problem[] = [];
  const notes: Note[] = torn > 0 ? [{ kind: 'tornCheckpoint', bytes: torn }] : [];
  for (const note of logged) {
    const checkpoint = verifiedCheckpoint(note, ledger, keys);
    if (checkpoint) promises.push(checkpoint);
    else if (pinned && verifiedCheckpoint(note, ledger, listed)) notes.push({ kind: 'otherKey', line: note.line });
    else problems.push({ kind: 'checkpointBad', line: note.line });
  }
  const wasSigned = pinned !== undefined || isMarked;
  if (promises.length === 0 && wasSigned && problems.length === 0) problems.push({ kind: 'checkpointsMissing' });
  const ascending = promises.sort((a, b) => a.size - b.size);
  return { promises: ascending, problems, notes, keys: keys.map(({ keyId }) => keyId) };
};

/** `tree.bin` is derived and proves nothing, unless its own root at that size is the signed one: then it names the leaf. */
const createPinpoint = (paths: LedgerPaths): Promise<Pinpoint> =>
  readIfPresent(paths.tree).then((bytes) => (from, to, promise, leafAt) => {
    if (!bytes || sizeOfStored(Math.floor(bytes.length / HASH_BYTES)) < promise.size) return undefined;
    const node = (level: number, index: number): Uint8Array => bytes.subarray(storedIndex(level, index) * HASH_BYTES, (storedIndex(level, index) + 1) * HASH_BYTES);
    if (!Buffer.from(rootOf(createMerkle(sha256), promise.size, node)).equals(promise.root)) return undefined;
    for (let seq = from; seq <= to; seq += 1) {
      const leaf = leafAt(seq);
      if (!leaf || !Buffer.from(leaf).equals(node(0, seq - 1))) return seq;
    }
    return undefined;
  });

const checkBlobs = async (dir: string, blobs: ReadonlyMap<string, number>, erased: ReadonlySet<string>): Promise<readonly Problem[]> => {
  const problems: Problem[] = [];
  for (const [blob, seq] of blobs) {
    const id = blobIdSchema.safeParse(blob);
    try {
      if (!id.success || sha256Hex(await readFile(blobPath(dir, id.data))) !== blob) problems.push({ kind: 'blobAltered', blob, seq });
    } catch (error) {
      if (!isMissing(error)) throw error;
      if (!erased.has(blob)) problems.push({ kind: 'blobMissing', blob, seq });
    }
  }
  return problems;
};

const assertLedger = async (paths: LedgerPaths): Promise<void> => {
  const isFolder = await stat(paths.segments).then((found) => found.isDirectory(), () => false);
  if (!isFolder && (await readIdentity(paths.identity)) === undefined) throw new AppError('ledger.notFound', { dir: paths.dir });
};

/**
 * Checks every record's checksums, number and digest, the Merkle root against every signed checkpoint, the
 * length against the newest one, and every attachment named as stored. Bytes torn at the end that no
 * checkpoint covers are a note, not a problem: nobody was told of them. Throws `ledger.notFound {dir}` when
 * there is no ledger, `ledger.badVkey` for a malformed key.
 */
export const verifyLedger = async (dir: string, { vkey }: VerifyOptions = {}): Promise<VerifyReport> => {
  const paths = ledgerPaths(dir);
  await assertLedger(paths);
  const pinned = vkey === undefined ? undefined : readPinned(vkey);
  const identity = await readIdentity(paths.identity);
  const ledger = identity?.id ?? (await readLedgerId(paths.segments)) ?? '';
  // Promises first: what a writer adds meanwhile is only more than they promise.
  const signed = await readPromises(paths, pinned?.name ?? ledger, identity?.signed ?? false, pinned);
  const checker = createEntryChecker({ dir: paths.segments, ledger, promises: signed.promises, pinpoint: await createPinpoint(paths) });
  const numbers = await segmentNumbers(paths.segments);
  const last = numbers.at(-1) ?? 0;
  const have = new Set(numbers);
  for (let number = 1; number <= last; number += 1) {
    if (have.has(number)) await checker.segment(number, number === last);
    else checker.missingSegment(number);
  }
  const newest = signed.promises.at(-1)?.size ?? 0;
  const found = checker.finish(newest);
  const problems = [...found.problems, ...(await checkBlobs(paths.blobs, found.blobs, found.erasedBlobs)), ...signed.problems];
  const unsigned: readonly Note[] = found.last > newest ? [{ kind: 'unsigned', seq: newest + 1, seqTo: found.last }] : [];
  const bySeq = problems.sort((a, b) => (a.seq ?? Number.MAX_SAFE_INTEGER) - (b.seq ?? Number.MAX_SAFE_INTEGER));
  return {
    ledger, isIntact: bySeq.length === 0, entries: found.last, signed: found.signed, checkpoints: signed.promises.length,
    blobs: found.blobs.size, keys: signed.keys, problems: bySeq, notes: [...found.notes, ...signed.notes, ...unsigned],
  };
};

