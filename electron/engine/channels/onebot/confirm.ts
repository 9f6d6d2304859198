/** Looks in the platform's history for proof of an attempt whose answer was lost. */
import { AppError } from '#shared/domain/errors';
import type { Clock, ConfirmAbility } from '../contract/channel';
import type { Sleeper } from '../kit/sleeper';
import type { Api } from './api';
import { planSteps } from './encode';
import { fingerprintOf } from './fingerprint';
import { readHistory, type HistoryResult } from './history';
import type { Oversize } from './oversize';
import type { OwnMessages } from './own';
import { decodeSegments } from './segments';

export type ConfirmOptions = {
  readonly clock: Clock;
  readonly api: Api;
  readonly own: OwnMessages;
  readonly sleeper: Sleeper;
  readonly selfId: () => string | undefined;
  readonly isHistoryWithOwn: () => boolean;
  readonly oversize: Oversize;
};

/** A gateway may still be working on what it was told when the link was cut. */
const SETTLE_MS = 8_000;
const NEAR_BEFORE_MS = 30_000;
const NEAR_AFTER_MS = 3 * 60_000;
/** Clocks of platform and desk differ; a match this far off proves nothing, but forbids saying "not sent". */
const FAR_MS = 20 * 60_000;
const PAGE = 50;
/** Even the busiest chat has fewer than this many pages in that time; a person is asked only when it has not. */
const MAX_PAGES = 100;

export const createConfirm = ({ clock, api, own, sleeper, selfId, isHistoryWithOwn, oversize }: ConfirmOptions): ConfirmAbility['confirm'] => {
  const read = (chat: Parameters<ConfirmAbility['confirm']>[0]['chat'], floor: number): Promise<HistoryResult> =>
    readHistory(chat, { api, selfId: selfId(), now: clock.now(), floor, pageSize: PAGE, maxPages: MAX_PAGES, oversize });

  return async (message, attemptedAt) => {
    const plan = planSteps(message.parts);
    const [step, ...others] = plan.ok ? plan.steps : [];
    // Several actions make one reply: history cannot say that all of them arrived.
    if (step?.kind !== 'message' || others.length > 0) return { kind: 'unknown' };
    const age = clock.now() - attemptedAt;
    if (age >= 0 && age < SETTLE_MS) await sleeper.sleep(SETTLE_MS - age);
    let history: HistoryResult;
    try {
      history = await read(message.chat, attemptedAt - FAR_MS);
    } catch (error) {
      if (error instanceof AppError) return { kind: 'unknown' };
      throw error;
    }
    const wanted = fingerprintOf(decodeSegments(step.segments));
    const ours = history.messages.filter((event) => event.direction === 'out');
    const fitting = ours.filter((event) => fingerprintOf(event.parts) === wanted && !own.isClaimed(message.chat.id, event.id));
    const near = fitting.filter((event) => event.at >= attemptedAt - NEAR_BEFORE_MS && event.at <= attemptedAt + NEAR_AFTER_MS);
    const [found] = near;
    if (found) {
      own.claim(message.client, message.chat.id, found.id);
      own.forget(message.client);
      return { kind: 'sent', id: found.id, at: found.at };
    }
    const hasMedia = step.segments.some((segment) => segment.blob !== undefined);
    const isProvenAbsent = history.isComplete && fitting.length === 0 && !hasMedia && (ours.length > 0 || isHistoryWithOwn());
    if (!isProvenAbsent) return { kind: 'unknown' };
    own.forget(message.client);
    return { kind: 'notSent' };
  };
};
