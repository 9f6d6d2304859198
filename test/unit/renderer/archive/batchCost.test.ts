import type { DBCore, Middleware } from 'dexie';
import { expect, it } from 'vitest';
import { applyBatch } from '#test/kit/applyBatch';
import { foldBatch } from '#renderer/archive/apply/foldBatch';
import { RowCache } from '#renderer/archive/apply/rowCache';
import { ArchiveDb } from '#renderer/archive/schema/db';
import { LedgerBuilder, T0 } from './ledgerBuilder';

/** What a connection asks of IndexedDB, in trips: the measure of speed that no busy machine can blur. */
const counting = (asked: { trips: string[] }): Middleware<DBCore> => ({
  stack: 'dbcore', name: 'counting',
  create: (core) => ({
    ...core,
    transaction: (stores, mode, options) => {
      asked.trips.push(`${mode} ${[...stores].sort().join()}`);
      return core.transaction(stores, mode, options);
    },
    table: (name) => {
      const table = core.table(name);
      const noted = <A extends readonly unknown[], R>(kind: string, call: (...args: A) => R) => (...args: A): R => {
        asked.trips.push(`${kind} ${name}`);
        return call(...args);
      };
      return { ...table, get: noted('get', table.get), getMany: noted('get', table.getMany), query: noted('get', table.query), openCursor: noted('get', table.openCursor), count: noted('get', table.count), mutate: noted('put', table.mutate) };
    },
  }),
});

/** An archive that counts its trips, and what a writer of it needs. */
const counted = (name: string) => {
  const asked = { trips: [] as string[] };
  const db = new ArchiveDb(name);
  db.use(counting(asked));
  return { asked, db, cache: new RowCache(), ledger: new LedgerBuilder() };
};

// Every read here is a trip to another process between Enter and the bubble.
it('reads nothing but its cursor for what happens in known conversations, and locks only what it writes', async () => {
  const { asked, db, cache, ledger } = counted('batch-cost');
  let cursor = 0;
  const trips = async (): Promise<readonly string[]> => {
    const entries = ledger.entries.slice(cursor);
    asked.trips = [];
    ({ cursor } = await applyBatch(db, { after: cursor, entries, next: entries.at(-1)?.seq ?? cursor, unreadable: 0 }, cache));
    return asked.trips;
  };
  ledger.said('li', 'a', '在吗', T0);
  await trips();
  ledger.said('li', 'b', '还在吗', T0 + 1000);
  await trips();

  const usual = (seen: readonly string[]): void => {
    expect(seen.filter((trip) => trip.startsWith('get'))).toEqual(['get meta']);
    expect(seen.filter((trip) => trip.startsWith('readonly'))).toEqual([]);
    const [writing, ...more] = seen.filter((trip) => trip.startsWith('readwrite'));
    expect(more).toEqual([]);
    expect(writing?.split(' ')[1]?.split(',')).not.toContain('accounts');
    expect(writing?.split(' ')[1]?.split(',')).not.toContain('customers');
  };
  // Platforms that count whole seconds: the same time once more.
  ledger.said('li', 'c', '在', T0 + 1000);
  usual(await trips());
  ledger.queued('li', 'r1', '在的，亲', T0 + 1500);
  usual(await trips());
  ledger.reply('reply.attempted', 'li', 'r1', { attempt: 1 }, T0 + 1510);
  ledger.reply('reply.accepted', 'li', 'r1', { at: T0 + 1600, proof: 'response' }, T0 + 1600);
  usual(await trips());
  await db.delete();
});

// A read behind a write waits until that is done: customers nobody knew stopped the whole catch-up for the length of each write.
it('asks for what follows before it writes, and reads nothing while it does', async () => {
  const { asked, db, cache, ledger } = counted('batch-ahead');
  ledger.said('li', 'a', '在吗', T0);
  const first = ledger.entries.slice();
  ledger.said('wang', 'b', '你好', T0 + 1000);
  ledger.said('li', 'c', '还在吗', T0 + 90_000_000);
  ledger.said('zhao', 'd', '好', T0 + 90_001_000);
  const following = ledger.entries.slice(first.length);
  const head = first.at(-1)?.seq ?? 0;
  const { written } = await foldBatch(db, { after: 0, entries: first, next: head, unreadable: 0 }, cache, { upcoming: Promise.resolve(following) });
  const begun = asked.trips.findIndex((trip) => trip.startsWith('readwrite'));
  // Once for itself, once for what follows.
  const askedBefore = (store: string): number => asked.trips.slice(0, begun).filter((trip) => trip === `get ${store}`).length;
  expect(['conversations', 'customers', 'figureDays'].map(askedBefore)).toEqual([2, 2, 2]);
  await written;
  asked.trips = [];
  const { work } = await applyBatch(db, { after: head, entries: following, next: following.at(-1)?.seq ?? 0, unreadable: 0 }, cache);
  expect(asked.trips.filter((trip) => trip.startsWith('get'))).toEqual(['get meta']);
  expect(work?.conversations.changed()).toHaveLength(3);
  expect((await db.conversations.toArray()).map(({ unread }) => unread).sort()).toEqual([1, 1, 2]);
  await db.delete();
});
