/** Deadlines of company notices and how each person stands to them. Pure; times in ms. */
import type { Deadline, WorkSpan } from '../../domain/duties';
import type { RulePack } from '../rulePack';
import { nextRun, runBetween, timeAfter } from '../schedule';
import { personSchedule, workScheduleOf, type WorkFacts } from './workSchedule';

/** Where the pack has no clock for notices: two hours on shift. */
const DEFAULT_SPAN: WorkSpan = { seconds: 7_200, runs: 'shifts' };

/** How long a notice may wait by the rule pack in force, and the clause that says so. */
export const noticeSpanOf = (pack: RulePack): { readonly span: WorkSpan; readonly clause?: string } => {
  const clock = pack.clocks.find(({ matter, isOn }) => matter === 'notice' && isOn);
  return clock === undefined ? { span: DEFAULT_SPAN } : { span: { seconds: clock.limitSeconds, runs: clock.runs }, clause: clock.clause };
};

/**
 * When a person is due. A span is counted in their own time. A fixed moment holds for everybody who works before it; who
 * does not (leave, day off) has two hours on shift after they are back. Infinity when they never work again.
 */
export const deadlineOf = (deadline: Deadline, publishedAt: number, facts: WorkFacts): number => {
  if (deadline.kind === 'within') return timeAfter(personSchedule(facts, deadline.span.runs), publishedAt, deadline.span.seconds * 1000);
  const work = workScheduleOf(facts);
  if (runBetween(work, publishedAt, deadline.at) > 0) return deadline.at;
  return timeAfter(work, publishedAt, DEFAULT_SPAN.seconds * 1000);
};

/** `off`: nothing is late and the person is not at work now, so the time stands. `late` = done after its time. */
export type DueState = 'open' | 'off' | 'done' | 'late' | 'overdue' | 'withdrawn';
export type Due = { readonly state: DueState; readonly due: number; readonly doneAt?: number };

const stand = (due: number, doneAt: number | undefined, withdrawnAt: number | undefined, isAtWork: boolean, now: number): Due => {
  if (doneAt !== undefined) return { state: doneAt <= due ? 'done' : 'late', due, doneAt };
  // What was already late when it was taken back stays late.
  if (withdrawnAt !== undefined) return { state: withdrawnAt > due ? 'overdue' : 'withdrawn', due };
  if (now > due) return { state: 'overdue', due };
  return { state: isAtWork ? 'open' : 'off', due };
};

export type NoticeFacts = {
  readonly at: number;
  readonly read: Deadline;
  readonly reply?: Deadline;
  readonly reads: readonly { readonly person: string; readonly at: number }[];
  readonly replies: readonly { readonly person: string; readonly at: number }[];
  readonly withdrawn?: { readonly at: number };
};

/** How somebody of the audience stands: reading, and answering where an answer is asked for. */
export const noticeStanding = (notice: NoticeFacts, person: string, facts: WorkFacts, now: number): { readonly read: Due; readonly reply?: Due } => {
  const work = workScheduleOf(facts);
  const isAtWork = nextRun(work, now) === now;
  const doneIn = (list: NoticeFacts['reads']): number | undefined => list.find((each) => each.person === person)?.at;
  const replied = doneIn(notice.replies);
  // Who has answered has read it.
  const read = doneIn(notice.reads) ?? replied;
  const of = (deadline: Deadline, doneAt: number | undefined): Due => stand(deadlineOf(deadline, notice.at, facts), doneAt, notice.withdrawn?.at, isAtWork, now);
  return { read: of(notice.read, read), ...(notice.reply !== undefined && { reply: of(notice.reply, replied) }) };
};

/** Something is still asked of the person: to read it or to answer it. */
export const isAsked = ({ withdrawn }: NoticeFacts, { read, reply }: { readonly read: Due; readonly reply?: Due }): boolean =>
  withdrawn === undefined && (read.doneAt === undefined || (reply !== undefined && reply.doneAt === undefined));
