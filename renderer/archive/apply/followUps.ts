import type { EntryOf } from '#shared/ledger/entry';
import type { FollowUpRow } from '../schema/customerRows';
import { logCustomer } from './customerLog';
import type { WorkingSet } from './workingSet';

type FollowUpEntry = EntryOf<'followUp.planned' | 'followUp.done' | 'followUp.moved' | 'followUp.cancelled' | 'followUp.reopened' | 'followUp.reminded'>;

const planned = (entry: EntryOf<'followUp.planned'>): FollowUpRow => {
  const { id, customer, due, purpose, note, repeat } = entry.data;
  const by = entry.actor.kind === 'person' ? entry.actor.id : undefined;
  return {
    id, customer, due, purpose, status: 'open', at: entry.at, times: 0,
    ...(note !== undefined && { note }), ...(repeat !== undefined && { repeat }), ...(by !== undefined && { by }),
  };
};

const after = (row: FollowUpRow, entry: Exclude<FollowUpEntry, EntryOf<'followUp.planned'>>): FollowUpRow => {
  const by = entry.actor.kind === 'person' ? entry.actor.id : undefined;
  const ended = { at: entry.at, ...(by !== undefined && { by }) };
  switch (entry.type) {
    case 'followUp.done': {
      const { note, next } = entry.data;
      const noted = { ...ended, ...(note !== undefined && { note }) };
      return { ...row, times: row.times + 1, ended: noted, ...(next === undefined ? { status: 'done' } : { due: next }) };
    }
    case 'followUp.moved': return { ...row, due: entry.data.due };
    case 'followUp.cancelled': return { ...row, status: 'cancelled', ended };
    case 'followUp.reopened': return { ...row, status: 'open', due: entry.data.due };
    case 'followUp.reminded': return { ...row, reminded: entry.data.due };
  }
};

/** A plan and every later fact about it; one never planned here (cut off in an early archive) is left out. */
export const applyFollowUp = (work: WorkingSet, entry: FollowUpEntry): void => {
  const row = entry.type === 'followUp.planned' ? planned(entry) : undefined;
  const known = row ?? work.followUps.get(entry.data.id);
  if (known === undefined) return;
  const next = row ?? after(known, entry as Exclude<FollowUpEntry, EntryOf<'followUp.planned'>>); // a planned one made the row above
  work.followUps.put(next);
  if (entry.type !== 'followUp.reminded') logCustomer(work, entry, next.customer, { id: next.id, purpose: next.purpose, due: next.due, ...(next.ended?.note !== undefined && { note: next.ended.note }) });
};
