/** Company notices, leave, shifts and duties as rows; what concerns somebody goes into their inbox. */
import type { PersonId } from '#shared/domain/ids';
import type { Entry, EntryOf } from '#shared/ledger/entry';
import { SUPERVISORS, type InboxRow } from '../schema/inboxRows';
import type { LeaveRow, NoticeRow } from '../schema/dutyRows';
import type { WorkingSet } from './workingSet';

type NoticeEntry = EntryOf<'notice.published' | 'notice.read' | 'notice.replied' | 'notice.reminded' | 'notice.withdrawn'>;
type LeaveEntry = EntryOf<'leave.asked' | 'leave.decided' | 'leave.withdrawn'>;

const personIn = (entry: Entry): PersonId | undefined => (entry.actor.kind === 'person' ? entry.actor.id : undefined);
export const by = (entry: Entry): { readonly by?: PersonId } => (entry.actor.kind === 'person' ? { by: entry.actor.id } : {});

/** One more line in somebody's inbox that is about no conversation; nobody hears of what they did themselves. */
export const tellPerson = (work: WorkingSet, entry: Entry, person: InboxRow['person'], kind: InboxRow['kind'], text: string, ref: string): void => {
  if (person === personIn(entry)) return;
  work.inbox.push({ person, back: -entry.seq, at: entry.at, kind, parts: [{ kind: 'text', text }], ref, ...by(entry) });
};

const publish = (work: WorkingSet, entry: EntryOf<'notice.published'>): void => {
  const { notice, ...content } = entry.data;
  work.notices.put({ id: notice, at: entry.at, ...by(entry), ...content, reads: [], replies: [], reminders: [] });
  for (const person of content.people) tellPerson(work, entry, person, 'notice', content.title, notice);
};

const noticeAfter = (work: WorkingSet, entry: Exclude<NoticeEntry, EntryOf<'notice.published'>>, row: NoticeRow): NoticeRow => {
  const person = personIn(entry);
  switch (entry.type) {
    case 'notice.read': return person === undefined || row.reads.some((read) => read.person === person) ? row : { ...row, reads: [...row.reads, { person, at: entry.at }] };
    case 'notice.replied': return person === undefined ? row : { ...row, replies: [...row.replies, { person, at: entry.at, words: entry.data.words }] };
    case 'notice.reminded':
      for (const asked of entry.data.people) tellPerson(work, entry, asked, 'noticeReminder', row.title, row.id);
      return { ...row, reminders: [...row.reminders, { at: entry.at, ...by(entry), people: entry.data.people }] };
    case 'notice.withdrawn': return { ...row, withdrawn: { at: entry.at, ...by(entry), ...(entry.data.reason !== undefined && { reason: entry.data.reason }) } };
  }
};

/** A fact about a notice never seen here (cut off in an early archive) is left out. */
export const applyCompanyNotice = (work: WorkingSet, entry: NoticeEntry): void => {
  if (entry.type === 'notice.published') return publish(work, entry);
  const row = work.notices.get(entry.data.notice);
  if (row !== undefined) work.notices.put(noticeAfter(work, entry, row));
};

const leaveAfter = (work: WorkingSet, entry: EntryOf<'leave.decided' | 'leave.withdrawn'>, row: LeaveRow): LeaveRow => {
  const { reason } = entry.data;
  const decided = { at: entry.at, ...by(entry), ...(reason !== undefined && { reason }) };
  if (entry.type === 'leave.withdrawn') {
    tellPerson(work, entry, row.person, 'leaveWithdrawn', reason ?? '', row.id);
    return { ...row, state: 'withdrawn', decided };
  }
  tellPerson(work, entry, row.person, entry.data.verdict === 'approved' ? 'leaveApproved' : 'leaveRefused', reason ?? '', row.id);
  return { ...row, state: entry.data.verdict, decided };
};

export const applyLeave = (work: WorkingSet, entry: LeaveEntry): void => {
  if (entry.type === 'leave.asked') {
    const { leave, ...facts } = entry.data;
    work.leaves.put({ id: leave, at: entry.at, ...by(entry), ...facts, state: 'asked' });
    if (personIn(entry) === facts.person) tellPerson(work, entry, SUPERVISORS, 'leaveAsked', facts.reason, leave);
    return;
  }
  const row = work.leaves.get(entry.data.leave);
  if (row !== undefined) work.leaves.put(leaveAfter(work, entry, row));
};

export const applyShift = (work: WorkingSet, entry: EntryOf<'shift.assigned' | 'shift.overridden'>): void => {
  const head = { back: -entry.seq, person: entry.data.person, at: entry.at, ...by(entry) };
  if (entry.type === 'shift.assigned') work.shifts.push({ ...head, kind: 'pattern', from: entry.data.from, pattern: entry.data.pattern });
  else work.shifts.push({ ...head, kind: 'day', day: entry.data.day, spans: entry.data.spans, ...(entry.data.reason !== undefined && { reason: entry.data.reason }) });
};

export const applyDuty = (work: WorkingSet, entry: EntryOf<'duty.rulesSaved' | 'duty.done' | 'duty.undone'>): void => {
  if (entry.type === 'duty.rulesSaved') {
    work.dutyRules.push({ back: -entry.seq, from: entry.data.from, rules: entry.data.rules, savedAt: entry.at, ...by(entry) });
    return;
  }
  if (entry.type === 'duty.done') {
    const { done, times, ...facts } = entry.data;
    const person = personIn(entry);
    work.duties.put({ id: done, at: entry.at, times: times ?? 1, ...(person !== undefined && { person }), ...facts });
    return;
  }
  const row = work.duties.get(entry.data.done);
  if (row !== undefined) work.duties.put({ ...row, undone: { at: entry.at, ...by(entry), ...(entry.data.reason !== undefined && { reason: entry.data.reason }) } });
};
