/**
 * Erasures carried out again on a copy restored aside, before anybody opens it: those the list beside the copy names and the
 * copy does not know of, and those it knows as approved. Cut off, the whole restore begins anew.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, Logger } from '../channels/contract/channel';
import type { SigningKey } from '../ledger/contract';
import { openLedger } from '../ledger/openLedger';
import { openRecorder } from '../state/recorder';
import type { Erased } from './erasedList';
import { runErasure } from './erasureRun';

export type RepeatOptions = {
  /** Holds `ledger`. */
  readonly dir: string;
  readonly erased: readonly Erased[];
  readonly seat: string;
  readonly key: () => SigningKey | null;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
};

/** Resolves with how many took something away. */
export const repeatErasures = async ({ dir, erased, seat, key, clock, log, signal }: RepeatOptions): Promise<number> => {
  if (erased.length === 0) return 0; // what the copy knows as approved, the desk itself goes on with
  const state = join(dir, 'state');
  const ledger = await openLedger({ dir: join(dir, 'ledger'), seat, now: clock.now, key, lowMediaBytes: 0, lowTextBytes: 0 });
  try {
    const recorder = await openRecorder({ ledger, dir: state, clock, log, signal });
    try {
      const { retention } = recorder.state;
      const due = erased.filter(({ request }) => retention.request(request)?.state !== 'finished');
      await recorder.record(due.map((data) => ({ type: 'erasure.repeated', actor: { kind: 'system' }, data })));
      const approved = recorder.state.retention.approved();
      for (const request of approved) {
        signal.throwIfAborted();
        await runErasure({ recorder, ledger, now: clock.now, dropDrafts: async () => undefined, tellCopies: async () => undefined, onErased: () => undefined }, request);
      }
      return approved.filter(({ request }) => hasTaken(recorder.state.retention.request(request)?.count)).length;
    } finally {
      await recorder.close();
    }
  } finally {
    await ledger.close();
    await rm(state, { recursive: true, force: true }); // the desk folds it anew
  }
};

const hasTaken = (count: { readonly entries: number; readonly files: number } | undefined): boolean => count !== undefined && count.entries + count.files > 0;
