import { liveQuery } from 'dexie';
import { useEffect, useRef, useState } from 'react';
import type { ArchiveDb } from '../schema/db';
import { useArchiveDb } from './connection';

/**
 * Answers `query` and again whenever the rows it read changed. `key` says what is asked: the answer is `undefined`
 * until the first one to that very question; `mayKeep` lets an older answer stand meanwhile. The answer is kept while the database is changed
 * for another (early to main); a failed read keeps the last answer, the connection changes the database by itself.
 */
export const useLive = <T>(key: string, query: (db: ArchiveDb) => Promise<T>, mayKeep: (last: T) => boolean = () => false): T | undefined => {
  const db = useArchiveDb();
  const [answer, setAnswer] = useState<{ readonly key: string; readonly value: T }>();
  // The key stands for the query: callers put into it all that the query depends on.
  const asked = useRef(query);
  useEffect(() => {
    asked.current = query;
  });
  useEffect(() => {
    if (db === null) return undefined;
    const subscription = liveQuery(() => asked.current(db)).subscribe({
      next: (value) => setAnswer({ key, value }),
      error: () => undefined,
    });
    return () => subscription.unsubscribe();
  }, [db, key]);
  return answer !== undefined && (answer.key === key || mayKeep(answer.value)) ? answer.value : undefined;
};
