import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customerIdOf, type AccountId, type CustomerId } from '#shared/domain/ids';
import { resolvePerson } from '#shared/domain/customerFile';
import type { Draft, Entry, EntryData } from '#shared/ledger/entry';
import { PersonMemory, personsOf } from '#renderer/archive/queries/persons';
import { ArchiveDb } from '#renderer/archive/schema/db';
import { agent, applyAll, contactId, LedgerBuilder, shop, T0 } from './ledgerBuilder';
import { history } from './historyModel';

let count = 0;
const open = (): ArchiveDb => {
  count += 1;
  return new ArchiveDb(`persons-${count}`);
};

/** Files and chats without the mark of when they were last written. */
const state = async (db: ArchiveDb): Promise<unknown> => {
  const bare = <T extends { readonly touched: number }>({ touched: _touched, ...rest }: T): Omit<T, 'touched'> => rest;
  return { files: (await db.customers.toArray()).map(bare), chats: (await db.conversations.toArray()).map(bare) };
};

/** Goes on after a history. */
const onward = (entries: readonly Entry[]): LedgerBuilder => {
  const ledger = new LedgerBuilder();
  ledger.entries.push(...entries);
  return ledger;
};
const note = <T extends Draft['type']>(ledger: LedgerBuilder, type: T, data: EntryData<T>): void => {
  ledger.add({ type, data, actor: agent } as unknown as Omit<Draft, 'actor'>, T0 + 9e9); // type and data belong together
};

const everybody: readonly CustomerId[] = (['shop', 'two'] as unknown as readonly AccountId[]).flatMap((account) => ['a', 'b'].map((name) => customerIdOf(account, contactId(name)))); // test ids

describe('one person over many accounts', () => {
  it('splits back exactly: files and chats are as before joining, after any history', async () => {
    await fc.assert(fc.asyncProperty(history(90), fc.constantFrom(...everybody), fc.constantFrom(...everybody), async (entries, into, from) => {
      const db = open();
      await applyAll(db, entries, 20);
      const [target, source] = [await db.customers.get(into), await db.customers.get(from)];
      const members = source?.members ?? [from];
      if (target === undefined || source === undefined || members.includes(into)) return db.delete();
      const before = await state(db);
      const ledger = onward(entries);
      note(ledger, 'customer.merged', { into, from: [from], evidence: { reason: 'agent' } });
      await applyAll(db, ledger.entries, 20);
      const joined = await db.customers.get(from);
      expect(joined?.members).toEqual([...(target.members ?? [into]), ...members]);
      note(ledger, 'customer.split', { customers: members });
      await applyAll(db, ledger.entries, 7);
      expect(await state(db)).toEqual(before);
      return db.delete();
    }), { numRuns: 15, endOnFailure: true });
  }, 60_000);

  it('is the same for every file of the person, in every chat row, and does not depend on the order files are read in', async () => {
    await fc.assert(fc.asyncProperty(history(120), async (entries) => {
      const db = open();
      await applyAll(db, entries, 20);
      const [files, chats] = [await db.customers.toArray(), await db.conversations.toArray()];
      for (const person of personsOf(files, chats)) {
        const again = resolvePerson(person.files.toReversed());
        expect({ stage: again.stage, starred: again.starred, tags: again.tags }).toEqual({ stage: person.profile.stage, starred: person.profile.starred, tags: person.profile.tags });
        for (const chat of person.conversations) {
          expect([chat.province, chat.grade, chat.stage, chat.starred ?? false]).toEqual([person.profile.tags.find((tag) => tag.kind === 'province')?.value, person.grade, person.profile.stage, person.profile.starred]);
        }
      }
      await db.delete();
    }), { numRuns: 12, endOnFailure: true });
  }, 60_000);

  it('shows the newest by kind, all phones, and nothing that was taken off for the whole person', async () => {
    const ledger = new LedgerBuilder();
    const [a, b] = [customerIdOf(shop, contactId('a')), customerIdOf('two' as AccountId, contactId('b'))]; // test id
    note(ledger, 'customer.tagged', { customer: a, tag: { kind: 'grade', value: 'B', source: 'agent' } });
    note(ledger, 'customer.tagged', { customer: b, tag: { kind: 'grade', value: 'A', source: 'agent' } });
    note(ledger, 'customer.tagged', { customer: b, tag: { kind: 'free', value: '老客户', source: 'agent' } });
    note(ledger, 'customer.profiled', { customer: a, fields: { phones: ['1'], company: '甲' } });
    note(ledger, 'customer.profiled', { customer: b, fields: { phones: ['2'], company: '乙' } });
    note(ledger, 'customer.merged', { into: a, from: [b], evidence: { reason: 'phone' } });
    const db = open();
    const shown = async () => {
      await applyAll(db, ledger.entries, 2);
      const [person] = personsOf(await db.customers.toArray(), []);
      return { tags: person?.profile.tags.map((tag) => tag.value), phones: person?.profile.fields['phones']?.value, company: person?.profile.fields['company']?.value };
    };
    expect(await shown()).toEqual({ tags: ['A', '老客户'], phones: ['2', '1'], company: '乙' });
    note(ledger, 'customer.untagged', { customer: a, kind: 'free', value: '老客户' });
    note(ledger, 'customer.profiled', { customer: a, fields: { phones: ['3'], company: null } });
    expect(await shown()).toEqual({ tags: ['A'], phones: ['3'], company: undefined });
    note(ledger, 'customer.split', { customers: [b] });
    await applyAll(db, ledger.entries, 2);
    expect((await db.customers.get(b))?.tags.map((tag) => tag.value)).toEqual(['A', '老客户']);
    expect((await db.customers.get(b))?.fields?.['phones']?.value).toEqual(['2']);
    await db.delete();
  });
});

describe('a change to many', () => {
  it('is taken back exactly, but for what somebody changed again since', async () => {
    await fc.assert(fc.asyncProperty(history(60), fc.constantFrom('tag', 'stage', 'field', 'untag', 'retag'), async (entries, kind) => {
      const db = open();
      await applyAll(db, entries, 20);
      const before = await state(db);
      const ledger = onward(entries);
      const changes = {
        tag: { kind: 'tag', tag: { kind: 'grade', value: 'D', source: 'agent' } }, stage: { kind: 'stage', stage: 'deal' }, field: { kind: 'field', key: 'company', value: '新公司' },
        untag: { kind: 'untag', tagKind: 'free', value: 'f1' }, retag: { kind: 'retag', tagKind: 'free', from: ['f0', 'f1'], to: 'f2' },
      } as const;
      const known = everybody.filter((id) => entries.some((entry) => JSON.stringify(entry).includes(id)) );
      const files = new Set((await db.customers.toArray()).map((file) => file.id));
      const customers = known.filter((id) => files.has(id));
      if (customers.length === 0) return db.delete();
      note(ledger, 'customer.changed', { action: 'action-test', customers, change: changes[kind], scale: customers.length });
      note(ledger, 'customer.reverted', { action: 'action-test' });
      await applyAll(db, ledger.entries, 3);
      expect(await state(db)).toEqual(before);
      return db.delete();
    }), { numRuns: 15, endOnFailure: true });
  }, 60_000);

  it('keeps a later hand: what was changed since stays', async () => {
    const ledger = new LedgerBuilder();
    const [a, b] = ['a', 'b'].map((name) => customerIdOf(shop, contactId(name))) as unknown as readonly [CustomerId, CustomerId]; // two names, two ids
    note(ledger, 'customer.changed', { action: 'action-1', customers: [a, b], change: { kind: 'tag', tag: { kind: 'grade', value: 'C', source: 'agent' } }, scale: 2 });
    note(ledger, 'customer.tagged', { customer: b, tag: { kind: 'grade', value: 'A', source: 'agent' } });
    note(ledger, 'customer.reverted', { action: 'action-1' });
    const db = open();
    await applyAll(db, ledger.entries, 1);
    expect([(await db.customers.get(a))?.tags, (await db.customers.get(b))?.tags.map((tag) => tag.value)]).toEqual([[], ['A']]);
    expect((await db.customerLog.toArray()).map((row) => `${row.customer.slice(-1)} ${row.type}`).sort()).toEqual(['a customer.changed', 'a customer.reverted', 'b customer.changed', 'b customer.tagged']);
    await db.delete();
  });
});

describe('everybody remembered', () => {
  it('is who everybody read anew is, and keeps the objects of those nothing happened to', async () => {
    const db = open();
    const ledger = new LedgerBuilder();
    for (const name of ['a', 'b']) ledger.said(name, `m-${name}`, '在吗', T0);
    await applyAll(db, ledger.entries);
    const memory = new PersonMemory();
    const first = memory.persons(await db.customers.toArray(), await db.conversations.toArray());
    const [files, chats] = [await db.customers.toArray(), await db.conversations.toArray()];
    const kept = memory.persons([...files], [...chats]);
    const again = memory.persons([...files], chats.map((chat) => (chat.id.endsWith('/b') ? { ...chat, unread: 9 } : chat)));
    expect(kept).toEqual(first);
    expect(again.map((person, at) => person === kept[at])).toEqual([true, false]);
    await db.delete();
  });
});
