import { useEffect, useRef, useState } from 'react';
import type { ArchiveDb } from '../schema/db';
import { followChanges, type Question } from './changeFeed';
import { useArchiveDb, useArchiveFeed } from './connection';
import { followQuery } from './followQuery';
import { preparedAnswer } from './preparedAnswers';

/**
 * Answers `query` and again whenever the rows it read changed. `key` says what is asked: the answer is `undefined`
 * until the first one to that very question; `mayKeep` lets an older answer stand meanwhile. The answer is kept while the database is changed
 * for another (early to main); a failed read keeps the last answer, the connection changes the database by itself.
 * With `patch` (what the rows of a commit make of an answer, see `Question`) no change costs a read.
 */
export const useLive = <T>(key: string, query: (db: ArchiveDb) => Promise<T>, mayKeep: (last: T) => boolean = () => false, patch?: Question<T>['patch']): T | undefined => {
  const db = useArchiveDb();
  const feed = useArchiveFeed();
  const followed = patch === undefined ? undefined : feed;
  const [answer, setAnswer] = useState<{ readonly key: string; readonly value: T }>();
  // The key stands for query and patch: callers put into it all that they depend on.
  const asked = useRef({ query, patch });
  useEffect(() => {
    asked.current = { query, patch };
  });
  useEffect(() => {
    if (db === null) return undefined;
    let isAnswered = false;
    const next = (value: T): void => {
      isAnswered = true;
      setAnswer({ key, value });
    };
    // Only until the question's own answer, which is kept true, is there; should it fail, that one tells.
    preparedAnswer<T>(key)?.then((value) => { if (!isAnswered) setAnswer({ key, value }); }, () => undefined);
    const read = (from: ArchiveDb): Promise<T> => asked.current.query(from);
    const stop = followed === undefined ? followQuery(() => read(db), next)
      : followChanges(db, followed, { read, patch: (last, rows) => asked.current.patch?.(last, rows) }, next);
    return () => {
      isAnswered = true;
      stop();
    };
  }, [db, key, followed]);
  return answer !== undefined && (answer.key === key || mayKeep(answer.value)) ? answer.value : undefined;
};
