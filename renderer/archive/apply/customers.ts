import type { ChatRef } from '#shared/domain/chat';
import { isSingleTag } from '#shared/domain/customer';
import { customerIdOf, type AccountId, type ContactId, type CustomerId } from '#shared/domain/ids';
import type { EntryOf } from '#shared/ledger/entry';
import type { ConversationRow, CustomerRow, TagRow } from '../schema/rows';
import type { WorkingSet } from './workingSet';

/** The file of a customer, opened on first use. `name` stays empty until a peer tells it. */
export const ensureCustomer = (work: WorkingSet, id: CustomerId, account: AccountId, contact: ContactId, seq: number): CustomerRow => {
  const known = work.customers.get(id);
  if (known !== undefined) return known;
  const row: CustomerRow = { id, account, contact, name: '', stage: 'potential', tags: [], firstAt: 0, touched: seq, conversations: [] };
  work.customers.put(row);
  return row;
};

/** What the company calls the customer, else what they call themselves, else the platform's id. */
export const titleOf = (chat: ChatRef, customer: CustomerRow | undefined): string =>
  chat.kind === 'group'
    ? chat.title ?? chat.id
    : customer?.remark || customer?.name || chat.title || chat.contact || chat.id;

const valueIn = (tags: readonly TagRow[], kind: TagRow['kind']): string | undefined => tags.find((tag) => tag.kind === kind)?.value;

type Copy = Pick<ConversationRow, 'province' | 'occupation' | 'grade' | 'tags' | 'stage'> & Pick<ConversationRow, 'avatar'>;

/** What a conversation row carries of its customer, so that one read filters the list. */
export const customerCopy = (customer: CustomerRow): Copy => {
  const free = customer.tags.filter((tag) => tag.kind === 'free').map((tag) => tag.value);
  return {
    province: valueIn(customer.tags, 'province'),
    occupation: valueIn(customer.tags, 'occupation'),
    grade: valueIn(customer.tags, 'grade'),
    tags: free.length === 0 ? undefined : free,
    stage: customer.stage,
    ...(customer.avatar !== undefined && { avatar: customer.avatar }),
  };
};

/** Saves the customer and the copies in its conversations. */
export const saveCustomer = (work: WorkingSet, customer: CustomerRow, seq: number): void => {
  work.customers.put({ ...customer, touched: seq });
  for (const id of customer.conversations) {
    const row = work.conversations.get(id);
    if (row === undefined) continue;
    work.conversations.put({ ...row, ...customerCopy(customer), title: titleOf(row.chat, customer), touched: seq });
  }
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

/** Parses our own `account/contact`. */
const fileOf = (work: WorkingSet, id: CustomerId, seq: number): CustomerRow => {
  const slash = id.indexOf('/');
  const account = id.slice(0, slash) as AccountId; // our own format
  const contact = id.slice(slash + 1) as ContactId; // our own format
  return ensureCustomer(work, id, account, contact, seq);
};

export const applyTagged = (work: WorkingSet, entry: EntryOf<'customer.tagged'>): void => {
  const { customer, tag } = entry.data;
  const known = fileOf(work, customer, entry.seq);
  const others = known.tags.filter((other) => other.kind !== tag.kind || (!isSingleTag(tag.kind) && other.value !== tag.value));
  const by = entry.actor.kind === 'person' ? entry.actor.id : undefined;
  saveCustomer(work, { ...known, tags: [...others, { ...tag, at: entry.at, ...(by !== undefined && { by }) }] }, entry.seq);
};

export const applyUntagged = (work: WorkingSet, entry: EntryOf<'customer.untagged'>): void => {
  const { customer, kind, value } = entry.data;
  const known = fileOf(work, customer, entry.seq);
  saveCustomer(work, { ...known, tags: known.tags.filter((tag) => tag.kind !== kind || tag.value !== value) }, entry.seq);
};

export const applyStaged = (work: WorkingSet, entry: EntryOf<'customer.staged'>): void => {
  const known = fileOf(work, entry.data.customer, entry.seq);
  saveCustomer(work, { ...known, stage: entry.data.stage }, entry.seq);
};
