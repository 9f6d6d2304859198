/** What one copy holds, taken from a ledger that goes on being written: everything up to one signed entry, nothing behind it. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#shared/domain/errors';
import { scanFrames } from '#shared/ledger/frame';
import { parseCheckpoint, parseNote, type Checkpoint } from '#shared/ledger/note';
import { parseLog } from '../ledger/checkpointLog';
import type { Ledger } from '../ledger/contract';
import { isMissing, readIfPresent } from '../ledger/durable';
import { crc32 } from '../ledger/hashing';
import { ledgerPaths, type LedgerPaths } from '../ledger/paths';
import { decodeHeader, parseName, plainName, sealedName } from '../ledger/segmentHeader';
import type { Source } from './sealedFile';

export type SnapshotFile = {
  readonly path: string;
  readonly source: Source;
  readonly bytes: number;
  /** Content known beforehand (attachments), to be proven while it is copied. */
  readonly sha256?: string;
  readonly mtimeMs?: number;
};
export type Snapshot = { readonly head: number; readonly root: Buffer; readonly note: string; readonly vkeys: readonly string[]; readonly files: readonly SnapshotFile[] };

const TRIES = 8;

type Signed = { readonly note: string; readonly checkpoint: Checkpoint };

const signNow = async (ledger: Ledger): Promise<Signed> => {
  const note = await ledger.checkpoint();
  const checkpoint = note === null ? undefined : parseCheckpoint(parseNote(note)?.text ?? '');
  if (note === null || !checkpoint) throw new AppError('vault.locked');
  return { note, checkpoint };
};

/** A plain segment up to `head`; `undefined` when it begins behind it. One just begun holds its header only. */
const cutAt = (bytes: Buffer, head: number): { readonly bytes: Buffer; readonly last: number } | undefined => {
  const header = decodeHeader(bytes);
  if (!header || header.header.firstSeq > head + 1) return undefined;
  let end = header.end;
  let last = header.header.firstSeq - 1;
  for (const piece of scanFrames(bytes, header.end, crc32)) {
    if (piece.kind === 'tail') break;
    if (piece.kind === 'damage') { end = piece.to; continue; }
    if (piece.frame.seq > head) break;
    end = piece.frame.bodyEnd;
    last = piece.frame.seq;
  }
  return { bytes: bytes.subarray(0, end), last };
};

const statFile = async (path: string, name: string): Promise<SnapshotFile> => {
  const { size, mtimeMs } = await stat(path);
  return { path: name, source: { path }, bytes: size, mtimeMs };
};

/** `undefined` when the writer sealed or began a segment between the signature and this look. */
const segmentFiles = async (dir: string, head: number): Promise<readonly SnapshotFile[] | undefined> => {
  const names = new Set(await readdir(dir));
  const numbers = [...new Set([...names].flatMap((name) => parseName(name)?.segment ?? []))].sort((a, b) => a - b);
  const files: SnapshotFile[] = [];
  let reached = 0;
  for (const number of numbers) {
    if (reached === head && files.length > 0) break; // what follows was begun after the signature
    if (names.has(sealedName(number))) {
      files.push(await statFile(join(dir, sealedName(number)), `ledger/segments/${sealedName(number)}`));
      continue;
    }
    const bytes = await readIfPresent(join(dir, plainName(number)));
    if (!bytes) return undefined;
    const cut = cutAt(bytes, head);
    if (!cut) return undefined;
    reached = cut.last;
    files.push({ path: `ledger/segments/${plainName(number)}`, source: { bytes: cut.bytes }, bytes: cut.bytes.length });
  }
  // The signed entry is in a plain segment: a sealed one could hold more than was signed.
  return reached === head ? files : undefined;
};

/** Notes up to `head` only: a promise of more than the copy holds would read as if the copy were cut. */
const checkpointsUpTo = async (path: string, head: number): Promise<Buffer> => {
  const { notes } = parseLog((await readIfPresent(path))?.toString('utf8') ?? '');
  const kept = notes.filter(({ note }) => (parseCheckpoint(parseNote(note)?.text ?? '')?.size ?? 0) <= head);
  return Buffer.from(kept.map(({ note }) => (note.endsWith('\n\n') ? note : `${note}\n`)).join(''), 'utf8');
};

const blobFiles = async (dir: string): Promise<readonly SnapshotFile[]> => {
  const files: SnapshotFile[] = [];
  for (const shelf of (await readdir(dir)).filter((name) => /^[0-9a-f]{2}$/.test(name)).sort()) {
    for (const name of (await readdir(join(dir, shelf))).filter((each) => /^[0-9a-f]{64}$/.test(each)).sort()) {
      files.push({ ...await statFile(join(dir, shelf, name), `ledger/blobs/${shelf}/${name}`), sha256: name });
    }
  }
  return files;
};

const smallFiles = async (paths: LedgerPaths, dataDir: string, head: number): Promise<readonly SnapshotFile[]> => {
  const files: SnapshotFile[] = [];
  const add = (path: string, bytes: Buffer | undefined): void => { if (bytes) files.push({ path, source: { bytes }, bytes: bytes.length }); };
  add('ledger/ledger.json', await readFile(paths.identity));
  add('ledger/ledger.pub', await readIfPresent(paths.pub));
  add('ledger/checkpoints.log', await checkpointsUpTo(paths.checkpoints, head));
  add('sign-in.json', await readIfPresent(join(dataDir, 'sign-in.json')));
  return files;
};

/** Signs the ledger as it is now and names the files that hold exactly that. `vault.locked` while it cannot be signed. */
export const takeSnapshot = async (ledger: Ledger, dataDir: string): Promise<Snapshot> => {
  const paths = ledgerPaths(ledger.dir);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const { note, checkpoint } = await signNow(ledger);
    const segments = await segmentFiles(paths.segments, checkpoint.size).catch((error: unknown) => {
      if (isMissing(error)) return undefined; // sealed under our eyes: look again
      throw error;
    });
    if (!segments) continue;
    const vkeys = ((await readIfPresent(paths.pub))?.toString('utf8') ?? '').split('\n').filter((line) => line !== '');
    // Attachments last: each entry copied above names one that was durable before it.
    const files = [...segments, ...await smallFiles(paths, dataDir, checkpoint.size), ...await blobFiles(paths.blobs)];
    return { head: checkpoint.size, root: Buffer.from(checkpoint.root), note, vkeys, files };
  }
  throw new AppError('backup.sourceChanged');
};
