import type { PersonId } from '#shared/domain/ids';
import type { ArchiveDb } from '../schema/db';
import { SUPERVISORS, type InboxRow } from '../schema/inboxRows';
import { useLive } from './useLive';

/** `open`: `ref`s of notices this person has not read, leave nobody decided and complaints that wait for them. */
export type Inbox = { readonly rows: readonly InboxRow[]; /** Seq up to which the person has looked. */ readonly upTo: number; readonly open: ReadonlySet<string> };

/** What of the rows about no conversation still waits for this person; each matter at its newest line only. */
const openRefs = async (db: ArchiveDb, rows: readonly InboxRow[], person: PersonId): Promise<ReadonlySet<string>> => {
  const refs = [...new Set(rows.flatMap((row) => (row.conversation === undefined && row.ref !== undefined ? [row.ref] : [])))];
  if (refs.length === 0) return new Set();
  const [notices, leaves, complaints] = await Promise.all([db.notices.where('id').anyOf(refs).toArray(), db.leaves.where('id').anyOf(refs).toArray(), db.complaints.where('id').anyOf(refs).toArray()]);
  return new Set([
    ...notices.filter((row) => row.withdrawn === undefined && row.people.includes(person) && !row.reads.some((read) => read.person === person)),
    ...leaves.filter((row) => row.state === 'asked' && row.person !== person),
    ...complaints.filter((row) => (row.stage === 'unassigned' ? row.by !== person : row.assignee === person && row.stage !== 'closed' && row.stage !== 'toClose')),
  ].map(({ id }) => id));
};

/** The newest `limit` lines of a person's inbox, newest first; a supervisor's holds what all supervisors are asked. */
export const useInboxRows = (person: PersonId | undefined, isSupervisor: boolean, limit: number): Inbox | undefined =>
  useLive(`inbox ${person} ${isSupervisor} ${limit}`, async (db) => {
    if (person === undefined) return { rows: [], upTo: 0, open: new Set<string>() };
    const of = (owner: InboxRow['person']): Promise<InboxRow[]> => db.inbox.where('[person+back]').between([owner], [owner, []], true, true).limit(limit).toArray();
    const [own, shared, mark] = await Promise.all([of(person), isSupervisor ? of(SUPERVISORS) : [], db.inboxMarks.get(person)]);
    // What a supervisor asked of the supervisors is no request to themselves.
    const rows = [...own, ...shared.filter((row) => row.by !== person)].sort((a, b) => a.back - b.back).slice(0, limit);
    return { rows, upTo: mark?.upTo ?? 0, open: await openRefs(db, rows, person) };
  });
