/**
 * Puts findings on record as proposals: those the fold made of entries, and those only time tells. What is on record is
 * the fold's to know, so neither a restart nor a day with the app closed repeats or forgets one.
 */
import type { ChannelKind } from '#shared/domain/account';
import type { Draft } from '#shared/ledger/entry';
import type { Clock, Logger } from '../channels/contract/channel';
import { errorFacts } from '../platform/errorFacts';
import type { Recorder } from '../state/recorder';
import { deadlineFacts, nextDeadline } from './deadlines';
import { retoldDuties } from './retoldDuties';
import type { ProposedData } from './violationFold';
import { violationView } from './violationView';

const RETRY_MS = 30_000;
/** Wall clocks are set: nothing is planned further ahead. */
const FURTHEST_MS = 6 * 3_600_000;
const system = { kind: 'system' } as const;

const proposed = (data: ProposedData): Draft =>
  ({ type: 'violation.proposed', actor: system, ...(data.account !== undefined && { account: data.account }), ...(data.conversation !== undefined && { conversation: data.conversation }), data });

/** `reason`: a code of ours, in words on the screen. */
const dismissed = (violation: string, reason: string): Draft => ({ type: 'violation.dismissed', actor: system, data: { violation, reason } });

export type ViolationWatchOptions = { readonly recorder: Recorder; readonly clock: Clock; readonly log: Logger; readonly isDemonstration: (channel: ChannelKind) => boolean };

/** Watches until the disposer it returns is called. */
export const watchViolations = ({ recorder, clock, log, isDemonstration }: ViolationWatchOptions): (() => void) => {
  let cancel: (() => void) | null = null;
  let isWriting = false;
  let isDisposed = false;
  /** Deadlines up to here were looked at; what passed while the app was closed is looked at first. */
  let judgedUpTo = 0;
  const { state } = recorder;
  const plan = (ms: number): void => {
    cancel?.();
    cancel = isDisposed ? null : clock.after(Math.min(Math.max(ms, 0), FURTHEST_MS), () => void judge());
  };
  const hasNews = (): boolean => state.violations.pending().length > 0 || state.violations.voids().length > 0 || state.violations.retold().length > 0;
  const planNext = (): void => plan(hasNews() ? 0 : nextDeadline(state, judgedUpTo) - clock.now());
  const drafts = (now: number): readonly Draft[] => {
    const { violations } = state;
    const view = violationView(state);
    const found = [...violations.pending(), ...deadlineFacts(state, { lookedAt: judgedUpTo, now, isDemonstration }).flatMap((fact) => violations.draftsOf(fact, view))];
    return [
      ...[...new Map(found.map((data) => [data.violation, data])).values()].map(proposed),
      ...[...retoldDuties(state, now, isDemonstration), ...violations.retold()].flatMap(({ data, refutedBy }): readonly Draft[] => [
        { type: 'violation.retold', actor: system, data }, ...(refutedBy === undefined ? [] : [dismissed(data.violation, refutedBy)]),
      ]),
      ...violations.voids().map(([violation, reason]) => dismissed(violation, reason)),
    ];
  };
  const judge = async (): Promise<void> => {
    if (isWriting || isDisposed) return;
    isWriting = true;
    const now = clock.now();
    try {
      await recorder.record(drafts(now));
      judgedUpTo = now;
      isWriting = false;
      planNext();
    } catch (error) {
      isWriting = false;
      log.warn('violations not recorded', errorFacts(error));
      plan(RETRY_MS);
    }
  };
  const unhear = recorder.onApplied(() => { if (!isWriting) planNext(); });
  plan(0);
  return () => { isDisposed = true; unhear(); cancel?.(); };
};
