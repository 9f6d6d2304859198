/** Commands on replies, and the lanes they wait in. Every command resolves when its entry is durable. */
import type { ChatId, AccountId, ClientId, ConversationId } from '#shared/domain/ids';
import { accountOfConversation } from '#shared/domain/ids';
import { AppError } from '#shared/domain/errors';
import { isMediaPart, type Parts } from '#shared/domain/message';
import type { Actor } from '#shared/domain/person';
import type { Draft, EntryData } from '#shared/ledger/entry';
import type { Clock, Logger } from '../channels/contract/channel';
import type { Ledger } from '../ledger/contract';
import { createMutex, drop } from '../platform/promises';
import { clientKey } from '../state/knownMessages';
import type { OpenReply } from '../state/openReplies';
import type { Recorder } from '../state/recorder';
import { Attempts } from './attempts';
import { Lane, SEND_DEADLINE_MS, type LaneParts } from './lane';
import type { Links } from './link';
import type { FlagGuard } from '../flags/flagGuard';
import { uncertain } from './outcomes';
import { Proof } from './proof';
import { recordStubbornly } from './recordStubbornly';

export type OutboxOptions = {
  readonly recorder: Recorder;
  readonly ledger: Pick<Ledger, 'blobs'>;
  readonly links: Links;
  readonly foreign: LaneParts['foreign'];
  /** Refuses what the company's rules block, and flags the rest. */
  readonly guard?: FlagGuard;
  readonly clock: Clock;
  readonly log: Logger;
};

export type Submit = { readonly client: ClientId; readonly conversation: ConversationId; readonly parts: Parts; readonly wording?: EntryData<'reply.queued'>['wording']; readonly override?: string | undefined };

const headOf = ({ account, conversation }: OpenReply): Pick<OpenReply, 'account' | 'conversation'> => ({ account, conversation });

export class Outbox {
  readonly attempts: Attempts;
  readonly #options: OutboxOptions;
  readonly #lanes = new Map<ConversationId, Lane>();
  readonly #proofs = new Map<AccountId, Proof>();
  readonly #submitting = new Map<ClientId, Promise<void>>();
  readonly #inOrder = createMutex();
  #cancelInterrupted: (() => void) | null = null;
  #isStopped = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.attempts = new Attempts(options.recorder.state, options.clock);
  }

  /** Takes up what the last run left. Attempts without an outcome wait for proof, at most two minutes without a link. */
  start(): void {
    for (const conversation of this.#state.replies.conversations()) this.#lane(conversation).kick();
    this.#cancelInterrupted = this.#options.clock.after(SEND_DEADLINE_MS, () => {
      for (const reply of this.#state.replies.all()) if (reply.state === 'sending' && !this.#lane(reply.conversation).isHeld(reply.client)) this.#giveUpWaiting(reply);
    });
  }

  /** Begins nothing new and resolves when no send is under way; the caller sets the deadline. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelInterrupted?.();
    for (const proof of this.#proofs.values()) proof.dispose();
    for (const lane of this.#lanes.values()) lane.dispose();
    await Promise.all([...this.#lanes.values()].map((lane) => lane.idle()));
  }

  linkOpened(account: AccountId): void {
    this.#proof(account)?.linkOpened();
    for (const conversation of this.#state.replies.conversations()) {
      if (accountOfConversation(conversation) === account) this.#lane(conversation).kick(true);
    }
  }

  linkLost(account: AccountId): void { this.#proofs.get(account)?.linkLost(); }
  caughtUp(account: AccountId, chat: ChatId | undefined): void { this.#proof(account)?.caughtUp(chat); }

  /**
   * Queues a reply. The same client id again resolves without a second entry. `conversation.unknown`,
   * `account.removed`, `reply.empty`, `media.missing`; `flag.blocked` unless `override` says why it goes all the same.
   */
  submit(input: Submit, actor: Actor): Promise<void> {
    const same = this.#submitting.get(input.client);
    if (same) return same;
    const work = this.#submit(input, actor).finally(() => this.#submitting.delete(input.client));
    this.#submitting.set(input.client, work);
    return work;
  }

  /** `reply.notQueued` once it is being sent, settled or unknown. */
  async edit(client: ClientId, parts: Parts, actor: Actor, override?: string): Promise<void> {
    if (parts.length === 0) throw new AppError('reply.empty', {});
    await this.#command(client, ['queued', 'failed'], 'reply.notQueued', (place) => [
      { type: 'reply.edited', actor, ...headOf(place), data: { client, parts } },
      ...this.#guard?.reply({ client, conversation: place.conversation, parts, at: place.at, edit: this.#options.clock.now() }, actor, override) ?? [],
    ]);
  }

  withdraw(client: ClientId, actor: Actor): Promise<void> {
    return this.#command(client, ['queued', 'failed'], 'reply.notQueued', (place) => [{ type: 'reply.withdrawn', actor, ...headOf(place), data: { client } }]);
  }

  /** `reply.notFailed` in any other state. */
  retry(client: ClientId, actor: Actor, override?: string): Promise<void> {
    return this.#command(client, ['failed'], 'reply.notFailed', (place) => [{ type: 'reply.requeued', actor, ...headOf(place), data: { client, why: 'retry' } }, ...this.#again(client, actor, override)]);
  }

  /** A person's word on an uncertain one; `reply.notUncertain` in any other state. */
  settle(client: ClientId, verdict: 'delivered' | 'resend', actor: Actor, override?: string): Promise<void> {
    return this.#command(client, ['uncertain'], 'reply.notUncertain', (place) => verdict === 'resend'
      ? [{ type: 'reply.requeued', actor, ...headOf(place), data: { client, why: 'resend' } }, ...this.#again(client, actor, override)]
      : [{ type: 'reply.accepted', actor, ...headOf(place), data: { client, at: this.#options.clock.now(), proof: 'person' } }]);
  }

  /** The account is gone: what never left shows as failed instead of waiting for ever. */
  async abandon(account: AccountId, actor: Actor): Promise<void> {
    const waiting = this.#state.replies.all().filter((reply) => reply.account === account && reply.state === 'queued' && !this.#lane(reply.conversation).isHeld(reply.client));
    await this.#options.recorder.record(waiting.map((reply) => ({
      type: 'reply.failed', actor, account, conversation: reply.conversation,
      data: { client: reply.client, code: 'account.removed', retryable: false },
    })));
    this.#proofs.get(account)?.dispose();
    this.#proofs.delete(account);
  }

  /** Whether such a reply could be queued now; the errors of `submit`. */
  async check(input: Pick<Submit, 'conversation' | 'parts' | 'override'>): Promise<void> {
    await this.#check(input);
    this.#guard?.check(input.parts, input.override);
  }

  /** A reply of this client id was queued once. */
  isKnown(client: ClientId): boolean { return this.#state.known.has(clientKey(client)); }

  get #state(): Recorder['state'] { return this.#options.recorder.state; }
  get #guard(): FlagGuard | undefined { return this.#options.guard; }

  #again(client: ClientId, actor: Actor, override: string | undefined): readonly Draft[] {
    return this.#guard?.again(client, actor, this.#options.clock.now(), override) ?? [];
  }

  async #submit(input: Submit, actor: Actor): Promise<void> {
    const queued = await this.#inOrder(async () => {
      if (this.#state.known.has(clientKey(input.client))) return null;
      await this.#check(input);
      const account = accountOfConversation(input.conversation);
      const data = { client: input.client, parts: input.parts, at: this.#options.clock.now(), wording: input.wording };
      const flags = this.#guard?.reply({ client: input.client, conversation: input.conversation, parts: input.parts, at: data.at }, actor, input.override) ?? [];
      // Only the order of the calls is kept under the lock, not the wait for the disk.
      return { durable: this.#options.recorder.record([{ type: 'reply.queued', actor, account, conversation: input.conversation, data }, ...flags]) };
    });
    await queued?.durable;
    this.#lane(input.conversation).kick();
  }

  async #check(input: Pick<Submit, 'conversation' | 'parts'>): Promise<void> {
    const account = this.#state.accounts.get(accountOfConversation(input.conversation));
    if (!account || !this.#state.conversations.get(input.conversation)) throw new AppError('conversation.unknown', {});
    if (account.removed) throw new AppError('account.removed', { account: account.id });
    if (input.parts.length === 0) throw new AppError('reply.empty', {});
    for (const part of input.parts) {
      if (!isMediaPart(part)) continue;
      const { blob } = part.media;
      if (blob === undefined || !(await this.#options.ledger.blobs.has(blob))) throw new AppError('media.missing', { name: part.media.name });
    }
  }

  async #command(client: ClientId, states: readonly OpenReply['state'][], code: string, drafts: (reply: OpenReply) => readonly Draft[]): Promise<void> {
    const reply = this.#state.replies.get(client);
    if (!reply || !states.includes(reply.state)) throw new AppError(code, { state: reply?.state ?? 'settled' });
    const lane = this.#lane(reply.conversation);
    if (!lane.hold(client)) throw new AppError(code, { state: 'sending' });
    try {
      await this.#options.recorder.record(drafts(reply));
    } finally {
      lane.release(client);
      lane.kick(!states.includes('queued')); // a person's retry or resend does not wait for a back-off
    }
  }

  #lane(conversation: ConversationId): Lane {
    const found = this.#lanes.get(conversation);
    if (found) return found;
    const { recorder, links, clock, log, foreign } = this.#options;
    const lane = new Lane(conversation, {
      recorder, links, clock, log, foreign, attempts: this.attempts, isStopped: () => this.#isStopped,
      onUncertain: (reply, epoch) => this.#proof(reply.account)?.becameUncertain(reply, epoch),
    });
    this.#lanes.set(conversation, lane);
    return lane;
  }

  #proof(account: AccountId): Proof | undefined {
    const found = this.#proofs.get(account);
    const link = this.#options.links(account);
    if (found || !link) return found;
    const { recorder, clock, log } = this.#options;
    const proof = new Proof({
      account, link, recorder, clock, log, attempts: this.attempts, isStopped: () => this.#isStopped,
      isHeld: (reply) => this.#lane(reply.conversation).isHeld(reply.client),
      onResolved: (reply) => this.#lane(reply.conversation).kick(true),
    });
    this.#proofs.set(account, proof);
    return proof;
  }

  #giveUpWaiting(reply: OpenReply): void {
    const { recorder, clock, log } = this.#options;
    const asked = recordStubbornly([uncertain(reply, 'send.interrupted')], { recorder, clock, log, isStopped: () => this.#isStopped });
    drop(asked, log, 'interrupted reply');
  }
}
