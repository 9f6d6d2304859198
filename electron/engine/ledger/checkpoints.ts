/**
 * `checkpoints.log`: signed notes, each followed by an empty line, oldest first. Each promises that the ledger
 * had that many entries with that root. `ledger.pub` names the key. What is newer than the last checkpoint is
 * not yet signed, so the wait between two is short.
 */
import { open, type FileHandle } from 'node:fs/promises';
import { AppError } from '#shared/domain/errors';
import { formatVkey, parseCheckpoint, parseNote, parseVkey, verifiedBy, type Checkpoint, type Vkey } from '#shared/ledger/note';
import type { OpenLedgerOptions } from './contract';
import { readIfPresent, writeDurable } from './durable';
import { createSigner, noteCrypto, type Signer } from './signer';

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

/** Keys named in `ledger.pub`, one per line; the last is the newest. */
export const readKeys = async (path: string): Promise<readonly Vkey[]> => {
  const text = (await readIfPresent(path))?.toString('utf8') ?? '';
  return text.split('\n').flatMap((line) => parseVkey(noteCrypto, line) ?? []);
};

export type TreeHead = { readonly size: number; readonly root: Uint8Array };

export type CheckpointOptions = {
  readonly path: string;
  readonly pubPath: string;
  readonly origin: string;
  readonly everyMs: number;
  readonly key: OpenLedgerOptions['key'];
  readonly state: () => TreeHead;
  /** Root of the tree as it was at a smaller size. */
  readonly rootAt: (size: number) => Uint8Array;
  readonly warn: (message: string, facts?: Readonly<Record<string, unknown>>) => void;
};

export type Checkpoints = {
  /** Newest checkpoint whose signature holds, as found at open. */
  readonly newest: Checkpoint | undefined;
  /** Something was appended: sign now, or when the pause since the last one is over. */
  readonly touch: () => void;
  /** Signs the present state unless it is signed already; `null` while the vault is locked. */
  readonly write: () => Promise<string | null>;
  readonly close: () => Promise<void>;
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

type Throttle = { readonly touch: () => void; readonly stop: () => void };

const throttle = (everyMs: number, run: () => void): Throttle => {
  let timer: NodeJS.Timeout | undefined;
  let ranAt = Number.NEGATIVE_INFINITY;
  return {
    touch: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        ranAt = performance.now();
        run();
      }, Math.max(0, ranAt + everyMs - performance.now())).unref();
    },
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
};

export const openCheckpoints = async (options: CheckpointOptions): Promise<Checkpoints> => {
  const { path, pubPath, origin, key, state, warn } = options;
  let keys = await readKeys(pubPath);
  const bytes = (await readIfPresent(path)) ?? Buffer.alloc(0);
  const { notes, torn } = parseLog(bytes.toString('utf8'));
  let length = bytes.length - torn;
  let thinAbove = THIN_ABOVE_BYTES;
  const newest = newestOf(notes, origin, keys);
  let file = await openLog(path);
  if (torn > 0) await file.truncate(length);
  let signer: Signer | undefined;
  let last: TreeHead | undefined = newest;
  let working: Promise<unknown> = Promise.resolve();

  const currentSigner = async (): Promise<Signer | undefined> => {
    const secret = signer ? null : key();
    if (secret) {
      const made = createSigner(secret, origin);
      if (!keys.some(({ keyId }) => keyId === made.vkey.keyId)) {
        if (keys.length > 0) warn('ledger key changed', { from: keys.at(-1)?.keyId, to: made.vkey.keyId });
        keys = [...keys, made.vkey];
        await writeDurable(pubPath, `${keys.map(formatVkey).join('\n')}\n`);
      }
      signer = made;
    }
    return signer;
  };

  const thinLog = async (): Promise<void> => {
    const all = parseLog((await readIfPresent(path))?.toString('utf8') ?? '').notes;
    const text = thinNotes(all, options.rootAt, state().size).map(({ note }) => (note.endsWith('\n\n') ? note : `${note}\n`)).join('');
    await writeDurable(path, text);
    await file.close();
    file = await openLog(path);
    length = Buffer.byteLength(text);
    thinAbove = Math.max(THIN_ABOVE_BYTES, length * 2);
  };

  const write = async (): Promise<string | null> => {
    const by = await currentSigner();
    if (!by) return null;
    const { size, root } = state();
    const note = by.sign({ origin, size, root });
    if (last?.size === size && Buffer.from(root).equals(last.root)) return note;
    const logged = Buffer.from(`${note}\n`, 'utf8');
    await appendNote(file, length, logged);
    length += logged.length;
    last = { size, root };
    if (length > thinAbove) await thinLog();
    return note;
  };

  /** One at a time: each takes its place behind the one before. */
  const queued = (): Promise<string | null> => {
    const next = working.then(write);
    working = next.catch(() => undefined);
    return next;
  };

  const pause = throttle(options.everyMs, () => {
    queued().catch((error: unknown) => warn('checkpoint failed', { code: error instanceof AppError ? error.code : String(error) }));
  });

  return {
    newest,
    touch: pause.touch,
    write: queued,
    close: async () => {
      pause.stop();
      await working;
      await file.close();
    },
  };
};
