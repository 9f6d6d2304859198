import type { DBCore, DBCoreTable } from 'dexie';
import { ArchiveDb } from '../schema/db';

/** Under every other layer of Dexie, where a question is put to the browser in the same turn. */
const LOWEST = -10;

/** The browser's own transaction; Dexie's core names only what it needs of it. */
const commit = (transaction: object): void => {
  const own = transaction as IDBTransaction; // what the core made
  if (own.mode === 'readonly') own.commit();
};

const commitTable = (table: DBCoreTable): DBCoreTable => {
  const alone = <Request extends { readonly trans: object }, Answer>(ask: (request: Request) => Promise<Answer>) => (request: Request): Promise<Answer> => {
    const answer = ask(request);
    commit(request.trans);
    return answer;
  };
  return {
    ...table, get: alone(table.get), getMany: alone(table.getMany), count: alone(table.count),
    // Backwards the core walks with a cursor, which asks again and again.
    query: (request) => (request.direction === 'prev' ? table.query(request) : alone(table.query)(request)),
  };
};

/**
 * An archive to read from, one question per transaction. Tells the browser with each question that no other follows in its transaction. Else the transaction stays open
 * until this thread has heard the answer, and whenever it is busy drawing, the writer waits for it: a read lock
 * keeps every write to the same stores out.
 */
export const readArchive = (name: string): ArchiveDb => {
  const db = new ArchiveDb(name);
  db.use({
    stack: 'dbcore', name: 'commitReads', level: LOWEST,
    create: (core: DBCore) => ({ ...core, table: (name) => commitTable(core.table(name)) }),
  });
  return db;
};
