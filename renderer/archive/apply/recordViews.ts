import type { EntryOf } from '#shared/ledger/entry';
import type { WorkingSet } from './workingSet';

/** Who read this conversation as a record, newest first by key. */
export const applyRecordViewed = (work: WorkingSet, entry: EntryOf<'record.viewed'>): void => {
  if (entry.actor.kind !== 'person') return;
  work.recordViews.push({ conversation: entry.data.conversation, back: -entry.seq, at: entry.at, person: entry.actor.id, place: entry.data.place });
};
