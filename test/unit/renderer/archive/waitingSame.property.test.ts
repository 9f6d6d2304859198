/** Tray and list fold the same ledger with the same rule: one number on the tray and another in the list would be a lie. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Entry } from '#shared/ledger/entry';
import { EngineState } from '#electron/engine/state/engineState';
import { ArchiveDb } from '#renderer/archive/schema/db';
import { applyAll } from './ledgerBuilder';
import { historyOf, type Step } from './historyModel';

let count = 0;

/** As the engine writes it: nothing is received a second time, nothing happens in a chat that is not there. */
const asRecorded = (entries: readonly Entry[]): readonly Entry[] => {
  const known = new Set<string>();
  return entries.filter((entry) => {
    const { conversation } = entry;
    if (conversation === undefined) return true;
    if ('chat' in entry.data) known.add(conversation);
    // A receipt for an open reply is never written without its acceptance before it, which alone stops the clock.
    if (!known.has(conversation) || entry.type === 'receipt.received') return false;
    if (entry.type !== 'message.received') return true;
    const isNew = !known.has(`${conversation} ${entry.data.id}`);
    known.add(`${conversation} ${entry.data.id}`);
    return isNew;
  }).map((entry, at) => ({ ...entry, seq: at + 1 }));
};

const inList = async (entries: readonly Entry[]): Promise<ReadonlyMap<string, number>> => {
  count += 1;
  const db = new ArchiveDb(`waiting-${count}`);
  await applyAll(db, entries, 200);
  const rows = await db.conversations.toArray();
  await db.delete();
  return new Map(rows.filter((row) => row.waitingSince > 0).map((row) => [row.id, row.waitingSince]));
};

const onTray = (entries: readonly Entry[]): ReadonlyMap<string, number> => {
  const state = new EngineState();
  for (const entry of entries) state.apply(entry);
  return new Map([...state.conversations.all()].filter(([, { waitingSince }]) => waitingSince > 0).map(([id, { waitingSince }]) => [id, waitingSince]));
};

/** Little but what stops or starts a clock, in a chat and in a group that may know who we are. */
const stepOf = (verb: fc.Arbitrary<string>): fc.Arbitrary<Step> => fc.record({ verb, where: fc.constantFrom(0, 0, 3), what: fc.nat(12), when: fc.nat(20), flag: fc.boolean() });
const step = stepOf(fc.constantFrom('receive', 'receive', 'receive', 'edit', 'edit', 'queue', 'accept', 'accept', 'failed', 'closed', 'reopened', 'dismissed', 'account', 'recall'));
// What is edited last is not covered up by what came after.
const steps = fc.tuple(fc.array(step, { maxLength: 16 }), fc.array(stepOf(fc.constant('edit')), { maxLength: 2 })).map((parts) => parts.flat());

it('says of every customer the same: who waits, and since when', async () => {
  await fc.assert(fc.asyncProperty(steps, async (some) => {
    const entries = asRecorded(historyOf(some));
    expect(Object.fromEntries(onTray(entries))).toEqual(Object.fromEntries(await inList(entries)));
  }), { numRuns: 120 });
}, 60_000);
