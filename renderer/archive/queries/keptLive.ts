import { useSyncExternalStore } from 'react';
import type { ArchiveDb } from '../schema/db';
import { currentDb, subscribeArchive } from './connection';
import { followQuery } from './followQuery';

/** A question every screen asks: one answer for the whole window, kept true from the first time on. */
export type KeptLive<T> = {
  /** Asks and follows from now on, whether anybody looks or not; once is enough. Resolves with the first answer. */
  readonly keep: () => Promise<T>;
  /** `undefined` until the first answer; the last one stands while the database is changed for another. */
  readonly useAnswer: () => T | undefined;
};

/** Call at module level. Unlike `useLive`, whoever asks later has the answer in the first frame. */
export const keptLive = <T>(query: (db: ArchiveDb) => Promise<T>): KeptLive<T> => {
  const listeners = new Set<() => void>();
  let followed: ArchiveDb | null = null;
  let answer: T | undefined;
  let isKept = false;
  let stop = (): void => undefined;

  let tellFirst: (value: T) => void = () => undefined;
  const first = new Promise<T>((resolve) => { tellFirst = resolve; });

  const take = (value: T): void => {
    answer = value;
    tellFirst(value);
    for (const listener of [...listeners]) listener();
  };
  const follow = (): void => {
    const db = currentDb();
    if (db === followed) return;
    stop();
    followed = db;
    stop = db === null ? () => undefined : followQuery(() => query(db), take);
  };
  const keep = (): Promise<T> => {
    if (!isKept) subscribeArchive(follow);
    isKept = true;
    follow();
    return first;
  };
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    void keep();
    return () => listeners.delete(listener);
  };
  const current = (): T | undefined => answer;
  return { keep, useAnswer: () => useSyncExternalStore(subscribe, current, current) };
};
