import type { PersonId } from '#shared/domain/ids';
import { SUPERVISORS, type InboxRow } from '../schema/rows';
import { useLive } from './useLive';

export type Inbox = { readonly rows: readonly InboxRow[]; /** Seq up to which the person has looked. */ readonly upTo: number };

/** The newest `limit` lines of a person's inbox, newest first; a supervisor's holds what all supervisors are asked. */
export const useInboxRows = (person: PersonId | undefined, isSupervisor: boolean, limit: number): Inbox | undefined =>
  useLive(`inbox ${person} ${isSupervisor} ${limit}`, async (db) => {
    if (person === undefined) return { rows: [], upTo: 0 };
    const of = (owner: InboxRow['person']): Promise<InboxRow[]> => db.inbox.where('[person+back]').between([owner], [owner, []], true, true).limit(limit).toArray();
    const [own, shared, mark] = await Promise.all([of(person), isSupervisor ? of(SUPERVISORS) : [], db.inboxMarks.get(person)]);
    // What a supervisor asked of the supervisors is no request to themselves.
    const rows = [...own, ...shared.filter((row) => row.by !== person)].sort((a, b) => a.back - b.back);
    return { rows: rows.slice(0, limit), upTo: mark?.upTo ?? 0 };
  });
