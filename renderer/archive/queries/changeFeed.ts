import type { ArchiveDb } from '../schema/db';
import type { ArchiveChange, ChangedRows } from '../worker/messages';

type Listener = (change: ArchiveChange) => void;

const listeners = new Set<Listener>();

/** Takes what the writing worker tells, its own window's copy or a broadcast one. Exported for tests, which have no worker. */
export const receiveChange: Listener = (change) => {
  for (const listener of [...listeners]) listener(change);
};

export type Question<T> = {
  readonly read: (db: ArchiveDb) => Promise<T>;
  /** The answer after a change: the very same when it does not concern it, `undefined` when it must be read again. */
  readonly patch: (answer: T, rows: ChangedRows) => T | undefined;
};

/** The answer and how far the archive was when it was true. */
const readAt = <T>(db: ArchiveDb, read: Question<T>['read']): Promise<{ readonly value: T; readonly cursor: number }> =>
  db.transaction('r', db.tables, async () => {
    const [value, row] = await Promise.all([read(db), db.meta.get('cursor')]);
    return { value, cursor: Number(row?.value ?? 0) };
  });

/**
 * An answer kept true by what the writer tells of its batches, so that a change on the screen costs no read: read
 * once, then patched; read again after a gap, after a change without rows, or where `patch` cannot tell. `next`
 * hears each new answer. A failed read keeps the last answer until the next change. Returns the undoing.
 */
export const followChanges = <T>(db: ArchiveDb, generation: number, { read, patch }: Question<T>, next: (value: T) => void): (() => void) => {
  let answer: { readonly value: T; readonly cursor: number } | undefined;
  let waiting: ArchiveChange[] | undefined;
  let isStopped = false;

  const take = (change: ArchiveChange): void => {
    if (waiting !== undefined) {
      waiting.push(change);
      return;
    }
    if (answer !== undefined && change.cursor <= answer.cursor) return;
    const isNext = answer !== undefined && change.after <= answer.cursor;
    const value = answer !== undefined && isNext && change.rows !== undefined ? patch(answer.value, change.rows) : undefined;
    if (value === undefined) {
      // Before it is written there is nothing new to read; that it is will be told.
      if (change.isWritten) look();
      return;
    }
    const isNews = value !== answer?.value;
    answer = { value, cursor: change.cursor };
    if (isNews) next(value);
  };

  const settle = (found: typeof answer): void => {
    const missed = waiting ?? [];
    waiting = undefined;
    if (isStopped) return;
    answer = found ?? answer;
    if (found !== undefined) next(found.value);
    for (const change of missed) take(change);
  };

  const look = (): void => {
    waiting = [];
    readAt(db, read).then(settle, () => settle(undefined));
  };

  const listener: Listener = (change) => {
    if (change.generation === generation && change.database === db.name) take(change);
  };
  listeners.add(listener);
  look();
  return () => {
    isStopped = true;
    listeners.delete(listener);
  };
};
