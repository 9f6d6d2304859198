import type { PersonId } from '#shared/domain/ids';
import type { Entry, EntryOf } from '#shared/ledger/entry';
import type { PersonRow } from '../schema/personRows';
import type { WorkingSet } from './workingSet';

type PersonChange =
  | EntryOf<'person.renamed'> | EntryOf<'person.roleProposed'> | EntryOf<'person.roleDecided'> | EntryOf<'person.roleChanged'>
  | EntryOf<'person.left'> | EntryOf<'person.returned'> | EntryOf<'person.passwordSet'> | EntryOf<'person.recoveryMade'>
  | EntryOf<'session.opened'> | EntryOf<'session.closed'> | EntryOf<'session.failed'>;

/** The person an entry is about; undefined for all others. What reads or changes a row of `people`. */
export const personOf = (entry: Entry): PersonId | undefined =>
  entry.type.startsWith('person.') || (entry.type.startsWith('session.') && 'person' in entry.data) ? (entry as PersonChange).data.person : undefined; // these types name one

/** A line of the person's history: the facts of the entry as they are, and who caused it. */
const noteFact = (work: WorkingSet, entry: EntryOf<'person.added'> | PersonChange): void => {
  const { person, ...data } = entry.data;
  work.personFacts.push({ person, back: -entry.seq, at: entry.at, type: entry.type, data, ...(entry.actor.kind === 'person' && { by: entry.actor.id }) });
};

/** An entry of an older app may name somebody again: what was known of them beyond the name stays. */
export const applyPersonAdded = (work: WorkingSet, entry: EntryOf<'person.added'>): void => {
  noteFact(work, entry);
  const known = work.people.get(entry.data.person);
  work.people.put({ active: true, addedAt: entry.at, ...known, id: entry.data.person, name: entry.data.name, role: entry.data.role });
};

const changed = (row: PersonRow, entry: PersonChange): PersonRow => {
  switch (entry.type) {
    case 'person.renamed': return { ...row, name: entry.data.name };
    case 'person.roleProposed': {
      const { proposal, role, clause, reason } = entry.data;
      return { ...row, pending: { proposal, role, at: entry.at, ...(entry.actor.kind === 'person' && { by: entry.actor.id }), ...(clause !== undefined && { clause }), ...(reason !== undefined && { reason }) } };
    }
    case 'person.roleDecided': {
      const { pending, ...rest } = row;
      return pending?.proposal === entry.data.proposal ? rest : row;
    }
    case 'person.roleChanged': return { ...row, role: entry.data.role };
    case 'person.left': {
      const { recoveryAt: _void, ...rest } = row;
      return { ...rest, active: false };
    }
    case 'person.returned': return { ...row, active: true };
    case 'session.opened': return { ...row, signedInAt: entry.data.at };
    case 'person.recoveryMade': return { ...row, recoveryAt: entry.at };
    case 'person.passwordSet': {
      const { recoveryAt: _used, ...rest } = row;
      return entry.data.how === 'recovery' ? rest : row;
    }
    case 'session.closed': case 'session.failed': return row;
  }
};

/** Somebody nobody added (a cut-off early archive) has no row to change; the line of history is kept all the same. */
export const applyPersonChange = (work: WorkingSet, entry: PersonChange): void => {
  noteFact(work, entry);
  const row = work.people.get(entry.data.person);
  if (row === undefined) return;
  const next = changed(row, entry);
  if (next !== row) work.people.put(next);
};
