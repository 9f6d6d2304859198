/**
 * Replies for later. At its time a planned reply is handed to the outbox under its own client id: once, whatever
 * crashes in between. What came due while the desk was off by more than `LATE_MS`, what the customer has overtaken
 * with a new message, and what was refused is held: a person decides.
 */
import { AppError } from '#shared/domain/errors';
import { accountOfConversation, type ClientId, type ConversationId } from '#shared/domain/ids';
import type { Parts } from '#shared/domain/message';
import type { HoldReason } from '#shared/ledger/bodies/collaboration';
import type { Draft, Entry, EntryData } from '#shared/ledger/entry';
import type { Clock, Logger } from '../channels/contract/channel';
import type { Outbox } from '../outbox/outbox';
import { drop } from '../platform/promises';
import { makesDoubtful, type PlannedReply } from '../state/collaboration';
import type { Recorder } from '../state/recorder';
import type { Colleague } from './colleagues';

/** Later than this is asked, not sent: what was right this morning may be wrong by now. */
export const LATE_MS = 5 * 60_000;
/** A time this little past counts as now: hands and clocks are slow. */
const GRACE_MS = 30_000;
const LONGEST_WAIT_MS = 6 * 60 * 60_000;

export type SchedulesOptions = {
  readonly recorder: Recorder;
  readonly outbox: Pick<Outbox, 'submit' | 'check' | 'isKnown'>;
  readonly clock: Clock;
  readonly log: Logger;
};

type Plan = { readonly client: ClientId; readonly conversation: ConversationId; readonly parts: Parts; readonly at: number; readonly wording?: EntryData<'reply.scheduled'>['wording']; readonly override?: string | undefined };

export class Schedules {
  readonly #options: SchedulesOptions;
  readonly #under = new Set<ClientId>();
  readonly #scheduling = new Map<ClientId, Promise<void>>();
  #cancelTimer: (() => void) | null = null;
  #unsubscribe: (() => void) | null = null;
  #isStopped = false;

  constructor(options: SchedulesOptions) { this.#options = options; }

  /** Takes up what is planned, also from before this start. */
  start(): void {
    this.#unsubscribe = this.#options.recorder.onApplied((entries) => this.#noticed(entries));
    this.#tick();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelTimer?.();
    this.#unsubscribe?.();
  }

  /** The same client id again, planned or queued, does nothing. */
  schedule(plan: Plan, actor: Colleague): Promise<void> {
    const same = this.#scheduling.get(plan.client);
    if (same) return same;
    const work = this.#schedule(plan, actor).finally(() => this.#scheduling.delete(plan.client));
    this.#scheduling.set(plan.client, work);
    return work;
  }

  async #schedule(plan: Plan, actor: Colleague): Promise<void> {
    const { recorder, outbox } = this.#options;
    if (this.#state.planned(plan.client) || outbox.isKnown(plan.client)) return;
    this.#checkTime(plan.at);
    await outbox.check(plan);
    await recorder.record([{ type: 'reply.scheduled', actor, ...placeOf(plan.conversation), data: { client: plan.client, parts: plan.parts, at: plan.at, wording: plan.wording, override: plan.override } }]);
  }

  reschedule(client: ClientId, change: { readonly at?: number; readonly parts?: Parts; readonly override?: string | undefined }, actor: Colleague): Promise<void> {
    return this.#alone(client, async (plan) => {
      const at = change.at ?? plan.at;
      this.#checkTime(at);
      if (change.parts) await this.#options.outbox.check({ conversation: plan.conversation, parts: change.parts, override: change.override });
      await this.#record([{ type: 'reply.rescheduled', actor, ...placeOf(plan.conversation), data: { client, at, parts: change.parts, override: change.override } }]);
    });
  }

  cancel(client: ClientId, actor: Colleague): Promise<void> {
    return this.#alone(client, (plan) => this.#record([{ type: 'reply.cancelled', actor, ...placeOf(plan.conversation), data: { client } }]));
  }

  /** A person's word: now, whatever held it. Goes out in the name of who planned it. */
  sendNow(client: ClientId, override?: string): Promise<void> {
    return this.#alone(client, (plan) => this.#options.outbox.submit({ ...plan, override: override ?? plan.override }, plan.by));
  }

  get #state(): Recorder['state']['collaboration'] { return this.#options.recorder.state.collaboration; }

  /** One decision at a time: a reply cancelled while it comes due must not go out. `schedule.notPending` for what is queued, cancelled or on its way. */
  async #alone(client: ClientId, work: (plan: PlannedReply) => Promise<void>): Promise<void> {
    const plan = this.#state.planned(client);
    if (!plan || this.#under.has(client)) throw new AppError('schedule.notPending', {});
    this.#under.add(client);
    try {
      await work(plan);
    } finally {
      this.#under.delete(client);
      this.#tick();
    }
  }

  #checkTime(at: number): void {
    if (at < this.#options.clock.now() - GRACE_MS) throw new AppError('schedule.past', {});
  }

  #noticed(entries: readonly Entry[]): void {
    if (this.#isStopped) return;
    if (entries.some((entry) => entry.type === 'message.received')) {
      this.#hold(this.#state.allPlanned().filter((plan) => plan.held === undefined && entries.some((entry) => makesDoubtful(plan, entry))), 'customerSpoke');
    }
    if (entries.some((entry) => entry.type === 'reply.scheduled')) this.#tick();
  }

  /** Sends or holds what is due and sets the timer for the next. */
  #tick(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (this.#isStopped) return;
    const now = this.#options.clock.now();
    const waiting = this.#state.allPlanned().filter((plan) => plan.held === undefined && !this.#under.has(plan.client));
    const due = waiting.filter((plan) => plan.at <= now).sort((a, b) => a.at - b.at);
    this.#hold(due.filter((plan) => now - plan.at > LATE_MS), 'late');
    for (const plan of due) if (now - plan.at <= LATE_MS) drop(this.#send(plan.client), this.#options.log, 'planned reply');
    const next = Math.min(...waiting.filter((plan) => plan.at > now).map((plan) => plan.at));
    if (Number.isFinite(next)) this.#cancelTimer = this.#options.clock.after(Math.min(next - now, LONGEST_WAIT_MS), () => this.#tick());
  }

  #send(client: ClientId): Promise<void> {
    return this.#alone(client, async (plan) => {
      try {
        await this.#options.outbox.submit(plan, plan.by);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        await this.#record([heldDraft(plan, 'refused', error)]);
      }
    });
  }

  #hold(plans: readonly PlannedReply[], why: HoldReason): void {
    if (plans.length > 0) drop(this.#record(plans.map((plan) => heldDraft(plan, why))), this.#options.log, 'planned reply held');
  }

  async #record(drafts: readonly Draft[]): Promise<void> { await this.#options.recorder.record(drafts); }
}

const placeOf = (conversation: ConversationId): Pick<Draft, 'account' | 'conversation'> => ({ account: accountOfConversation(conversation), conversation });

const heldDraft = (plan: PlannedReply, why: HoldReason, error?: AppError): Draft => ({
  type: 'reply.held', actor: { kind: 'system' }, ...placeOf(plan.conversation),
  data: { client: plan.client, why, ...(error === undefined ? {} : { code: error.code, data: error.data }) },
});
