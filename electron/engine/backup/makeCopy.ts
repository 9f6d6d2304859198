/** One copy: what changed is sealed into the folder, the list of files is written last. */
import { AppError } from '#shared/domain/errors';
import type { Ledger } from '../ledger/contract';
import { isFull, isMissing } from '../ledger/durable';
import { diskFree } from '../ledger/space';
import type { Erased } from '../retention/erasedList';
import { tellErased } from './erasedFile';
import { bytesOf, newGenerationId, type CopiedFile, type Generation } from './generation';
import { placeError, type Repository } from './repository';
import { hashSource, sealedLength, type Step } from './sealedFile';
import { takeSnapshot, type Snapshot, type SnapshotFile } from './snapshotFiles';

export type CopyOptions = {
  readonly ledger: Ledger;
  readonly dataDir: string;
  readonly repository: Repository;
  readonly folder: string;
  readonly company: string | null;
  readonly keep: number;
  /** What this ledger erased so far, asked for when the copy is whole: the folder is told with every copy. */
  readonly erased: () => readonly Erased[];
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Bytes looked through, of all. */
  readonly onProgress: (done: number, total: number) => void;
  readonly free?: (folder: string) => Promise<number>;
};
export type Copied = { readonly generation: Generation; readonly bytes: number; readonly added: number };

const ROOM_TO_SPARE = 64 * 1024;

/** Stops at the next chunk once cancelled. */
export const stepWith = (signal: AbortSignal, tell: (bytes: number) => void): Step => (bytes) => {
  if (signal.aborted) throw new AppError('backup.cancelled');
  tell(bytes);
};

/** Files of the newest copy that can be read, by path: the same size and time means the same file. */
const lastFiles = async (repository: Repository): Promise<ReadonlyMap<string, CopiedFile>> => {
  for (const id of await repository.list()) {
    const generation = await repository.read(id).catch((error: unknown) => {
      if (error instanceof AppError) return undefined; // a damaged list helps nobody; the one before may
      throw error;
    });
    if (generation) return new Map(generation.files.map((file) => [file.path, file]));
  }
  return new Map();
};

type Planned = { readonly file: SnapshotFile; readonly known?: CopiedFile };

/** Which files are in the folder already. */
const planFiles = async (snapshot: Snapshot, repository: Repository): Promise<readonly Planned[]> => {
  const before = await lastFiles(repository);
  const planned: Planned[] = [];
  for (const file of snapshot.files) {
    const same = before.get(file.path);
    const isSame = same !== undefined && same.bytes === file.bytes && file.mtimeMs !== undefined && same.mtimeMs === file.mtimeMs;
    planned.push(isSame && await repository.has(same.object) ? { file, known: same } : { file });
  }
  return planned;
};

const checkRoom = async (planned: readonly Planned[], { folder, free = diskFree }: CopyOptions): Promise<void> => {
  const need = planned.reduce((sum, { file, known }) => (known ? sum : sum + sealedLength(file.bytes)), ROOM_TO_SPARE);
  const room = await free(folder);
  if (room < need) throw new AppError('backup.full', { need, free: room });
};

type Copying = { readonly repository: Repository; step: Step; added: number; readonly fresh: string[]; readonly skipped: string[] };

/** `undefined` for an attachment that is damaged here already: it is named, and does not keep the rest from being copied. */
const copyFile = async (file: SnapshotFile, copying: Copying): Promise<CopiedFile | undefined> => {
  const { repository, step } = copying;
  const found = await hashSource(file.source, step);
  if (file.sha256 !== undefined && found !== file.sha256) {
    copying.skipped.push(file.sha256);
    return undefined;
  }
  const object = repository.nameOf(found);
  if (!(await repository.has(object))) {
    const sealed = await repository.put(file.source, found, () => step(0)); // counted when it was hashed
    copying.added += sealed.written;
    copying.fresh.push(object);
  }
  return { path: file.path, sha256: found, bytes: file.bytes, object, ...(file.mtimeMs !== undefined && { mtimeMs: file.mtimeMs }) };
};

const copyAll = async (planned: readonly Planned[], copying: Copying): Promise<readonly CopiedFile[]> => {
  const files: CopiedFile[] = [];
  for (const { file, known } of planned) {
    if (known) copying.step(file.bytes);
    const copied = known ?? await copyFile(file, copying);
    if (copied) files.push(copied);
  }
  return files;
};

/**
 * Makes one copy. `backup.full`, `backup.cancelled`, `backup.folderGone`, `vault.locked`, `backup.sourceChanged`; after a
 * rejection older copies are as they were, and what was sealed is used by the next run (but removed from a full place).
 */
export const makeCopy = async (options: CopyOptions): Promise<Copied> => {
  const { ledger, dataDir, repository, signal, now } = options;
  const copying: Copying = { repository, step: () => undefined, added: 0, fresh: [], skipped: [] };
  try {
    const snapshot = await takeSnapshot(ledger, dataDir);
    const planned = await planFiles(snapshot, repository);
    await checkRoom(planned, options);
    const total = snapshot.files.reduce((sum, { bytes }) => sum + bytes, 0);
    let done = 0;
    const step = stepWith(signal, (bytes) => { done += bytes; options.onProgress(done, total); });
    copying.step = step;
    const files = await copyAll(planned, copying);
    await repository.sync();
    const at = now();
    const generation: Generation = {
      v: 1, id: newGenerationId(at, (await repository.list())[0]), at, ledger: ledger.id, company: options.company, head: snapshot.head,
      root: snapshot.root.toString('hex'), note: snapshot.note, vkeys: snapshot.vkeys, files, skipped: copying.skipped,
    };
    step(0);
    await tellErased(repository, options.erased(), at);
    await repository.write(generation);
    await repository.prune(options.keep).catch((error: unknown) => { if (!(error instanceof AppError) && !isMissing(error)) throw error; }); // a list that cannot be read: nothing is taken away
    return { generation, bytes: bytesOf(generation), added: copying.added };
  } catch (error) {
    throw await afterFailure(error, copying, options);
  }
};

const afterFailure = async (error: unknown, { repository, fresh }: Copying, { folder, free = diskFree }: CopyOptions): Promise<unknown> => {
  if (!isFull(error)) return error instanceof AppError ? error : placeError(error, folder);
  await repository.discard(fresh).catch(() => undefined); // a place that is full and failing: what stays is found by the next run
  return new AppError('backup.full', { need: 0, free: await free(folder).catch(() => 0) }, { cause: error });
};
