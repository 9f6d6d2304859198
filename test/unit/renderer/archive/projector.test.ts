import { Dexie, liveQuery } from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ArchiveDb } from '#renderer/archive/schema/db';
import type { ArchiveChange, ArchiveState } from '#renderer/archive/worker/messages';
import { Projector, type ProjectorOptions } from '#renderer/archive/worker/projector';
import { conversationId, dump, LedgerBuilder, shop, T0 } from './ledgerBuilder';
import { MemoryLedger } from './memoryLedger';

let count = 0;
let main: string;
let early: string;
let states: ArchiveState[];
let watchers: { readonly test: (state: ArchiveState) => boolean; readonly resolve: (state: ArchiveState) => void }[];
let projector: Projector;
let running: Promise<void>;
let ledger: MemoryLedger;
let asked: () => void;

const history = (messages: number): LedgerBuilder => {
  const builder = new LedgerBuilder();
  builder.add({ type: 'account.added', account: shop, data: { channel: 'onebot', name: '店', settings: {}, mark: { code: 'A', color: 1 }, secretKeys: [] } });
  for (let n = 1; n <= messages; n += 1) builder.said(`c${n % 7}`, `m${n}`, `第 ${n} 句`, T0 + n * 1000);
  return builder;
};

const until = (test: (state: ArchiveState) => boolean): Promise<ArchiveState> => {
  const known = states.at(-1);
  if (known !== undefined && test(known)) return Promise.resolve(known);
  return new Promise((resolve) => watchers.push({ test, resolve }));
};

const start = (options: Partial<ProjectorOptions> = {}): void => {
  projector = new Projector({
    mainName: main, earlyName: early, retryMs: 1, needPort: () => asked(),
    report: (state) => {
      states.push(state);
      for (const watcher of watchers.filter(({ test }) => test(state))) watcher.resolve(state);
      watchers = watchers.filter(({ test }) => !test(state));
    },
    ...options,
  });
  running = projector.run();
};

const open = async (name: string): Promise<ArchiveDb> => {
  const db = new ArchiveDb(name);
  await db.open();
  return db;
};

/** Waits for the rows themselves: the state is not told for every message. */
const applied = (db: ArchiveDb, seq: number): Promise<void> => new Promise((resolve, reject) => {
  const subscription = liveQuery(() => db.meta.get('cursor')).subscribe({
    next: (row) => {
      if (row?.value !== seq) return;
      resolve();
      queueMicrotask(() => subscription.unsubscribe());
    },
    error: reject,
  });
});

beforeEach(() => {
  count += 1;
  main = `main-${count}`;
  early = `early-${count}`;
  states = [];
  watchers = [];
  asked = () => undefined;
});
afterEach(async () => {
  projector.stop();
  await running;
  await Dexie.delete(main);
  await Dexie.delete(early);
});

describe('Projector', () => {
  it('fills an empty archive and follows what comes later', async () => {
    const builder = history(25);
    ledger = new MemoryLedger(builder.entries);
    start({ batch: 10, rebuildBatch: 10 });
    projector.takePort(ledger.connect());
    await until((state) => state.phase === 'ready');
    const db = await open(main);
    expect(await db.timeline.count()).toBe(25);
    ledger.append(builder.said('c1', 'late', '在吗', T0 + 99_000));
    await applied(db, 27);
    expect((await db.conversations.get(conversationId('c1')))?.preview?.text).toBe('在吗');
    db.close();
  });

  it('applies what comes with the news without asking, and asks where the news had a gap', async () => {
    const builder = history(25);
    ledger = new MemoryLedger(builder.entries);
    const told: ArchiveChange[] = [];
    start({ publish: (change) => told.push(change) });
    projector.takePort(ledger.connect());
    const { generation } = await until((state) => state.phase === 'ready');
    const db = await open(main);
    ledger.reads.length = 0;
    told.length = 0;
    ledger.append(builder.said('c1', 'x1', '一', T0 + 99_000), builder.said('c2', 'x2', '二', T0 + 99_001));
    await applied(db, 28);
    expect(ledger.reads).toEqual([]);
    // One commit is told without its entries, the next with: nothing may be left out between them.
    ledger.entries.push(builder.said('c1', 'x3', '三', T0 + 99_002));
    ledger.tell();
    ledger.append(builder.said('c2', 'x4', '四', T0 + 99_003));
    await applied(db, 30);
    expect(ledger.reads).toEqual([28]);
    expect((await db.timeline.toArray()).map((row) => row.seq).sort((a, b) => a - b)).toEqual(Array.from({ length: 29 }, (_, n) => n + 2));
    // What windows hear goes on without a hole, whatever the batches were, and each batch is told again when it is written.
    const shown = told.filter(({ isWritten }) => !isWritten);
    expect(shown.map(({ after }) => after)).toEqual([26, ...shown.slice(0, -1).map(({ cursor }) => cursor)]);
    expect(told.map(({ cursor, isWritten }) => [cursor, isWritten])).toEqual(shown.flatMap(({ cursor }) => [[cursor, false], [cursor, true]]));
    expect(told.every((change) => change.generation === generation && change.database === main)).toBe(true);
    expect(told.flatMap(({ rows }) => rows?.timeline ?? []).map((row) => row.seq)).toEqual([27, 28, 29, 30]);
    db.close();
  });

  it('asks for another port when the engine dies and goes on where it was', async () => {
    const builder = history(5);
    ledger = new MemoryLedger(builder.entries);
    start();
    projector.takePort(ledger.connect());
    await until((state) => state.phase === 'ready');
    const wanted = new Promise<void>((resolve) => { asked = resolve; });
    ledger.kill();
    await wanted;
    ledger.append(builder.said('c1', 'late', '在吗', T0 + 99_000));
    ledger.reads.length = 0;
    projector.takePort(ledger.connect());
    const db = await open(main);
    await applied(db, 7);
    expect(ledger.reads).toEqual([6]);
    db.close();
  });

  it.each([
    ['of another ledger', async (db: ArchiveDb) => { await db.meta.put({ key: 'ledger', value: 'other' }); }],
    ['ahead of the ledger', async (db: ArchiveDb) => { await db.meta.put({ key: 'cursor', value: 999 }); }],
    ['without its facts', async (db: ArchiveDb) => { await db.meta.clear(); }],
  ])('rebuilds an archive %s', async (_, spoil) => {
    ledger = new MemoryLedger(history(20).entries);
    start();
    projector.takePort(ledger.connect());
    await until((state) => state.phase === 'ready');
    projector.stop();
    await running;
    const db = await open(main);
    const before = await dump(db);
    await spoil(db);
    await db.conversations.clear();
    db.close();
    states = [];
    start({ batch: 5, rebuildBatch: 5 });
    projector.takePort(ledger.connect());
    await until((state) => state.phase === 'ready');
    expect(states.map((state) => state.phase)).toContain('rebuilding');
    const again = await open(main);
    expect(await dump(again)).toEqual(before);
    again.close();
  });

  it('rebuilds an archive a newer version left behind', async () => {
    const newer = new Dexie(main);
    newer.version(99).stores({ timeline: 'id', other: 'id' });
    await newer.open();
    newer.close();
    ledger = new MemoryLedger(history(5).entries);
    start();
    projector.takePort(ledger.connect());
    await until((state) => state.phase === 'ready');
    const db = await open(main);
    expect(await db.timeline.count()).toBe(5);
    expect(db.tables.map((table) => table.name)).not.toContain('other');
    db.close();
  });

  it('notices at once when the database is deleted under it', async () => {
    ledger = new MemoryLedger(history(20).entries);
    start();
    projector.takePort(ledger.connect());
    const { generation } = await until((state) => state.phase === 'ready');
    await Dexie.delete(main);
    await until((state) => state.phase === 'ready' && state.generation > generation);
    const db = await open(main);
    expect(await db.timeline.count()).toBe(20);
    db.close();
  });

  it('shows the most recent conversations from the early archive during a long rebuild, then switches and deletes it', async () => {
    const builder = history(300);
    ledger = new MemoryLedger(builder.entries);
    let resolve: () => void = () => undefined;
    const promise = new Promise<void>((release) => { resolve = release; });
    // The old entries come slowly: the main archive stands still after its first batch.
    ledger.hold = (after) => (after > 0 && after < 200 ? promise : undefined);
    watchers.push({
      test: (state) => state.early,
      resolve: () => ledger.append(builder.said('c1', 'live', '现在说的', T0 + 9_999_000)),
    });
    start({ earlyBehind: 50, batch: 20, rebuildBatch: 20 });
    projector.takePort(ledger.connect());
    const first = await until((state) => state.early);
    expect(first).toMatchObject({ phase: 'rebuilding', applied: 0, head: 301 });
    const quick = await open(early);
    await applied(quick, 302);
    expect((await quick.conversations.get(conversationId('c1')))?.preview?.text).toBe('现在说的');
    expect(await quick.accounts.count()).toBe(1);
    expect(await quick.timeline.count()).toBe(51);
    quick.close();
    resolve();
    const last = await until((state) => state.phase === 'ready');
    expect(last).toMatchObject({ early: false, applied: 302 });
    expect(last.generation).toBeGreaterThan(first.generation);
    const db = await open(main);
    expect(await db.timeline.count()).toBe(301);
    db.close();
    projector.stop();
    await running;
    expect(await Dexie.exists(early)).toBe(false);
  });

  it('says so when storage is refused altogether, and recovers when it is given back', async () => {
    const real = globalThis.indexedDB;
    const refuse = () => { throw new DOMException('denied', 'SecurityError'); };
    // Dexie keeps its own reference to the factory: refuse at the factory's methods.
    const spied = { open: real.open, deleteDatabase: real.deleteDatabase };
    Object.assign(Object.getPrototypeOf(real) as object, { open: refuse, deleteDatabase: refuse }); // fake-indexeddb's class
    ledger = new MemoryLedger(history(3).entries);
    start();
    projector.takePort(ledger.connect());
    const state = await until(({ phase }) => phase === 'failed');
    expect(state.code).toBe('archive.refused');
    Object.assign(Object.getPrototypeOf(real) as object, spied);
    await until(({ phase }) => phase === 'ready');
  });
});
