/** Complaints as rows: each as it stands, with every step that led there. */
import type { EntryOf } from '#shared/ledger/entry';
import { SUPERVISORS } from '../schema/inboxRows';
import type { ComplaintRow, ComplaintStep } from '../schema/dutyRows';
import { by, tellPerson } from './duties';
import type { WorkingSet } from './workingSet';

type ComplaintEntry = EntryOf<
  'complaint.recorded' | 'complaint.revised' | 'complaint.assigned' | 'complaint.answered' | 'complaint.calledBack' | 'complaint.improved' | 'complaint.closed' | 'complaint.reopened'
>;
type Later = Exclude<ComplaintEntry, EntryOf<'complaint.recorded'>>;

/** What of an entry its history line tells. */
const stepOf = (entry: ComplaintEntry): ComplaintStep => {
  const head = { at: entry.at, seq: entry.seq, ...by(entry) };
  switch (entry.type) {
    case 'complaint.recorded': return { ...head, type: 'recorded', words: entry.data.words };
    case 'complaint.assigned': return { ...head, type: 'assigned', to: entry.data.to };
    case 'complaint.answered': return { ...head, type: 'answered', words: entry.data.words, ...(entry.data.messages !== undefined && { messages: entry.data.messages }) };
    case 'complaint.calledBack': return { ...head, type: 'calledBack', outcome: entry.data.outcome, ...(entry.data.words !== undefined && { words: entry.data.words }) };
    case 'complaint.improved': return { ...head, type: 'improved', words: entry.data.words };
    case 'complaint.closed': return { ...head, type: 'closed', verdict: entry.data.verdict, ...(entry.data.words !== undefined && { words: entry.data.words }) };
    case 'complaint.reopened': return { ...head, type: 'reopened', words: entry.data.reason };
    case 'complaint.revised': {
      const { kind, severity, about } = entry.data;
      return { ...head, type: 'revised', ...(kind !== undefined && { kind }), ...(severity !== undefined && { severity }), ...(about !== undefined && { about }) };
    }
  }
};

const record = (work: WorkingSet, entry: EntryOf<'complaint.recorded'>): void => {
  const { complaint, ...facts } = entry.data;
  work.complaints.put({ id: complaint, at: entry.at, ...by(entry), ...facts, stage: 'unassigned', improvements: [], steps: [stepOf(entry)] });
  tellPerson(work, entry, SUPERVISORS, 'complaint', facts.words, complaint);
};

const revised = ({ about, ...row }: ComplaintRow, { data }: EntryOf<'complaint.revised'>): ComplaintRow => {
  const next = data.about === undefined ? about : data.about ?? undefined;
  return {
    ...row, ...(next !== undefined && { about: next }), ...(data.kind !== undefined && { kind: data.kind }),
    ...(data.severity !== undefined && { severity: data.severity }), ...(data.answerBy !== undefined && { answerBy: data.answerBy }),
  };
};

/** Answering begins anew; what was answered before stays in the steps. */
const reopened = (row: ComplaintRow, { data }: EntryOf<'complaint.reopened'>): ComplaintRow => {
  const { answered: _answered, calledBack: _called, callBackBy: _by, closed: _closed, ...rest } = row;
  return { ...rest, answerBy: data.answerBy, stage: row.assignee === undefined ? 'unassigned' : 'toAnswer' };
};

const after = (row: ComplaintRow, entry: Later): ComplaintRow => {
  const told = { at: entry.at, ...by(entry) };
  switch (entry.type) {
    case 'complaint.revised': return revised(row, entry);
    case 'complaint.assigned': return { ...row, assignee: entry.data.to, stage: row.stage === 'unassigned' ? 'toAnswer' : row.stage };
    case 'complaint.answered': return { ...row, answered: { ...told, words: entry.data.words }, callBackBy: entry.data.callBackBy, stage: 'toCallBack' };
    case 'complaint.calledBack': {
      const { outcome, words } = entry.data;
      // Who could not be reached is called again.
      return { ...row, calledBack: { ...told, outcome, ...(words !== undefined && { words }) }, stage: outcome === 'unreached' ? 'toCallBack' : 'toClose' };
    }
    case 'complaint.improved': return { ...row, improvements: [...row.improvements, { ...told, words: entry.data.words }] };
    case 'complaint.closed': {
      const { verdict, words } = entry.data;
      return { ...row, closed: { ...told, verdict, ...(words !== undefined && { words }) }, stage: 'closed' };
    }
    case 'complaint.reopened': return reopened(row, entry);
  }
};

/** A later step of a complaint never recorded here (cut off in an early archive) is left out. */
export const applyComplaint = (work: WorkingSet, entry: ComplaintEntry): void => {
  if (entry.type === 'complaint.recorded') return record(work, entry);
  const row = work.complaints.get(entry.data.complaint);
  if (row === undefined) return;
  work.complaints.put({ ...after(row, entry), steps: [...row.steps, stepOf(entry)] });
  if (entry.type === 'complaint.assigned') tellPerson(work, entry, entry.data.to, 'complaintAssigned', row.words, row.id);
};
