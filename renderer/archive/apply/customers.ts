import type { ChatRef } from '#shared/domain/chat';
import { customerIdOf } from '#shared/domain/ids';
import type { EntryOf } from '#shared/ledger/entry';
import { identityKeys } from '#shared/rules/samePerson';
import type { CustomerRow } from '../schema/customerRows';
import { logCustomer } from './customerLog';
import { stampOf, withField, withoutTag, withStage, withStar, withTag } from './fileChanges';
import { ensureCustomer, fileOf } from './files';
import { applyDistinguished, applyMerged, applySplit, customerCopy, filesOf, nameOf } from './persons';
import type { WorkingSet } from './workingSet';

/** What the company calls the customer, else what they call themselves, else the platform's id. */
export const titleOf = (work: WorkingSet, chat: ChatRef, customer: CustomerRow | undefined): string =>
  chat.kind === 'group'
    ? chat.title ?? chat.id
    : (customer === undefined ? '' : nameOf(work, customer)) || chat.title || chat.contact || chat.id;

/** The person's copy in every conversation of every file of theirs. */
const copyToConversations = (work: WorkingSet, customer: CustomerRow, seq: number): void => {
  for (const file of filesOf(work, customer)) {
    for (const id of file.conversations) {
      const row = work.conversations.get(id);
      if (row === undefined) continue;
      work.conversations.put({ ...row, ...customerCopy(work, file), title: titleOf(work, row.chat, file), touched: seq });
    }
  }
};

/** The same file with what it could share with others; most have nothing to share. */
const withKeys = (customer: CustomerRow): CustomerRow => {
  const { keys: _before, ...rest } = customer;
  if (customer.fields === undefined && customer.facts === undefined) return rest;
  const keys = identityKeys({ fields: customer.fields ?? {}, facts: customer.facts === undefined ? [] : [customer.facts] });
  return keys.length === 0 ? rest : { ...rest, keys };
};

/** Saves the customer and the copies in the person's conversations. */
export const saveCustomer = (work: WorkingSet, customer: CustomerRow, seq: number): void => {
  work.customers.put({ ...withKeys(customer), touched: seq });
  copyToConversations(work, customer, seq);
};

export const applyContactSeen = (work: WorkingSet, entry: EntryOf<'contact.seen'>): void => {
  if (entry.account === undefined) return;
  const { contact, name, remark, avatar, facts } = entry.data;
  const known = ensureCustomer(work, customerIdOf(entry.account, contact), entry.account, contact, entry.seq);
  saveCustomer(work, {
    ...known,
    ...(name !== undefined && name !== '' && { name }),
    ...(remark !== undefined && { remark }),
    ...(avatar !== undefined && { avatar }),
    ...(facts !== undefined && { facts: { ...known.facts, ...facts } }),
  }, entry.seq);
};

export const applyTagged = (work: WorkingSet, entry: EntryOf<'customer.tagged'>): void => {
  const { customer, tag } = entry.data;
  saveCustomer(work, withTag(fileOf(work, customer, entry.seq), tag, stampOf(entry)), entry.seq);
  logCustomer(work, entry, customer, { kind: tag.kind, value: tag.value, source: tag.source });
};

export const applyUntagged = (work: WorkingSet, entry: EntryOf<'customer.untagged'>): void => {
  const { customer, kind, value } = entry.data;
  saveCustomer(work, withoutTag(fileOf(work, customer, entry.seq), kind, value, stampOf(entry)), entry.seq);
  logCustomer(work, entry, customer, { kind, value });
};

export const applyStaged = (work: WorkingSet, entry: EntryOf<'customer.staged'>): void => {
  const { customer, stage } = entry.data;
  saveCustomer(work, withStage(fileOf(work, customer, entry.seq), stage, stampOf(entry)), entry.seq);
  logCustomer(work, entry, customer, { stage });
};

type PersonEntry = EntryOf<'customer.merged' | 'customer.split' | 'customer.distinguished' | 'customer.starred' | 'customer.profiled' | 'customer.revealed'>;

/** Facts about a customer as a person. */
export const applyPersonFact = (work: WorkingSet, entry: PersonEntry): void => {
  switch (entry.type) {
    case 'customer.merged': return applyMerged(work, entry, copyToConversations);
    case 'customer.split': return applySplit(work, entry, copyToConversations);
    case 'customer.distinguished': return applyDistinguished(work, entry);
    case 'customer.starred': {
      saveCustomer(work, withStar(fileOf(work, entry.data.customer, entry.seq), entry.data.starred, stampOf(entry)), entry.seq);
      return logCustomer(work, entry, entry.data.customer, { starred: entry.data.starred });
    }
    case 'customer.profiled': {
      const { customer, fields, source } = entry.data;
      const stamp = stampOf(entry);
      const before = fileOf(work, customer, entry.seq);
      saveCustomer(work, Object.entries(fields).reduce((row, [key, value]) => withField(row, key, value, stamp, source), before), entry.seq);
      const was = Object.fromEntries(Object.keys(fields).map((key) => [key, before.fields?.[key]?.value ?? null]));
      return logCustomer(work, entry, customer, { fields, was });
    }
    case 'customer.revealed': {
      fileOf(work, entry.data.customer, entry.seq);
      return logCustomer(work, entry, entry.data.customer, { field: entry.data.field });
    }
  }
};
