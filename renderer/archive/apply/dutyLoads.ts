import type { ComplaintId, DutyDoneId, LeaveId, NoticeId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import type { ArchiveDb } from '../schema/db';
import { loadRows } from './loadRows';
import type { WorkingSet } from './workingSet';

/** Rows of notices, complaints, leave and duties that a batch changes. */
export const loadDuties = async (db: ArchiveDb, entries: readonly Entry[], work: WorkingSet): Promise<void> => {
  const [notices, complaints, leaves, duties] = [new Set<NoticeId>(), new Set<ComplaintId>(), new Set<LeaveId>(), new Set<DutyDoneId>()];
  for (const { data } of entries) {
    if ('notice' in data) notices.add(data.notice);
    else if ('complaint' in data) complaints.add(data.complaint);
    else if ('leave' in data) leaves.add(data.leave);
    else if ('done' in data) duties.add(data.done);
  }
  await Promise.all([
    loadRows(db.notices, [...notices], work.notices),
    loadRows(db.complaints, [...complaints], work.complaints),
    loadRows(db.leaves, [...leaves], work.leaves),
    loadRows(db.duties, [...duties], work.duties),
  ]);
};
