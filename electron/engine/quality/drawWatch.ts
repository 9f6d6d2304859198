/** Draws the samples of plans with a period of their own, once the period is over; a desk that was off catches up with the last one. */
import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/domain/errors';
import { lastPeriod } from '#shared/rules/quality/period';
import type { Clock, Logger } from '../channels/contract/channel';
import { errorFacts } from '../platform/errorFacts';
import type { Recorder } from '../state/recorder';
import type { SampleDesk } from './sampleDesk';

const LOOK_EVERY_MS = 15 * 60_000;

/** Nothing there to draw, or drawn already: no failure. */
const NO_NEWS: ReadonlySet<string> = new Set(['quality.nothingToDraw', 'quality.drawnBefore', 'quality.noReviewer']);

export type DrawWatchOptions = { readonly recorder: Recorder; readonly samples: SampleDesk; readonly clock: Clock; readonly log: Logger };

/** Watches until the disposer it returns is called. */
export const watchDraws = ({ recorder, samples, clock, log }: DrawWatchOptions): (() => void) => {
  let cancel: (() => void) | null = null;
  let isOver = false;
  /** Periods found empty: not read again before the desk starts anew. */
  const settled = new Set<string>();
  const look = async (): Promise<void> => {
    const offset = recorder.state.rules.pack.calendar.offsetMinutes * 60_000;
    for (const { plan, savedAt } of recorder.state.quality.plans()) {
      const period = lastPeriod(plan.every, clock.now(), offset);
      if (period === null || period.to <= savedAt || settled.has(`${plan.id} ${period.to}`) || isOver) continue;
      const isDrawn = recorder.state.quality.samplesOf(plan.id).some(({ to = 0 }) => to > period.from);
      if (!isDrawn) await samples.draw(`sample-${randomUUID()}`, plan.id, period, { kind: 'system' }).catch((error: unknown) => {
        if (!(error instanceof AppError) || !NO_NEWS.has(error.code)) throw error;
      });
      settled.add(`${plan.id} ${period.to}`);
    }
  };
  const run = (): void => {
    look().catch((error: unknown) => log.error('sample not drawn', errorFacts(error))).finally(plan);
  };
  const plan = (): void => { cancel = isOver ? null : clock.after(LOOK_EVERY_MS, run); };
  // Not at once: a start has enough to do.
  cancel = clock.after(30_000, run);
  return () => {
    isOver = true;
    cancel?.();
  };
};
