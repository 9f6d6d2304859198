import { joinedMembers, resolvePerson, splitMembers, type PersonProfile } from '#shared/domain/customerFile';
import type { CustomerId } from '#shared/domain/ids';
import type { EntryOf } from '#shared/ledger/entry';
import type { ConversationRow } from '../schema/conversationRows';
import type { CustomerRow } from '../schema/customerRows';
import { logCustomer } from './customerLog';
import { fileOf } from './files';
import type { WorkingSet } from './workingSet';

/** Files of the person, the first one first; those the archive does not know (cut off in an early one) left out. */
export const filesOf = (work: WorkingSet, customer: CustomerRow): readonly CustomerRow[] =>
  customer.members === undefined ? [customer] : customer.members.flatMap((id) => (id === customer.id ? customer : work.customers.get(id) ?? []));

/** Whether what is written in this file speaks for other files too. */
export const isJoined = (customer: CustomerRow): boolean => customer.members !== undefined;

type Copy = Pick<ConversationRow, 'province' | 'occupation' | 'grade' | 'tags' | 'groups' | 'stage' | 'starred' | 'person'> & Pick<ConversationRow, 'avatar'>;

const valueIn = (profile: PersonProfile, kind: 'province' | 'occupation' | 'grade'): string | undefined =>
  profile.tags.find((tag) => tag.kind === kind)?.value;

const wordsIn = (profile: PersonProfile, kind: 'free' | 'group'): readonly string[] | undefined => {
  const words = profile.tags.filter((tag) => tag.kind === kind).map((tag) => tag.value);
  return words.length === 0 ? undefined : words;
};

/** What a conversation row carries of its customer, so that one read filters the list: the person's, whichever file it is. */
export const customerCopy = (work: WorkingSet, customer: CustomerRow): Copy => {
  const profile = resolvePerson(filesOf(work, customer));
  return {
    province: valueIn(profile, 'province'), occupation: valueIn(profile, 'occupation'), grade: valueIn(profile, 'grade'),
    tags: wordsIn(profile, 'free'), groups: wordsIn(profile, 'group'), stage: profile.stage,
    starred: profile.starred || undefined, person: customer.members?.[0],
    ...(customer.avatar !== undefined && { avatar: customer.avatar }),
  };
};

/** The title of a private chat: what the company calls the person, else what this account knows. */
export const nameOf = (work: WorkingSet, customer: CustomerRow): string => {
  const { fields } = resolvePerson(filesOf(work, customer));
  const remark = fields['remark']?.value;
  const name = fields['name']?.value;
  return (typeof remark === 'string' && remark) || customer.remark || (typeof name === 'string' && name) || customer.name;
};

const withMembers = (row: CustomerRow, members: readonly CustomerId[]): CustomerRow => {
  const { members: _before, ...alone } = row;
  return members.length < 2 ? alone : { ...row, members };
};

/** Writes a person's files and the copies in all their conversations. */
const saveFiles = (work: WorkingSet, ids: readonly CustomerId[], seq: number, change: (row: CustomerRow) => CustomerRow, copyTo: (work: WorkingSet, row: CustomerRow, seq: number) => void): void => {
  for (const id of ids) {
    const row = work.customers.get(id);
    if (row !== undefined) work.customers.put({ ...change(row), touched: seq });
  }
  const [first] = ids.flatMap((id) => work.customers.get(id) ?? []);
  if (first !== undefined) copyTo(work, first, seq);
};

type CopyTo = (work: WorkingSet, row: CustomerRow, seq: number) => void;

export const applyMerged = (work: WorkingSet, entry: EntryOf<'customer.merged'>, copyTo: CopyTo): void => {
  const { into, from, evidence } = entry.data;
  const target = fileOf(work, into, entry.seq);
  const sources = from.map((id) => fileOf(work, id, entry.seq));
  const members = joinedMembers(target.members ?? [into], sources.map((row) => row.members ?? [row.id]));
  const coming = new Set(members.filter((id) => !(target.members ?? [into]).includes(id)));
  const by = entry.actor.kind === 'person' ? entry.actor.id : undefined;
  const joined = { at: entry.at, evidence, ...(by !== undefined && { by }) };
  saveFiles(work, members, entry.seq, (row) => ({ ...withMembers(row, members), ...(coming.has(row.id) && row.joined === undefined && { joined }) }), copyTo);
  for (const id of members) logCustomer(work, entry, id, { into, from, evidence });
};

export const applySplit = (work: WorkingSet, entry: EntryOf<'customer.split'>, copyTo: CopyTo): void => {
  const [first] = entry.data.customers;
  if (first === undefined) return;
  const members = fileOf(work, first, entry.seq).members ?? [first];
  const { stay, leave } = splitMembers(members, entry.data.customers);
  if (stay.length === 0 || leave.length === 0) return;
  for (const side of [stay, leave]) {
    saveFiles(work, side, entry.seq, (row) => {
      const { joined, ...rest } = withMembers(row, side);
      const isFirst = side[0] === row.id;
      return isFirst || joined === undefined ? rest : { ...rest, joined };
    }, copyTo);
  }
  for (const id of members) logCustomer(work, entry, id, { stay, leave, ...(entry.data.note !== undefined && { note: entry.data.note }) });
};

export const applyDistinguished = (work: WorkingSet, entry: EntryOf<'customer.distinguished'>): void => {
  const { customer, other } = entry.data;
  for (const [id, not] of [[customer, other], [other, customer]] as const) {
    const row = fileOf(work, id, entry.seq);
    if (row.distinct?.includes(not) !== true) work.customers.put({ ...row, distinct: [...(row.distinct ?? []), not], touched: entry.seq });
    logCustomer(work, entry, id, { other: not });
  }
};
