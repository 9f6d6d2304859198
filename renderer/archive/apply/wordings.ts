import type { EntryOf } from '#shared/ledger/entry';
import { searchKeysOf } from './searchKeys';
import type { WorkingSet } from './workingSet';

export const applyWordingSaved = (work: WorkingSet, entry: EntryOf<'wording.saved'>): void => {
  const { wording } = entry.data;
  const uses = work.wordings.get(wording.id)?.uses ?? 0;
  work.wordings.put({ ...wording, search: searchKeysOf(wording), uses, savedAt: entry.at });
};

export const applyWordingRemoved = (work: WorkingSet, entry: EntryOf<'wording.removed'>): void => {
  if (work.wordings.get(entry.data.wording) !== undefined) work.wordings.drop(entry.data.wording);
};

/** Counts a reply made from a wording: the most used ones are offered first. */
export const noteWordingUse = (work: WorkingSet, entry: EntryOf<'reply.queued'>): void => {
  const row = entry.data.wording === undefined ? undefined : work.wordings.get(entry.data.wording.id);
  if (row !== undefined) work.wordings.put({ ...row, uses: row.uses + 1 });
};
