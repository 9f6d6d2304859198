import { AppError } from '#shared/domain/errors';
import type { Draft } from '#shared/ledger/entry';
import type { Clock, Logger } from '../channels/contract/channel';
import { backoffMs } from '../platform/backoff';
import { errorFacts } from '../platform/errorFacts';
import { pause } from '../platform/promises';
import type { Recorder } from '../state/recorder';

const RETRY = { baseMs: 500, maxMs: 15_000 };

/**
 * Records what has already happened outside and must not be forgotten: tries again while the disk refuses. False
 * when the engine is stopping or the ledger closed; the next start then finds the attempt without an outcome.
 */
export const recordStubbornly = async (drafts: readonly Draft[], on: { readonly recorder: Recorder; readonly clock: Clock; readonly log: Logger; readonly isStopped: () => boolean }): Promise<boolean> => {
  for (let failures = 1; ; failures += 1) {
    try {
      await on.recorder.record(drafts);
      return true;
    } catch (error) {
      on.log.error('outcome not recorded', { types: drafts.map((draft) => draft.type), failures, ...errorFacts(error) });
      const isFinal = error instanceof AppError && (error.code === 'ledger.closed' || error.code === 'ledger.invalid');
      if (isFinal || on.isStopped()) return false;
      await pause(backoffMs(failures, RETRY, on.clock), on.clock).done;
    }
  }
};
