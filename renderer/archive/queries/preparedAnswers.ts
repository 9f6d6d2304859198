import type { ArchiveDb } from '../schema/db';
import { currentDb } from './connection';

/** An answer nobody came for is let go of after this, ms. */
const WAITED_MS = 1_000;

const prepared = new Map<string, Promise<unknown>>();

/** Asks a question whose asker is about to be drawn, so that the answer comes while it is. `key` is that of `useLive`. */
export const prepareAnswer = <T>(key: string, query: (db: ArchiveDb) => Promise<T>): void => {
  const db = currentDb();
  if (db === null || prepared.has(key)) return;
  const answer = query(db);
  answer.catch(() => undefined); // whoever comes for it hears of it, and asks by itself
  prepared.set(key, answer);
  setTimeout(() => prepared.delete(key), WAITED_MS);
};

/** The answer on its way, if it was prepared. `key` stands for one question, and so for the type of its answer. */
export const preparedAnswer = <T>(key: string): Promise<T> | undefined => prepared.get(key) as Promise<T> | undefined; // put there under the same key
