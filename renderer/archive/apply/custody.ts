/** Custody: who holds an account, its policy and secrets' age; absences; hand-overs. */
import type { Entry, EntryOf } from '#shared/ledger/entry';
import type { AccountRow, CustodyFactRow } from '../schema/accountRows';
import type { WorkingSet } from './workingSet';

type CustodyChange = EntryOf<'account.issued'> | EntryOf<'account.returned'> | EntryOf<'account.secretRotated'> | EntryOf<'account.policySet'>;
type Told = CustodyChange | EntryOf<'account.added'> | EntryOf<'account.edited'> | EntryOf<'account.paused'> | EntryOf<'account.resumed'> | EntryOf<'account.removed'> | EntryOf<'account.identity'>;

const by = (entry: Entry) => (entry.actor.kind === 'person' ? { by: entry.actor.id } : {});

const factsOf = (entry: Told): CustodyFactRow['data'] => {
  switch (entry.type) {
    case 'account.issued': case 'account.returned': return { person: entry.data.person, ...(entry.data.handover !== undefined && { handover: entry.data.handover }) };
    case 'account.secretRotated': return { keys: entry.data.keys.join(' ') };
    case 'account.added': case 'account.edited': return { name: entry.data.name };
    case 'account.identity': return { nickname: entry.data.nickname ?? '', self: entry.data.self };
    default: return {};
  }
};

/** A line of the register: what happened to the account, and who did it. */
export const noteCustody = (work: WorkingSet, entry: Told): void => {
  if (entry.account === undefined) return;
  work.custodyFacts.push({ account: entry.account, back: -entry.seq, at: entry.at, type: entry.type, data: factsOf(entry), ...by(entry) });
};

const changed = ({ held, ...row }: AccountRow, entry: CustodyChange): AccountRow => {
  const kept = held === undefined ? {} : { held };
  switch (entry.type) {
    case 'account.issued': return { ...row, held: { person: entry.data.person, since: entry.at, ...by(entry) } };
    case 'account.returned': return row;
    case 'account.secretRotated': return { ...row, ...kept, secretAt: entry.at };
    case 'account.policySet': return { ...row, ...kept, policy: entry.data.policy };
  }
};

/** The holder's own history tells of it too. */
const tellHolder = (work: WorkingSet, entry: EntryOf<'account.issued'> | EntryOf<'account.returned'>, name: string): void => {
  work.personFacts.push({ person: entry.data.person, back: -entry.seq, at: entry.at, type: entry.type, data: { account: name }, ...by(entry) });
};

export const applyCustody = (work: WorkingSet, entry: CustodyChange): void => {
  if (entry.account === undefined) return;
  noteCustody(work, entry);
  const row = work.accounts.get(entry.account);
  if (entry.type === 'account.issued' || entry.type === 'account.returned') tellHolder(work, entry, row?.name ?? entry.account);
  if (row !== undefined) work.accounts.put(changed(row, entry));
};

export const applyAbsence = (work: WorkingSet, entry: EntryOf<'absence.noted'>): void => {
  const { closes: _over, ...data } = entry.data;
  work.absences.push({ back: -entry.seq, at: entry.at, ...data, ...(entry.account !== undefined && { account: entry.account }) });
};

export const applyHandover = (work: WorkingSet, entry: EntryOf<'handover.done'>): void => {
  const { from, accounts, conversations, replies, drafts, followUps, reason } = entry.data;
  const data = { accounts: accounts.length, conversations: conversations.length, replies: replies.length, drafts, followUps, ...(reason !== undefined && { reason }) };
  work.personFacts.push({ person: from, back: -entry.seq, at: entry.at, type: entry.type, data, ...by(entry) });
};
