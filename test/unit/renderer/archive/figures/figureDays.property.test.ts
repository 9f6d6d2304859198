/** Facts for figures stand on many days: whatever the batches, a wait that spans nights must be found again (bug: a row overwritten by a new one). */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Entry } from '#shared/ledger/entry';
import { applyBatch } from '#test/kit/applyBatch';
import { RowCache } from '#renderer/archive/apply/rowCache';
import { ArchiveDb } from '#renderer/archive/schema/db';
import { T0 } from '../ledgerBuilder';
import { historyOf, type Step } from '../historyModel';

const verbs = ['receive', 'receive', 'receive', 'queue', 'queue', 'accept', 'accept', 'edit', 'failed', 'closed', 'reopened', 'dismissed', 'assigned', 'sorted', 'snoozed', 'woken', 'receipt', 'recall'];
const steps = fc.array(fc.record({ verb: fc.constantFrom(...verbs), where: fc.nat(7), what: fc.nat(40), when: fc.nat(10_000), flag: fc.boolean() }) satisfies fc.Arbitrary<Step>, { minLength: 20, maxLength: 60 });

/** The same history with hours for seconds. */
const stretched = (entry: Entry): Entry => JSON.parse(JSON.stringify(entry), (_, value: unknown) => (typeof value === 'number' && value > T0 / 2 ? T0 + (value - T0) * 3600 : value)) as Entry; // only its times were moved

let count = 0;
const figureDays = async (entries: readonly Entry[], size: number, cache?: RowCache) => {
  count += 1;
  const db = new ArchiveDb(`figure-days-${count}`);
  for (let at = 0; at < entries.length; at += size) {
    const part = entries.slice(at, at + size);
    await applyBatch(db, { after: at, entries: part, next: at + part.length, unreadable: 0 }, cache);
  }
  const rows = await db.figureDays.toArray();
  await db.delete();
  return rows;
};

it('are the same entry by entry, in one batch, and with what was written lately kept at hand', async () => {
  let spread = 0;
  await fc.assert(fc.asyncProperty(steps, fc.integer({ min: 2, max: 9 }), async (some, size) => {
    const entries = historyOf(some).map(stretched);
    const whole = await figureDays(entries, 1000);
    expect(await figureDays(entries, 1, new RowCache())).toEqual(whole);
    expect(await figureDays(entries, size)).toEqual(whole);
    spread = Math.max(spread, new Set(whole.map(({ day }) => day)).size);
  }), { numRuns: 20 });
  expect(spread).toBeGreaterThan(3);
}, 60_000);
