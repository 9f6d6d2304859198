/**
 * The engine's waiting clocks: puts on record when a limit is passed (`wait.breached`) and when the supervisor is to
 * be told (`wait.escalated`), once per clock and wait, and wakes what was put off until a time. Asks the fold what is
 * on record already, so a restart repeats nothing and catches up with what came due while the desk was off.
 */
import type { ConversationId } from '#shared/domain/ids';
import { accountOfConversation } from '#shared/domain/ids';
import type { Draft, Entry } from '#shared/ledger/entry';
import { clocksOf, type RunningClock } from '#shared/rules/clock';
import type { Clock, Logger } from '../channels/contract/channel';
import { errorFacts } from '../platform/errorFacts';
import { drop } from '../platform/promises';
import type { ConversationRecord } from '../state/conversationRecord';
import type { EngineState } from '../state/engineState';
import type { Recorder } from '../state/recorder';

/** What arrives together is judged together: an answer found in history ends the wait it came with. */
const TOGETHER_MS = 1_000;
const RETRY_MS = 30_000;
/** Wall clocks are set and calendars end: nothing is planned further ahead. */
const FURTHEST_MS = 6 * 3_600_000;

const system = { kind: 'system' } as const;

type Due = { readonly at: number; readonly draft: Draft };

const notedOf = (record: ConversationRecord, clock: RunningClock): Pick<NonNullable<ConversationRecord['noted']>, 'breached' | 'escalated'> =>
  (record.noted?.since === clock.since ? record.noted : { breached: [], escalated: [] });

const passedBy = (clock: RunningClock, due: number, limit: number, pack: number) =>
  ({ clock: clock.rule.id, clause: clock.rule.clause, since: clock.since, limit, due, pack });

/** Everything still to be put on record for one conversation, whenever it comes due. */
export const duesOf = (state: EngineState, id: ConversationId, record: ConversationRecord): readonly Due[] => {
  const account = accountOfConversation(id);
  const of = state.accounts.get(account);
  if (of === undefined || of.removed) return [];
  const place = { actor: system, account, conversation: id } as const;
  const { pack } = state.rules;
  const dues: Due[] = [];
  if (record.snooze?.until !== undefined) dues.push({ at: record.snooze.until, draft: { type: 'conversation.woken', ...place, data: { why: 'time' } } });
  for (const clock of clocksOf(pack, { ...record, kind: record.chat.kind }, of.channel)) {
    const { breached, escalated } = notedOf(record, clock);
    const { escalateSeconds = 0 } = clock.rule;
    if (!breached.includes(clock.rule.id)) dues.push({ at: clock.due, draft: { type: 'wait.breached', ...place, data: passedBy(clock, clock.due, clock.limit, pack.version) } });
    if (!escalated.includes(clock.rule.id)) dues.push({ at: clock.escalateAt, draft: { type: 'wait.escalated', ...place, data: passedBy(clock, clock.escalateAt, escalateSeconds * 1000, pack.version) } });
  }
  return dues.filter(({ at }) => at < Infinity);
};

export type WaitWatchOptions = { readonly recorder: Recorder; readonly clock: Clock; readonly log: Logger };

export class WaitWatch {
  readonly #options: WaitWatchOptions;
  /** When each conversation next wants a look, ms; only those that do. */
  readonly #next = new Map<ConversationId, number>();
  #cancel: (() => void) | null = null;
  #armedAt = Infinity;
  #isWriting = false;
  #unhear: (() => void) | null = null;

  constructor(options: WaitWatchOptions) { this.#options = options; }

  start(): void {
    this.#lookAtAll();
    this.#unhear = this.#options.recorder.onApplied((entries) => this.#hear(entries));
    this.#arm();
  }

  stop(): void {
    this.#unhear?.();
    this.#cancel?.();
    this.#cancel = null;
  }

  #hear(entries: readonly Entry[]): void {
    const isAll = entries.some(({ type }) => type === 'rulePack.saved' || type === 'account.removed' || type === 'account.identity');
    if (isAll) this.#lookAtAll();
    const soon = this.#options.clock.now() + TOGETHER_MS;
    for (const { conversation } of entries) if (conversation !== undefined) this.#plan(conversation, soon);
    this.#arm();
  }

  #lookAtAll(): void {
    const soon = this.#options.clock.now() + TOGETHER_MS;
    for (const [id, record] of this.#options.recorder.state.conversations.all()) {
      if (record.waitingSince > 0 || record.snooze !== undefined) this.#plan(id, soon);
    }
  }

  /** Looked at not before the next judgement. */
  #plan(id: ConversationId, at: number): void {
    this.#next.set(id, Math.min(this.#next.get(id) ?? Infinity, at));
  }

  #arm(): void {
    if (this.#isWriting || this.#unhear === null) return;
    let at = Infinity;
    for (const next of this.#next.values()) if (next < at) at = next;
    if (at === this.#armedAt && this.#cancel !== null) return;
    this.#cancel?.();
    this.#armedAt = at;
    const { clock, log } = this.#options;
    const wait = Math.min(Math.max(0, at - clock.now()), FURTHEST_MS);
    this.#cancel = at === Infinity ? null : clock.after(wait, () => {
      this.#cancel = null;
      drop(this.#judge(), log, 'waiting clocks');
    });
  }

  async #judge(): Promise<void> {
    const { recorder, clock, log } = this.#options;
    const now = clock.now();
    const drafts: Draft[] = [];
    for (const [id, next] of [...this.#next]) {
      if (next > now) continue;
      const record = recorder.state.conversations.get(id);
      const dues = record === undefined ? [] : duesOf(recorder.state, id, record);
      drafts.push(...dues.filter(({ at }) => at <= now).map(({ draft }) => draft));
      const later = dues.reduce((first, { at }) => (at > now && at < first ? at : first), Infinity);
      if (later === Infinity) this.#next.delete(id);
      else this.#next.set(id, later);
    }
    this.#isWriting = true;
    try {
      await recorder.record(drafts);
    } catch (error) {
      log.warn('waits not recorded', { drafts: drafts.length, ...errorFacts(error) });
      for (const { conversation } of drafts) if (conversation !== undefined) this.#next.set(conversation, now + RETRY_MS);
    } finally {
      this.#isWriting = false;
      this.#arm();
    }
  }
}
