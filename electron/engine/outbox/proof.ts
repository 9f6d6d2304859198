/**
 * Looks for proof of doubtful replies of one account: those attempted before a crash, and uncertain ones. Runs once
 * the link is open and what was missed is caught up (echoes in history are the first proof), before anything of
 * their conversations goes on.
 */
import type { AccountId, ChatId, ClientId } from '#shared/domain/ids';
import { chatOfConversation } from '#shared/domain/ids';
import type { Clock, Logger } from '../channels/contract/channel';
import { drop, createMutex, withDeadline } from '../platform/promises';
import type { OpenReply } from '../state/openReplies';
import type { Recorder } from '../state/recorder';
import type { Attempts } from './attempts';
import type { Link } from './link';
import { accepted, requeued, uncertain } from './outcomes';
import { recordStubbornly } from './recordStubbornly';

/** A channel that catches nothing up never says so: after this long the search begins anyway. */
const CATCHUP_MS = 20_000;
const CONFIRM_MS = 60_000;
/** After an answer failed to come although the link held, history is given this long to show the message. */
const QUICK_LOOK_MS = 5_000;

export type ProofParts = {
  readonly account: AccountId;
  readonly link: Link;
  readonly recorder: Recorder;
  readonly attempts: Attempts;
  readonly clock: Clock;
  readonly log: Logger;
  readonly isStopped: () => boolean;
  /** An attempt of this process is under way: its own outcome decides. */
  readonly isHeld: (reply: OpenReply) => boolean;
  readonly onResolved: (reply: OpenReply) => void;
};

type Verdict = { readonly kind: 'sent'; readonly id?: Parameters<typeof accepted>[1]['id']; readonly at: number } | { readonly kind: 'notSent' } | { readonly kind: 'unknown' };

export class Proof {
  readonly #parts: ProofParts;
  readonly #sequential = createMutex();
  /** Epoch of the link each reply was attempted in; none = before this process. */
  readonly #epochs = new Map<ClientId, number>();
  #isCaughtUp = false;
  readonly #cancelLooks = new Set<() => void>();
  #cancelWait: (() => void) | null = null;

  constructor(parts: ProofParts) { this.#parts = parts; }

  linkOpened(): void {
    this.#cancelWait?.();
    this.#cancelWait = this.#isCaughtUp ? null : this.#parts.clock.after(CATCHUP_MS, () => this.#start());
    if (this.#isCaughtUp) this.#start();
  }

  linkLost(): void {
    this.#isCaughtUp = false;
    this.#cancelWait?.();
    this.#cancelWait = null;
  }

  /** The account, or one chat of it, is caught up. */
  caughtUp(chat: ChatId | undefined): void {
    if (chat === undefined) {
      this.#isCaughtUp = true;
      this.#cancelWait?.();
      this.#cancelWait = null;
    }
    if (this.#parts.link.isOpen()) this.#start(chat);
  }

  /** A reply attempted in `epoch` just became uncertain: looks once more shortly, trusting only a find. */
  becameUncertain(reply: OpenReply, epoch: number): void {
    this.#epochs.set(reply.client, epoch);
    if (!this.#parts.link.isOpen()) return;
    const cancel = this.#parts.clock.after(QUICK_LOOK_MS, () => {
      this.#cancelLooks.delete(cancel);
      this.#drop(this.#look(reply.client));
    });
    this.#cancelLooks.add(cancel);
  }

  dispose(): void {
    this.linkLost();
    for (const cancel of this.#cancelLooks) cancel();
  }

  #start(chat?: ChatId): void {
    this.#cancelWait = null;
    const { recorder, account } = this.#parts;
    const doubtful = recorder.state.replies.all().filter((reply) =>
      reply.account === account && isDoubtful(reply) && (chat === undefined || chatOfConversation(reply.conversation) === chat));
    for (const reply of doubtful.sort((a, b) => a.order - b.order)) this.#drop(this.#look(reply.client));
  }

  #drop(work: Promise<unknown>): void { drop(work, this.#parts.log, 'proof'); }

  #look(client: ClientId): Promise<void> {
    return this.#sequential(async () => {
      const reply = this.#doubtful(client);
      if (!reply || !this.#parts.link.isOpen()) return;
      const epoch = this.#parts.link.epoch();
      const verdict = await this.#ask(reply);
      const now = this.#doubtful(client);
      if (!now || now.attempt !== reply.attempt) return;
      await this.#settle(now, verdict, epoch);
    });
  }

  #doubtful(client: ClientId): OpenReply | undefined {
    const reply = this.#parts.recorder.state.replies.get(client);
    return reply && isDoubtful(reply) && !this.#parts.isHeld(reply) && !this.#parts.isStopped() ? reply : undefined;
  }

  async #ask(reply: OpenReply): Promise<Verdict> {
    const confirm = this.#parts.link.confirm();
    const chat = this.#parts.recorder.state.conversations.get(reply.conversation)?.chat;
    if (!confirm || !chat) return { kind: 'unknown' };
    const { client, parts, at, attempt, attemptedAt } = reply;
    const asked = confirm({ client, chat, parts, at, attempt }, attemptedAt).catch((): Verdict => ({ kind: 'unknown' }));
    return withDeadline<Verdict>(asked, CONFIRM_MS, this.#parts.clock, () => ({ kind: 'unknown' }));
  }

  async #settle(reply: OpenReply, verdict: Verdict, epoch: number): Promise<void> {
    this.#parts.log.info('proof looked for', { client: reply.client, verdict: verdict.kind });
    // On the link of the attempt itself the peer may still be working on it: only a find counts.
    const isOver = (this.#epochs.get(reply.client) ?? -1) < epoch;
    if (verdict.kind === 'sent') await recordStubbornly([accepted(reply, { kind: 'accepted', id: verdict.id, at: verdict.at, proof: 'history' })], this.#parts);
    else if (verdict.kind === 'notSent' && isOver) await recordStubbornly([requeued(reply, 'link')], this.#parts);
    else if (reply.state === 'sending') await recordStubbornly([uncertain(reply, 'send.interrupted')], this.#parts);
    else return;
    this.#epochs.delete(reply.client);
    this.#parts.onResolved(reply);
  }
}

const isDoubtful = (reply: OpenReply): boolean => reply.state === 'sending' || reply.state === 'uncertain';
