import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConversationStore, type Conversations } from '#renderer/archive/queries/conversationStore';
import { ArchiveDb } from '#renderer/archive/schema/db';
import { applyAll, conversationId, LedgerBuilder, T0 } from './ledgerBuilder';

let db: ArchiveDb;
let store: ConversationStore;
let count = 0;
let announced: Conversations[];
let waiters: { readonly test: (now: Conversations) => boolean; readonly resolve: () => void }[];
let frame: (() => void) | undefined;
let framed: Promise<void>;

const until = (test: (now: Conversations) => boolean): Promise<void> =>
  test(store.current()) ? Promise.resolve() : new Promise((resolve) => waiters.push({ test, resolve }));

beforeEach(() => {
  count += 1;
  db = new ArchiveDb(`store-${count}`);
  announced = [];
  waiters = [];
  frame = undefined;
  let arrive: () => void = () => undefined;
  framed = new Promise((resolve) => { arrive = resolve; });
  store = new ConversationStore(db, () => {
    announced.push(store.current());
    for (const waiter of waiters.filter(({ test }) => test(store.current()))) waiter.resolve();
  }, (run) => {
    frame = run;
    arrive();
    return () => { frame = undefined; };
  });
});
afterEach(async () => {
  store.close();
  await db.delete();
});

describe('ConversationStore', () => {
  it('loads everything once, then reads only what changed and announces it with the frame', async () => {
    const ledger = new LedgerBuilder();
    for (let n = 0; n < 50; n += 1) ledger.said(`c${n}`, `m${n}`, '在吗', T0 + n);
    await applyAll(db, ledger.entries);
    store.open();
    await until(({ ready, rows }) => ready && rows.length === 50);
    const before = store.current();

    ledger.said('c7', 'again', '还在吗', T0 + 9000);
    await applyAll(db, ledger.entries.slice(-1));
    await framed;
    // Nothing is told before the frame.
    expect(store.current()).toBe(before);
    frame?.();
    const { rows } = store.current();
    expect(rows).not.toBe(before.rows);
    expect(rows.find(({ id }) => id === conversationId('c7'))?.preview?.text).toBe('还在吗');
    expect(rows.filter((row) => before.rows.includes(row))).toHaveLength(49);
    expect(announced).toHaveLength(2);
  });
});
