/** When a complaint must be answered and the customer called back. Pure; times in ms. */
import type { Severity, WorkSpan } from '../../domain/duties';
import type { RulePack } from '../rulePack';
import { scheduleOf, timeAfter } from '../schedule';
import type { ComplaintTimes } from './dutyRules';

const after = (span: WorkSpan, pack: RulePack, at: number): number => timeAfter(scheduleOf(span.runs, pack.calendar, pack.shifts), at, span.seconds * 1000);

/** Latest time of the answer, counted in the company's hours. */
export const answerByOf = (times: ComplaintTimes, pack: RulePack, severity: Severity, at: number): number => after(times.answer[severity], pack, at);

/** Latest time to call the customer back after the answer. */
export const callBackByOf = (times: ComplaintTimes, pack: RulePack, at: number): number => after(times.callBack, pack, at);

export type ComplaintFactsDue = {
  readonly stage: 'unassigned' | 'toAnswer' | 'toCallBack' | 'toClose' | 'closed';
  readonly answerBy: number; readonly callBackBy?: number;
  readonly answered?: { readonly at: number }; readonly calledBack?: { readonly at: number };
};

/** The time the next step is due, if it has one. */
export const complaintDue = ({ stage, answerBy, callBackBy }: ComplaintFactsDue): number | undefined => {
  if (stage === 'unassigned' || stage === 'toAnswer') return answerBy;
  return stage === 'toCallBack' ? callBackBy : undefined;
};

/** The next step is late, or one that was done came late. */
export const isComplaintLate = (row: ComplaintFactsDue, now: number): boolean => {
  const due = complaintDue(row);
  return (due !== undefined && now > due) || wasAnsweredLate(row) || (row.calledBack !== undefined && row.callBackBy !== undefined && row.calledBack.at > row.callBackBy);
};

export const wasAnsweredLate = ({ answered, answerBy }: Pick<ComplaintFactsDue, 'answered' | 'answerBy'>): boolean => answered !== undefined && answered.at > answerBy;

/** The next step is late now. */
export const isOverdue = (row: ComplaintFactsDue, now: number): boolean => {
  const due = complaintDue(row);
  return due !== undefined && now > due;
};
