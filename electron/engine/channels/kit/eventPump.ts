/** Feeds `emit` in order and in batches; holds on while the ledger is away. */
import type { ChannelEvent } from '../contract/events';
import type { Clock, Logger } from '../contract/channel';

export type EventPump = {
  /** Resolves when these events are durable, or the pump was closed. Order of calls is the order in the ledger. */
  readonly push: (events: readonly ChannelEvent[]) => Promise<void>;
  readonly waiting: () => number;
  /** Lets a running emit finish, drops what waits (catch-up brings it again). Idempotent. */
  readonly close: () => Promise<void>;
};

export type EventPumpOptions = {
  readonly emit: (events: readonly ChannelEvent[]) => Promise<void>;
  readonly clock: Clock;
  readonly log: Logger;
  /** More than `limit` events wait: the owner should drop its link and catch up later. Called once per overflow. */
  readonly onOverflow: () => void;
  readonly limit?: number;
};

type Waiting = { readonly events: readonly ChannelEvent[]; readonly done: () => void };

const BATCH = 256;
const RETRY_MS = 1_000;

export const createEventPump = ({ emit, clock, log, onOverflow, limit = 50_000 }: EventPumpOptions): EventPump => {
  let queue: Waiting[] = [];
  let count = 0;
  let running: Promise<void> | undefined;
  let wake: (() => void) | undefined;
  let closed = false;
  let hasOverflowed = false;

  const takeBatch = (): Waiting[] => {
    const batch: Waiting[] = [];
    let size = 0;
    for (const entry of queue) {
      if (size > 0 && size + entry.events.length > BATCH) break;
      batch.push(entry);
      size += entry.events.length;
    }
    return batch;
  };

  const pause = (): Promise<void> => new Promise((resolve) => {
    const stopTimer = clock.after(RETRY_MS, resolve);
    wake = () => { stopTimer(); resolve(); };
  });

  const run = async (): Promise<void> => {
    while (queue.length > 0 && !closed) {
      const batch = takeBatch();
      const events = batch.flatMap((entry) => entry.events);
      try {
        if (events.length > 0) await emit(events);
      } catch {
        log.warn('ledger not available, events wait', { waiting: count });
        await pause();
        continue;
      }
      queue = queue.slice(batch.length);
      count -= events.length;
      if (count < limit / 2) hasOverflowed = false;
      for (const entry of batch) entry.done();
    }
    running = undefined;
  };

  const push = (events: readonly ChannelEvent[]): Promise<void> => {
    if (closed) return Promise.resolve();
    return new Promise((resolve) => {
      queue.push({ events, done: resolve });
      count += events.length;
      running ??= run();
      if (count > limit && !hasOverflowed) {
        hasOverflowed = true;
        onOverflow();
      }
    });
  };

  const close = async (): Promise<void> => {
    closed = true;
    wake?.();
    await running;
    for (const entry of queue.splice(0)) entry.done();
    count = 0;
  };

  return { push, waiting: () => count, close };
};
