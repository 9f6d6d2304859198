/**
 * What one account's channel emits, in order. While one commit is on its way to the disk the next ones gather and
 * become one: the ledger's fsync is shared and every decision still sees all that came before it.
 */
import { AppError } from '#shared/domain/errors';
import type { AccountId, ChatId } from '#shared/domain/ids';
import { bodySchemas, type Draft } from '#shared/ledger/entry';
import type { Clock, Logger } from '../channels/contract/channel';
import type { ChannelEvent } from '../channels/contract/events';
import { errorFacts } from '../platform/errorFacts';
import { pause } from '../platform/promises';
import type { FlagGuard } from '../flags/flagGuard';
import type { Recorder } from '../state/recorder';
import { Batch } from './batch';
import { decide, type PassingEvent } from './decide';
import type { Echoes } from './echoes';

const MOST_EVENTS = 1_000;
/** Waits before the same commit is tried again; after the last the channel is told not to acknowledge. */
const RETRY_MS = [1_000, 3_000] as const;

export type InboxOptions = {
  readonly account: AccountId;
  readonly recorder: Recorder;
  readonly echoes: Echoes;
  readonly clock: Clock;
  readonly log: Logger;
  /** Flags what arrives. */
  readonly guard?: FlagGuard;
  readonly onPassing: (event: PassingEvent) => void;
  /** After a `caughtUp` is durable; without a chat it concerns the whole account. */
  readonly onCaughtUp: (chat: ChatId | undefined) => void;
};

type Work = { readonly events: readonly ChannelEvent[]; readonly resolve: () => void; readonly reject: (error: AppError) => void };

export class Inbox {
  readonly #options: InboxOptions;
  #queue: Work[] = [];
  #isDraining = false;

  constructor(options: InboxOptions) { this.#options = options; }

  /** Resolves when everything is durable; rejects with `ledger.unavailable` and then nothing was kept. */
  emit(events: readonly ChannelEvent[]): Promise<void> {
    const lasting = events.filter((event) => !this.#pass(event));
    if (lasting.length === 0) return Promise.resolve();
    return new Promise<void>((resolve, reject) => {
      this.#queue.push({ events: lasting, resolve, reject });
      if (!this.#isDraining) void this.#drain(); // settles every work itself, never rejects
    });
  }

  #pass(event: ChannelEvent): boolean {
    if (event.kind !== 'typing') return false;
    this.#options.onPassing(event);
    return true;
  }

  async #drain(): Promise<void> {
    this.#isDraining = true;
    while (this.#queue.length > 0) {
      const works = this.#take();
      try {
        await this.#commit(works.flatMap((work) => work.events));
        for (const work of works) work.resolve();
      } catch (error) {
        this.#options.log.error('events not kept', { works: works.length, ...errorFacts(error) });
        for (const work of works) work.reject(new AppError('ledger.unavailable', {}, { cause: error }));
      }
    }
    this.#isDraining = false;
  }

  #take(): readonly Work[] {
    let events = 0;
    const fits = this.#queue.findIndex((work) => { events += work.events.length; return events > MOST_EVENTS; });
    return this.#queue.splice(0, fits === -1 ? this.#queue.length : Math.max(1, fits));
  }

  async #commit(events: readonly ChannelEvent[]): Promise<void> {
    const { account, recorder, echoes, log, onCaughtUp, guard } = this.#options;
    const batch = new Batch(account, recorder.state, echoes, log, guard);
    for (const event of events) {
      if (event.kind === 'typing') continue;
      decide(event, batch);
      if (event.kind === 'caughtUp') batch.afterCommit.push(() => onCaughtUp(event.chat?.id));
    }
    const durable = this.#record(batch.drafts);
    for (const claim of batch.claims) claim.follow(durable);
    await durable;
    for (const run of batch.afterCommit) run();
  }

  async #record(drafts: readonly Draft[]): Promise<void> {
    const { recorder, clock, log } = this.#options;
    let kept = drafts;
    for (let failures = 0; ; failures += 1) {
      try {
        await recorder.record(kept);
        return;
      } catch (error) {
        const wait = RETRY_MS[failures];
        if (wait === undefined || isFinal(error)) throw error;
        log.warn('commit failed, trying again', { drafts: kept.length, ...errorFacts(error) });
        if (error instanceof AppError && error.code === 'ledger.invalid') kept = replaceInvalid(kept, clock.now(), log);
        else await pause(wait, clock).done;
      }
    }
  }
}

const isFinal = (error: unknown): boolean => error instanceof AppError && error.code === 'ledger.closed';

/** One draft a channel made wrongly must not take its neighbours along: it is kept as a notice that names its type. */
const replaceInvalid = (drafts: readonly Draft[], now: number, log: Logger): readonly Draft[] =>
  drafts.map((draft) => {
    const parsed = bodySchemas[draft.type].safeParse(draft.data);
    if (parsed.success) return draft;
    const path = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
    log.error('channel made an invalid event', { type: draft.type, path });
    return { type: 'notice.received', actor: draft.actor, account: draft.account, data: { type: 'channel.invalidEvent', at: now, data: { entry: draft.type, path } } };
  });
