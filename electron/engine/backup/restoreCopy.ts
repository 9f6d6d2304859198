/** A copy brought back into a folder of its own, and the proof that it is what was copied. */
import { mkdir, open, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { AppError } from '#shared/domain/errors';
import { parseCheckpoint, parseNote, parseVkey, verifiedBy } from '#shared/ledger/note';
import { isFull, syncDir } from '../ledger/durable';
import { openLedger } from '../ledger/openLedger';
import { noteCrypto } from '../ledger/signer';
import { diskFree } from '../ledger/space';
import { verifyLedger } from '../ledger/verify';
import { bytesOf, type CopiedFile, type Generation } from './generation';
import { stepWith } from './makeCopy';
import type { Repository } from './repository';
import { openSealed, type Step } from './sealedFile';

export type RestoreOptions = {
  readonly repository: Repository;
  readonly generation: Generation;
  /** A new folder; whatever it holds is removed first, and removed again when this rejects. */
  readonly into: string;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
  readonly free?: (dir: string) => Promise<number>;
};

/** Beside the files: the tree and the registry are made anew. */
const ROOM_TO_SPARE = 1024 * 1024;

const restoreFile = async ({ path, object, sha256, bytes }: CopiedFile, { repository, into }: RestoreOptions, step: Step): Promise<void> => {
  const target = join(into, path);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  const file = await open(target, 'wx', 0o600);
  let length = 0;
  try {
    for await (const content of openSealed(repository.objectPath(object), repository.master, path)) {
      hash.update(content);
      length += content.length;
      await file.writeFile(content);
      step(content.length);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (length !== bytes || hash.digest('hex') !== sha256) throw new AppError('backup.damaged', { file: path });
};

const restoreFiles = async (options: RestoreOptions): Promise<void> => {
  const { generation, into, signal, repository } = options;
  const total = bytesOf(generation);
  let done = 0;
  const step = stepWith(signal, (bytes) => { done += bytes; options.onProgress(done, total); });
  for (const file of generation.files) {
    await restoreFile(file, options, step).catch(async (error: unknown) => {
      if (error instanceof AppError && error.code === 'backup.damaged') await repository.setAside(file.object).catch(() => undefined); // a read-only place: told all the same
      throw error;
    });
  }
  await syncDir(into);
};

/** Signed by a key of the copy, and for exactly this ledger, head and root. */
const assertSigned = ({ note, vkeys, ledger, head, root }: Generation): void => {
  const keys = vkeys.flatMap((line) => parseVkey(noteCrypto, line) ?? []);
  const parsed = parseNote(note);
  const checkpoint = parsed && verifiedBy(noteCrypto, parsed, keys) ? parseCheckpoint(parsed.text) : undefined;
  const isSame = checkpoint?.origin === ledger && checkpoint.size === head && Buffer.from(checkpoint.root).toString('hex') === root;
  if (!isSame) throw new AppError('backup.differs', { what: 'checkpoint' });
};

/** Verifies the ledger in `into`, and that its head and root are those of the copy. `backup.differs {what}`. */
const assertSame = async (into: string, generation: Generation, now: () => number): Promise<void> => {
  const dir = join(into, 'ledger');
  assertSigned(generation);
  const here = new Set(generation.files.map(({ path }) => path));
  const report = await verifyLedger(dir);
  // An attachment that was gone or damaged when the copy was made cannot be in it.
  const [problem] = report.problems.filter(({ kind, blob = '' }) => kind !== 'blobMissing' || here.has(`ledger/blobs/${blob.slice(0, 2)}/${blob}`));
  if (problem) throw new AppError('backup.differs', { what: problem.kind, ...(problem.seq !== undefined && { seq: problem.seq }) });
  if (report.ledger !== generation.ledger || report.entries !== generation.head) throw new AppError('backup.differs', { what: 'head' });
  if (generation.head === 0) return;
  const ledger = await openLedger({ dir, seat: 'seat-proof', now, key: () => null, lowMediaBytes: 0, lowTextBytes: 0 });
  try {
    const { root } = ledger.proveInclusion(generation.head, generation.head);
    if (ledger.head() !== generation.head || Buffer.from(root).toString('hex') !== generation.root) throw new AppError('backup.differs', { what: 'root' });
  } finally {
    await ledger.close();
  }
};

/**
 * Restores and proves. `backup.damaged {file}`, `backup.differs {what}`, `backup.noRoom {need, free}`, `backup.cancelled`;
 * after a rejection `into` is gone.
 */
export const restoreCopy = async (options: RestoreOptions, now: () => number): Promise<void> => {
  const { generation, into, free = diskFree } = options;
  await rm(into, { recursive: true, force: true });
  try {
    await mkdir(into, { recursive: true, mode: 0o700 });
    const need = bytesOf(generation) + ROOM_TO_SPARE;
    const room = await free(into);
    if (room < need) throw new AppError('backup.noRoom', { need, free: room });
    // Folders a ledger has even when no file of the copy lies in them.
    for (const name of ['segments', 'blobs']) await mkdir(join(into, 'ledger', name), { recursive: true, mode: 0o700 });
    await restoreFiles(options);
    await assertSame(into, generation, now);
  } catch (error) {
    await rm(into, { recursive: true, force: true });
    throw isFull(error) ? new AppError('backup.noRoom', { need: bytesOf(generation), free: 0 }, { cause: error }) : error;
  }
};
