import { Dexie, liveQuery } from 'dexie';

/**
 * A live query of Dexie (4.4) keeps every change it was not concerned by until it is asked again, in all of them some
 * 10 KB a message. After so many commits it is asked anew and lets go; not all of them at the same moment.
 */
const MOST_PASSED = 1_000;
const passesBorne = (): number => MOST_PASSED * (1 + Math.random());

/**
 * Answers a question about the archive and again whenever the rows it read changed. A failed read keeps the last
 * answer until the next change. Returns the undoing.
 */
export const followQuery = <T>(read: () => Promise<T>, next: (value: T) => void): (() => void) => {
  let passed = 0;
  let most = passesBorne();
  const begin = (): (() => void) => {
    const subscription = liveQuery(() => {
      passed = 0;
      return read();
    }).subscribe({ next, error: () => undefined });
    return () => subscription.unsubscribe();
  };
  let end = begin();
  const count = (): void => {
    passed += 1;
    if (passed < most) return;
    most = passesBorne();
    end();
    end = begin();
  };
  Dexie.on.storagemutated.subscribe(count);
  return () => {
    Dexie.on.storagemutated.unsubscribe(count);
    end();
  };
};
