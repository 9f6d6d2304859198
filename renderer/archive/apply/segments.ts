import type { EntryOf } from '#shared/ledger/entry';
import type { WorkingSet } from './workingSet';

/** Keeps who made it: a later editor does not become its owner. */
export const saveSegment = (work: WorkingSet, entry: EntryOf<'segment.saved'>): void => {
  const { segment } = entry.data;
  const by = work.segments.get(segment.id)?.by ?? (entry.actor.kind === 'person' ? entry.actor.id : undefined);
  work.segments.put({ ...segment, at: entry.at, ...(by !== undefined && { by }) });
};

/** What was written in the field stays; it is no longer offered. */
export const retireField = (work: WorkingSet, id: string): void => {
  const known = work.customerFields.get(id);
  if (known !== undefined) work.customerFields.put({ ...known, retired: true });
};
