import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConversationId } from '#shared/domain/ids';
import { applyBatch } from '#test/kit/applyBatch';
import { RowCache } from '#renderer/archive/apply/rowCache';
import { followChanges, receiveChange } from '#renderer/archive/queries/changeFeed';
import { ConversationStore } from '#renderer/archive/queries/conversationStore';
import { patchTimeline, readTimeline } from '#renderer/archive/queries/useTimeline';
import { ArchiveDb } from '#renderer/archive/schema/db';
import type { ConversationRow } from '#renderer/archive/schema/conversationRows';
import { foldedChange } from '#renderer/archive/worker/changes';
import type { ArchiveChange, ChangedRows } from '#renderer/archive/worker/messages';
import { conversationId, LedgerBuilder, T0 } from './ledgerBuilder';
import { history } from './historyModel';

let count = 0;
let db: ArchiveDb;
const fresh = (): ArchiveDb => {
  count += 1;
  return new ArchiveDb(`feed-${count}`);
};
afterEach(async () => { await db.delete(); });

/** Applies entries as the writer does and gives what it would tell before; `written` is what it tells after. */
const writer = (generation = 1) => {
  const cache = new RowCache();
  let after = 0;
  return async (entries: LedgerBuilder['entries']): Promise<ArchiveChange> => {
    const from = after;
    after = entries.at(-1)?.seq ?? from;
    const change = foldedChange({ database: db.name, generation, after: from }, await applyBatch(db, { after: from, entries, next: after, unreadable: 0 }, cache));
    if (change === undefined) throw new Error('a batch that changed nothing');
    return structuredClone(change);
  };
};

describe('patchTimeline', () => {
  // A line that is shown but not stored, or stored and not shown, is a second truth on the screen.
  it('gives what reading would give, after any history, whatever the window', async () => {
    await fc.assert(fc.asyncProperty(
      history(80), fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 30 }),
      async (entries, sizes, limit) => {
        db = fresh();
        const write = writer();
        const shown = new Map<ConversationId, Awaited<ReturnType<typeof readTimeline>>>();
        for (let from = 0, turn = 0; from < entries.length; turn += 1) {
          const part = entries.slice(from, from + (sizes[turn % sizes.length] ?? 1));
          from += part.length;
          const { rows } = await write(part);
          for (const { id } of await db.conversations.toArray()) {
            const last = shown.get(id);
            const read = await readTimeline(db, id, limit);
            const patched = last === undefined || rows === undefined ? undefined : patchTimeline(last, rows, id, limit);
            // Holes of the account above the window stay on show until the next read: they are true, only far up.
            const first = read.rows.findIndex((row) => row.conversation === id);
            const own = (row: { readonly conversation: ConversationId }, at: number): boolean => row.conversation === id || at >= first;
            if (patched !== undefined) {
              expect(patched.rows.filter((row) => row.conversation === id)).toEqual(read.rows.filter((row) => row.conversation === id));
              expect(patched.rows).toEqual(expect.arrayContaining(read.rows.filter(own)));
              expect(patched.hasMore).toBe(read.hasMore);
            }
            shown.set(id, patched ?? read);
          }
        }
        await db.delete();
      },
    ), { numRuns: 25, endOnFailure: true });
  }, 60_000);
});

/** The second telling of the same batch. */
const written = ({ rows: _rows, ...change }: ArchiveChange): ArchiveChange => ({ ...change, isWritten: true });

const said = (ledger: LedgerBuilder, ...names: readonly string[]): LedgerBuilder['entries'] => {
  const from = ledger.entries.length;
  for (const name of names) ledger.said('li', name, name, T0 + ledger.entries.length * 1000);
  return ledger.entries.slice(from);
};

describe('followChanges', () => {
  const id = conversationId('li');
  const start = async () => {
    db = fresh();
    const ledger = new LedgerBuilder();
    const write = writer();
    await write(said(ledger, 'a'));
    let reads = 0;
    const seen: number[] = [];
    const waiters: { readonly length: number; readonly resolve: () => void }[] = [];
    const stop = followChanges(db, 1, {
      read: (from) => { reads += 1; return readTimeline(from, id, 50); },
      patch: (last, rows: ChangedRows) => patchTimeline(last, rows, id, 50),
    }, ({ rows }) => {
      seen.push(rows.length);
      for (const waiter of waiters) if (rows.length >= waiter.length) waiter.resolve();
    });
    const until = (length: number): Promise<void> => ((seen.at(-1) ?? 0) >= length ? Promise.resolve() : new Promise((resolve) => waiters.push({ length, resolve })));
    return { ledger, write, seen, stop, until, reads: () => reads };
  };

  it('shows a told change without reading, once however often it is told, and not another archive\'s', async () => {
    const { ledger, write, seen, stop, until, reads } = await start();
    await until(1);
    const change = await write(said(ledger, 'b'));
    receiveChange({ ...change, generation: 2 });
    receiveChange({ ...change, database: 'other' });
    expect(seen).toEqual([1]);
    receiveChange(change);
    receiveChange(change);
    expect(seen).toEqual([1, 2]);
    expect(reads()).toBe(1);
    stop();
    receiveChange(await write(said(ledger, 'c')));
    expect(seen).toEqual([1, 2]);
  });

  it('reads again after a gap and after a change without rows, not before it is written', async () => {
    const { ledger, write, stop, until, reads } = await start();
    await until(1);
    await write(said(ledger, 'b')); // nobody heard of it
    const change = await write(said(ledger, 'c'));
    receiveChange(change);
    expect(reads()).toBe(1);
    receiveChange(written(change));
    await until(3);
    expect(reads()).toBe(2);
    receiveChange(written(await write(said(ledger, 'd'))));
    await until(4);
    expect(reads()).toBe(3);
    stop();
  });

  it('loses nothing that is told while it reads', async () => {
    const { ledger, write, stop, until } = await start();
    // The read has begun and not ended: one change is in it or not, the next surely not.
    for (const name of ['b', 'c']) {
      const change = await write(said(ledger, name));
      receiveChange(change);
      receiveChange(written(change));
    }
    await until(3);
    stop();
  });
});

describe('ConversationStore with a writer that tells', () => {
  it('takes told rows and announces them with the frame', async () => {
    db = fresh();
    const ledger = new LedgerBuilder();
    const write = writer();
    await write(said(ledger, 'a'));
    let frame: () => void = () => undefined;
    let ready: () => void = () => undefined;
    const first = new Promise<void>((resolve) => { ready = resolve; });
    const store: ConversationStore = new ConversationStore(db, () => ready(), (run) => { frame = run; return () => undefined; });
    store.open(1);
    await first;
    receiveChange(await write(said(ledger, 'b')));
    const textOf = (rows: readonly ConversationRow[]): string | undefined => rows[0]?.preview?.text;
    expect(textOf(store.current().rows)).toBe('a');
    frame();
    expect(textOf(store.current().rows)).toBe('b');
    store.close();
  });
});
