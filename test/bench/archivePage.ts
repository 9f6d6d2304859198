/** Code that runs inside the window: follows the archive's progress, and writes the same rows the plain way. */
import type { Page } from 'playwright-core';

export type Progress = { readonly at: number; readonly applied: number; readonly head: number; readonly phase: string; readonly early: boolean };

/** The runner's compiler names functions by a helper that a page has not; call once per page, before the others. */
export const preparePage = (page: Page): Promise<void> => page.evaluate('void (globalThis.__name = (made) => made)');

/** Starts to note what the archive worker tells; call before anything is to be measured. */
export const watchArchive = (page: Page): Promise<void> => page.evaluate(() => {
  const seen: unknown[] = [];
  Object.assign(globalThis, { archiveProgress: seen });
  new BroadcastChannel('zuoxi:archive').onmessage = ({ data }) => {
    if ('state' in data) seen.push({ at: performance.now(), ...data.state });
  };
});

export const progress = (page: Page): Promise<readonly Progress[]> =>
  page.evaluate(() => (globalThis as unknown as { readonly archiveProgress: readonly Progress[] }).archiveProgress); // put there above

/** Resolves when the archive has `seq`: asks its own record of it. */
export const untilApplied = (page: Page, seq: number): Promise<void> => page.evaluate((wanted) => new Promise<void>((resolve, reject) => {
  const look = (): void => {
    const asked = indexedDB.open('zuoxi');
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const db = asked.result;
      db.onversionchange = () => db.close();
      const get = db.objectStoreNames.contains('meta') ? db.transaction('meta').objectStore('meta').get('cursor') : undefined;
      const done = (value: unknown): void => {
        db.close();
        if (Number(value) >= wanted) resolve();
        else setTimeout(look, 250);
      };
      if (get === undefined) return done(0);
      get.onsuccess = () => done(get.result?.value);
      get.onerror = () => reject(get.error);
    };
  };
  look();
}), seq);

/**
 * Copies the archive's rows into another database with the same stores and indexes, by bare IndexedDB `put`,
 * `perTransaction` timeline rows at a time; the time counts writing alone. Gives rows per second of the timeline.
 */
export const rawWrites = (page: Page, perTransaction: number): Promise<{ readonly rows: number; readonly ms: number }> => page.evaluate(async (size) => {
  const request = <T>(asked: IDBRequest<T>): Promise<T> => new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const source = await request(indexedDB.open('zuoxi'));
  const opening = indexedDB.open('bench-raw');
  opening.onupgradeneeded = () => {
    for (const name of source.objectStoreNames) {
      const from = source.transaction(name).objectStore(name);
      const store = opening.result.createObjectStore(name, { keyPath: from.keyPath });
      for (const index of from.indexNames) {
        const { keyPath, multiEntry, unique } = from.index(index);
        store.createIndex(index, keyPath, { multiEntry, unique });
      }
    }
  };
  const target = await request(opening);
  const write = async (name: string, rows: readonly unknown[]): Promise<number> => {
    const started = performance.now();
    const transaction = target.transaction(name, 'readwrite', { durability: 'relaxed' });
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    for (const row of rows) transaction.objectStore(name).put(row);
    await done;
    return performance.now() - started;
  };
  // In the order of arrival, as the archive wrote them, not in the order of the key.
  const lines: { readonly seq: number }[] = await request(source.transaction('timeline').objectStore('timeline').getAll());
  lines.sort((a, b) => a.seq - b.seq);
  let ms = 0;
  for (let from = 0; from < lines.length; from += size) ms += await write('timeline', lines.slice(from, from + size));
  for (const name of ['conversations', 'customers']) ms += await write(name, await request(source.transaction(name).objectStore(name).getAll()));
  source.close();
  target.close();
  await request(indexedDB.deleteDatabase('bench-raw'));
  return { rows: lines.length, ms };
}, perTransaction);
