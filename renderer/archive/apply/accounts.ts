import type { EntryOf } from '#shared/ledger/entry';
import type { AccountRow } from '../schema/accountRows';
import { noteCustody } from './custody';
import type { WorkingSet } from './workingSet';

export const applyAccountAdded = (work: WorkingSet, entry: EntryOf<'account.added'>): void => {
  if (entry.account === undefined) return;
  noteCustody(work, entry);
  work.accounts.put({
    id: entry.account, ...entry.data, paused: false, removed: false,
    status: { state: 'connecting', action: 'none' }, statusAt: entry.at, addedAt: entry.at,
    ...(entry.data.secretKeys.length > 0 && { secretAt: entry.at }),
  });
};

type AccountChange =
  | EntryOf<'account.edited'> | EntryOf<'account.paused'> | EntryOf<'account.resumed'>
  | EntryOf<'account.removed'> | EntryOf<'account.identity'> | EntryOf<'account.status'>;

const changed = (row: AccountRow, entry: AccountChange): AccountRow => {
  switch (entry.type) {
    case 'account.edited': return { ...row, ...entry.data };
    case 'account.paused': return { ...row, paused: true };
    case 'account.resumed': return { ...row, paused: false };
    // Records stay: the row only leaves the rail.
    case 'account.removed': return { ...row, removed: true };
    case 'account.identity': return { ...row, ...entry.data };
    case 'account.status': return { ...row, status: entry.data.status, statusAt: entry.at };
  }
};

/** An account nobody added (a cut-off early archive) has no row to change; its history of state is kept all the same. */
export const applyAccountChange = (work: WorkingSet, entry: AccountChange): void => {
  if (entry.account === undefined) return;
  if (entry.type === 'account.status') {
    work.statuses.push({ account: entry.account, back: -entry.seq, at: entry.at, status: entry.data.status });
  }
  const row = work.accounts.get(entry.account);
  // Platforms tell who we are at every connect; only another name is news.
  const isOld = entry.type === 'account.status' || (entry.type === 'account.identity' && row?.nickname === entry.data.nickname && row?.self === entry.data.self);
  if (!isOld) noteCustody(work, entry);
  if (row !== undefined) work.accounts.put(changed(row, entry));
};
