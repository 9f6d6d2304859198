import { isAsked, noticeStanding } from '#shared/rules/duties/noticeDue';
import { useComplaints } from '../archive/queries/useComplaints';
import { useLeaves, useWorkBook } from '../archive/queries/workFacts';
import { useNotices } from '../archive/queries/useNotices';
import { isOverdue } from '#shared/rules/duties/complaintDue';
import { useMe } from '../state/session';

export const NOTICES_SHOWN = 100;
/** Open complaints are always read; closed ones need no count. */
const FAR = Number.MAX_SAFE_INTEGER;

/** Notices to read or answer and complaints to go on with, of the person signed in. */
export const useTodayCount = (): number => {
  const me = useMe();
  const notices = useNotices(NOTICES_SHOWN);
  const complaints = useComplaints(FAR);
  const book = useWorkBook();
  if (me === undefined || notices === undefined || complaints === undefined || book === undefined) return 0;
  const now = Date.now();
  return notices.filter((row) => row.people.some((id) => id === me) && isAsked(row, noticeStanding(row, me, book.of(me), now))).length
    + complaints.filter((row) => row.assignee === me && (row.stage === 'toAnswer' || row.stage === 'toCallBack')).length;
};

/** Leave that waits for a supervisor's word. */
export const useLeaveCount = (): number => {
  const me = useMe();
  return useLeaves()?.filter((row) => row.state === 'asked' && row.person !== me).length ?? 0;
};

/** Complaints nobody has, or whose next step is late. */
export const useComplaintCount = (): number => {
  const now = Date.now();
  return useComplaints(FAR)?.filter((row) => row.stage === 'unassigned' || isOverdue(row, now)).length ?? 0;
};
