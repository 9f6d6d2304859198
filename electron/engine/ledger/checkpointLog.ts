/**
 * `checkpoints.log`: signed notes, each followed by an empty line, oldest first. Each promises that the ledger
 * had that many entries with that root.
 */
import { open, type FileHandle } from 'node:fs/promises';
import { parseCheckpoint, parseNote, verifiedBy, type Checkpoint, type Vkey } from '#shared/ledger/note';
import { readIfPresent, writeDurable } from './durable';
import { noteCrypto } from './signer';

/** One note of the log and the line it begins on. Nothing of it is verified yet. */
export type LoggedNote = { readonly line: number; readonly note: string };

const KEEP_NEWEST = 4096;
const THIN_TO_EACH = 12;
const THIN_ABOVE_BYTES = 4 * 1024 * 1024;

/**
 * The log's notes and how many bytes at its end are no whole note. A stretch between notes that is none itself
 * counts as a note, one that will not verify.
 */
export const parseLog = (text: string): { readonly notes: readonly LoggedNote[]; readonly torn: number } => {
  const notes: LoggedNote[] = [];
  const pattern = /((?:[^\n]+\n)+\n(?:\u2014 [^\n]+\n)+)\n/g;
  let at = 0;
  let line = 1;
  const take = (end: number, note: string): void => {
    notes.push({ line, note });
    line += text.slice(at, end).split('\n').length - 1;
    at = end;
  };
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (match.index > at) take(match.index, text.slice(at, match.index));
    take(pattern.lastIndex, match[1] ?? '');
  }
  const rest = text.slice(at);
  if (!rest.endsWith('\n\n')) return { notes, torn: Buffer.byteLength(rest) };
  take(text.length, rest);
  return { notes, torn: 0 };
};

/** The promise a note makes; `undefined` unless one of the keys signed it for this ledger. */
export const verifiedCheckpoint = ({ note }: LoggedNote, origin: string, keys: readonly Vkey[]): Checkpoint | undefined => {
  const parsed = parseNote(note);
  const checkpoint = parsed && verifiedBy(noteCrypto, parsed, keys) ? parseCheckpoint(parsed.text) : undefined;
  return checkpoint?.origin === origin ? checkpoint : undefined;
};

/** Drops most of the old notes that agree with the tree; a note that does not is evidence and stays. */
export const thinNotes = (notes: readonly LoggedNote[], rootAt: (size: number) => Uint8Array, size: number): readonly LoggedNote[] =>
  notes.filter(({ note }, i) => {
    if (i >= notes.length - KEEP_NEWEST || i % THIN_TO_EACH === 0) return true;
    const promise = parseCheckpoint(parseNote(note)?.text ?? '');
    return !promise || promise.size > size || !Buffer.from(rootAt(promise.size)).equals(promise.root);
  });

const appendNote = async (file: FileHandle, position: number, bytes: Buffer): Promise<void> => {
  try {
    let done = 0;
    while (done < bytes.length) done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
    await file.datasync();
  } catch (error) {
    await file.truncate(position);
    throw error;
  }
};

const newestOf = (notes: readonly LoggedNote[], origin: string, keys: readonly Vkey[]): Checkpoint | undefined => {
  for (const note of notes.toReversed()) {
    const checkpoint = verifiedCheckpoint(note, origin, keys);
    if (checkpoint) return checkpoint;
  }
  return undefined;
};

const openLog = async (path: string): Promise<FileHandle> => {
  await (await open(path, 'a', 0o600)).close();
  return open(path, 'r+');
};

export type CheckpointLog = {
  /** Newest checkpoint signed by one of the keys, as found at open. */
  readonly newest: Checkpoint | undefined;
  /** Durable when it resolves; when it rejects the log is as before. Thins the log when it has grown large. */
  readonly append: (note: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type CheckpointLogOptions = {
  readonly path: string;
  readonly origin: string;
  readonly keys: readonly Vkey[];
  readonly size: () => number;
  /** Root of the tree as it was at a smaller size. */
  readonly rootAt: (size: number) => Uint8Array;
};

/** Opens the log and cuts a note that a crash left torn. */
export const openCheckpointLog = async ({ path, origin, keys, size, rootAt }: CheckpointLogOptions): Promise<CheckpointLog> => {
  const bytes = (await readIfPresent(path)) ?? Buffer.alloc(0);
  const { notes, torn } = parseLog(bytes.toString('utf8'));
  let length = bytes.length - torn;
  let thinAbove = THIN_ABOVE_BYTES;
  let file = await openLog(path);
  if (torn > 0) await file.truncate(length);

  const thin = async (): Promise<void> => {
    const all = parseLog((await readIfPresent(path))?.toString('utf8') ?? '').notes;
    const text = thinNotes(all, rootAt, size()).map(({ note }) => (note.endsWith('\n\n') ? note : `${note}\n`)).join('');
    await writeDurable(path, text);
    await file.close();
    file = await openLog(path);
    length = Buffer.byteLength(text);
    thinAbove = Math.max(THIN_ABOVE_BYTES, length * 2);
  };

  return {
    newest: newestOf(notes, origin, keys),
    append: async (note) => {
      const logged = Buffer.from(`${note}\n`, 'utf8');
      await appendNote(file, length, logged);
      length += logged.length;
      if (length > thinAbove) await thin();
    },
    close: () => file.close(),
  };
};
