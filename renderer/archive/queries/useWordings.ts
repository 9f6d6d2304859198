import { useSyncExternalStore } from 'react';
import type { ArchiveDb } from '../schema/db';
import type { WordingRow } from '../schema/wordingRows';
import { currentDb, subscribeArchive } from './connection';
import { WordingStore, type WordingShelf } from './wordingStore';

/** One store per window, kept once opened; it follows the connection's database. */
let store: { readonly db: ArchiveDb; readonly wordings: WordingStore } | undefined;
let shown: WordingShelf | undefined;
let isFollowing = false;
const listeners = new Set<() => void>();

const announce = (): void => {
  shown = store?.wordings.current() ?? shown;
  for (const listener of [...listeners]) listener();
};

/** The old rows stay on screen until the new database has answered. */
const follow = (): void => {
  const db = currentDb();
  if (store?.db === db) return;
  store?.wordings.close();
  store = db === null ? undefined : { db, wordings: new WordingStore(db, announce) };
  store?.wordings.open();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  if (!isFollowing) subscribeArchive(follow);
  isFollowing = true;
  follow();
  return () => listeners.delete(listener);
};

const current = (): WordingShelf | undefined => shown;

/** All wording in force with its counts; `undefined` until the first answer. */
export const useWordingShelf = (): WordingShelf | undefined => useSyncExternalStore(subscribe, current, current);

/** All wording in force, by category and title, for `matchWording`; who may pick it is `isOffered` (shared/domain/wording). */
export const useWordings = (): readonly WordingRow[] | undefined => useWordingShelf()?.rows;
