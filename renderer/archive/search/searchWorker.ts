import sqlite3InitModule from '@sqlite.org/sqlite-wasm';
import { chineseFold } from './chineseFold';
import { SEARCH_SHAPE } from './searchSchema';
import { SearchService, type IndexFiles } from './searchService';
import { SearchStore } from './searchStore';

/** One index per profile: the workers of other windows wait here until this one is gone. */
const SEARCH_LOCK = 'zuoxi:search-writer';

/** A new shape starts with a new file: nothing of the old one is worth keeping. */
const INDEX = `/search-${SEARCH_SHAPE}.sqlite3`;

/** SQLite on the origin's private files, held exclusively: pages without a round trip to another process. */
const openFiles = async (): Promise<IndexFiles> => {
  const sqlite = await sqlite3InitModule();
  const pool = await sqlite.installOpfsSAHPoolVfs({ name: 'zuoxi-search', directory: '/zuoxi-search', initialCapacity: 6 });
  const remove = (isMeant: (name: string) => boolean): void => { for (const name of pool.getFileNames()) if (isMeant(name)) pool.unlink(name); };
  remove((name) => !name.startsWith(INDEX));
  return { open: () => new SearchStore(sqlite.wasm, new pool.OpfsSAHPoolDb(INDEX), chineseFold()), remove: () => remove(() => true) };
};

// Held until this worker ends.
void navigator.locks.request(SEARCH_LOCK, () => {
  void new SearchService().start(openFiles);
  return new Promise<never>(() => undefined);
});
