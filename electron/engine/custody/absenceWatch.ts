/**
 * Puts absences on shift on record: when an outage ends, and once a day while it goes on. What is on record already is
 * the fold's to know, so a restart neither repeats nor forgets one.
 */
import type { Draft } from '#shared/ledger/entry';
import { awayOnShift, dayEnd, type AwaySpan } from '#shared/rules/presence';
import { scheduleOf, type Schedule } from '#shared/rules/schedule';
import { workScheduleOf } from '#shared/rules/duties/workSchedule';
import type { Clock, Logger } from '../channels/contract/channel';
import { errorFacts } from '../platform/errorFacts';
import type { Recorder } from '../state/recorder';
import type { EndedOutage, Outage } from './custodyFold';

const RETRY_MS = 30_000;
/** Wall clocks are set: nothing is planned further ahead. */
const FURTHEST_MS = 6 * 3_600_000;
const CLAUSE = 'ACC-4';

const draftOf = ({ kind, account, person }: Outage, { from, to, shiftMs }: AwaySpan, closes: boolean): Draft => ({
  type: 'absence.noted', actor: { kind: 'system' }, ...(account !== undefined && { account }),
  data: { kind, ...(person !== undefined && { person }), from, to, shiftMs, clause: CLAUSE, closes },
});

const closing = (schedule: Schedule, outage: EndedOutage): Draft =>
  draftOf(outage, awayOnShift(schedule, outage.from, outage.to, 0) ?? { from: outage.from, to: outage.to, shiftMs: 0 }, true);

/** The days an outage has gone through by now, as far as they count. */
const passedDays = (schedule: Schedule, outage: Outage, now: number, graceMs: number): readonly Draft[] => {
  const drafts: Draft[] = [];
  for (let from = outage.from; dayEnd(schedule, from) <= now; from = dayEnd(schedule, from)) {
    const span = awayOnShift(schedule, from, dayEnd(schedule, from), graceMs);
    if (span) drafts.push(draftOf(outage, { ...span, to: Math.max(span.to, span.from) }, false));
  }
  return drafts;
};

export type AbsenceWatchOptions = { readonly recorder: Recorder; readonly clock: Clock; readonly log: Logger };

/** Watches until the disposer it returns is called. */
export const watchAbsences = ({ recorder, clock, log }: AbsenceWatchOptions): (() => void) => {
  let cancel: (() => void) | null = null;
  let isWriting = false;
  let isDisposed = false;
  const plan = (ms: number): void => {
    cancel?.();
    cancel = isDisposed ? null : clock.after(Math.min(Math.max(ms, 0), FURTHEST_MS), () => void judge());
  };
  const scheduleNow = (): Schedule => {
    const { calendar, shifts } = recorder.state.rules.pack;
    return scheduleOf('shifts', calendar, shifts);
  };
  /** Leave and days off are no absence: everybody is held to their own shifts. */
  const scheduleFor = ({ person }: Outage): Schedule => (person === undefined ? scheduleNow() : workScheduleOf(recorder.state.duties.workFacts(person)));
  const planNext = (): void => {
    const { custody } = recorder.state;
    if (custody.pending().length > 0) plan(0);
    else if (custody.open().length > 0) plan(dayEnd(scheduleNow(), clock.now()) - clock.now());
    else cancel?.();
  };
  const judge = async (): Promise<void> => {
    if (isWriting || isDisposed) return;
    isWriting = true;
    const { custody } = recorder.state;
    const drafts = [
      ...custody.pending().map((outage) => closing(scheduleFor(outage), outage)),
      ...custody.open().flatMap((outage) => passedDays(scheduleFor(outage), outage, clock.now(), custody.policy.absenceGraceSeconds * 1000)),
    ];
    try {
      await recorder.record(drafts);
      isWriting = false;
      planNext();
    } catch (error) {
      isWriting = false;
      log.warn('absences not recorded', { drafts: drafts.length, ...errorFacts(error) });
      plan(RETRY_MS);
    }
  };
  const unhear = recorder.onApplied(() => {
    if (!isWriting && (recorder.state.custody.pending().length > 0 || (cancel === null && recorder.state.custody.open().length > 0))) planNext();
  });
  planNext();
  return () => { isDisposed = true; unhear(); cancel?.(); };
};
