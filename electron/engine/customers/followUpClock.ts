import type { Entry } from '#shared/ledger/entry';
import type { Clock, Logger } from '../channels/contract/channel';
import { errorFacts } from '../platform/errorFacts';
import type { FollowUpRecord } from '../state/customerRecords';
import type { Recorder } from '../state/recorder';

/** A sleeping machine or a changed clock is noticed at the latest after this. */
const LOOK_EVERY_MS = 60 * 60_000;
const RETRY_MS = 60_000;

/**
 * Says when a follow-up's time has come, once each: the saying is an entry, so a restart neither repeats nor forgets
 * it, and what came due while the desk was off is said at the start. Returns the disposer.
 */
export const watchFollowUps = (recorder: Recorder, clock: Clock, log: Logger, tell: (plans: readonly FollowUpRecord[]) => void): (() => void) => {
  let cancel: (() => void) | null = null;
  let isRunning = false;
  let isDisposed = false;
  const plan = (ms: number): void => {
    cancel?.();
    cancel = isDisposed ? null : clock.after(ms, () => void run());
  };
  const schedule = (): void => {
    const [next] = recorder.state.customers.pending();
    if (next === undefined) cancel?.();
    else plan(Math.min(Math.max(0, next.due - clock.now()), LOOK_EVERY_MS));
  };
  const run = async (): Promise<void> => {
    if (isRunning || isDisposed) return;
    isRunning = true;
    try {
      const due = recorder.state.customers.pending().filter((one) => one.due <= clock.now());
      await recorder.record(due.map(({ id, customer, due: at }) => ({ type: 'followUp.reminded' as const, actor: { kind: 'system' as const }, data: { id, customer, due: at } })));
      if (due.length > 0) tell(due);
      isRunning = false;
      schedule();
    } catch (error) {
      isRunning = false;
      log.warn('reminder not recorded', errorFacts(error));
      plan(RETRY_MS);
    }
  };
  const isOurs = (entry: Entry): boolean => entry.type.startsWith('followUp.') && entry.type !== 'followUp.reminded';
  const dispose = recorder.onApplied((entries) => {
    if (entries.some(isOurs) && !isRunning) schedule();
  });
  schedule();
  return () => { isDisposed = true; dispose(); cancel?.(); };
};
