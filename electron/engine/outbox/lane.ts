/** Replies of one conversation, one at a time, first queued first. */
import type { AccountId, ClientId, ConversationId } from '#shared/domain/ids';
import type { Draft } from '#shared/ledger/entry';
import type { Clock, Logger, OutgoingMessage, SendOutcome } from '../channels/contract/channel';
import type { MessageEvent } from '../channels/contract/events';
import { backoffMs } from '../platform/backoff';
import { errorFacts } from '../platform/errorFacts';
import { drop, withDeadline } from '../platform/promises';
import type { OpenReply } from '../state/openReplies';
import type { Recorder } from '../state/recorder';
import type { Attempts } from './attempts';
import type { Link, Links } from './link';
import { attempted, isPassing, outcomeDraft, requeued } from './outcomes';
import { recordStubbornly } from './recordStubbornly';

/** No answer after this long: the peer may have it. */
export const SEND_DEADLINE_MS = 120_000;
const PASSING_TRIES = 3;
const RETRY = { baseMs: 2_000, maxMs: 60_000 };

export type LaneParts = {
  readonly recorder: Recorder;
  readonly links: Links;
  readonly attempts: Attempts;
  readonly clock: Clock;
  readonly log: Logger;
  readonly isStopped: () => boolean;
  /** The draft of an own message that turned out to be nobody's reply here. */
  readonly foreign: (account: AccountId, conversation: ConversationId, event: MessageEvent) => Draft;
  /** A reply became uncertain; `epoch` is the link's when it was attempted. */
  readonly onUncertain: (reply: OpenReply, epoch: number) => void;
};

export class Lane {
  readonly #conversation: ConversationId;
  readonly #parts: LaneParts;
  /** Replies an attempt or a command is deciding about; taken and given back without waiting in between. */
  readonly #held = new Set<ClientId>();
  readonly #failures = new Map<ClientId, number>();
  #cancelWait: (() => void) | null = null;
  #running: Promise<void> | null = null;

  constructor(conversation: ConversationId, parts: LaneParts) {
    this.#conversation = conversation;
    this.#parts = parts;
  }

  /** Takes the reply for a command; false when an attempt or another command has it. */
  hold(client: ClientId): boolean {
    if (this.#held.has(client)) return false;
    this.#held.add(client);
    return true;
  }

  release(client: ClientId): void { this.#held.delete(client); }
  isHeld(client: ClientId): boolean { return this.#held.has(client); }
  /** Resolves when no send is under way; new ones begin only through `kick`. */
  idle(): Promise<void> { return this.#running ?? Promise.resolve(); }

  /** Goes on if there is something to do. A wait after a refusal or a lost link ends when `afresh`. */
  kick(afresh = false): void {
    if (afresh) this.#endWait();
    if (this.#running || this.#cancelWait || this.#parts.isStopped()) return;
    this.#running = this.#run().finally(() => {
      this.#running = null;
      if (this.#next()) this.kick(); // came in while the last step ended
    });
    drop(this.#running, this.#parts.log, 'lane');
  }

  dispose(): void { this.#endWait(); }

  async #run(): Promise<void> {
    for (let found = this.#next(); found; found = this.#next()) {
      await this.#attempt(found.reply, found.link);
    }
  }

  /** The reply to send now: nothing before it is under way or in doubt, and the link is open. */
  #next(): { readonly reply: OpenReply; readonly link: Link } | null {
    if (this.#cancelWait || this.#parts.isStopped()) return null;
    const first = this.#parts.recorder.state.replies.lane(this.#conversation).find((reply) => reply.state !== 'failed');
    if (first?.state !== 'queued' || this.#held.has(first.client)) return null;
    const link = this.#parts.links(first.account);
    return link?.isOpen() ? { reply: first, link } : null;
  }

  async #attempt(reply: OpenReply, link: Link): Promise<void> {
    const { recorder, attempts, log } = this.#parts;
    const { client } = reply;
    this.#held.add(client);
    try {
      await recorder.record([attempted(reply)]);
    } catch (error) {
      log.error('attempt not recorded, not sent', { client, ...errorFacts(error) });
      this.#wait(client);
      return;
    } finally {
      this.#held.delete(client);
    }
    const now = recorder.state.replies.get(client);
    const chat = recorder.state.conversations.get(reply.conversation)?.chat;
    if (!now || !chat) return;
    attempts.begin(now);
    this.#held.add(client);
    const message: OutgoingMessage = { client, chat, parts: now.parts, at: now.at, attempt: now.attempt };
    const epoch = link.epoch();
    try {
      await this.#conclude(now, await this.#send(link, message, now), epoch);
    } finally {
      this.#held.delete(client);
    }
  }

  async #send(link: Link, message: OutgoingMessage, reply: OpenReply): Promise<SendOutcome> {
    if (!link.isOpen()) return { kind: 'notSent' };
    let isLate = false;
    const sending = link.send(message);
    const outcome = await withDeadline<SendOutcome>(sending, SEND_DEADLINE_MS, this.#parts.clock, () => {
      isLate = true;
      return { kind: 'uncertain', code: 'send.noAnswer' };
    });
    if (isLate) drop(sending.then((late) => this.#concludeLate(reply, late)), this.#parts.log, 'late outcome');
    return outcome;
  }

  async #conclude(reply: OpenReply, outcome: SendOutcome, epoch: number): Promise<void> {
    const { recorder, attempts, log, foreign } = this.#parts;
    const { client } = reply;
    log.info('send settled', { client, outcome: outcome.kind, attempt: reply.attempt });
    const strangers = outcome.kind === 'accepted' ? attempts.respond(client, outcome.id) : [];
    const isProven = await attempts.whenClaimed(client);
    const open = recorder.state.replies.get(client);
    const drafts = strangers.map((event) => foreign(reply.account, reply.conversation, event));
    const isAgain = isPassing(outcome) && this.#countFailure(client) <= PASSING_TRIES;
    if (isAgain && open && !isProven) drafts.push(requeued(reply, 'retry'));
    else if (outcome.kind === 'accepted' ? this.#isNews(reply, outcome) : open && !isProven) drafts.push(outcomeDraft(reply, outcome));
    if (drafts.length > 0) await recordStubbornly(drafts, this.#parts);
    attempts.settle(client);
    this.#after(reply, outcome, isAgain, epoch);
  }

  /** What the lane does next, once the outcome is durable. */
  #after(reply: OpenReply, outcome: SendOutcome, isAgain: boolean, epoch: number): void {
    const open = this.#parts.recorder.state.replies.get(reply.client);
    if (!open) {
      this.#failures.delete(reply.client);
      return;
    }
    if (open.state === 'uncertain') this.#parts.onUncertain(open, epoch);
    if (outcome.kind === 'notSent') this.#countFailure(reply.client);
    if (isAgain || outcome.kind === 'notSent') this.#wait(reply.client);
    else if (open.state === 'failed') this.#failures.delete(reply.client);
  }

  /** The answer to an attempt that was already called uncertain. A person's verdict in between stands, proof beats it. */
  async #concludeLate(reply: OpenReply, outcome: SendOutcome): Promise<void> {
    const open = this.#parts.recorder.state.replies.get(reply.client);
    const isStillAsked = open?.state === 'uncertain' && open.attempt === reply.attempt && !this.#held.has(reply.client);
    if (outcome.kind === 'accepted') this.#parts.attempts.respond(reply.client, outcome.id);
    const isWorthIt = outcome.kind === 'accepted' ? this.#isNews(reply, outcome) : isStillAsked && outcome.kind !== 'uncertain';
    if (isWorthIt) await recordStubbornly([outcomeDraft(reply, outcome)], this.#parts);
    this.kick();
  }

  #isNews(reply: OpenReply, outcome: Extract<SendOutcome, { readonly kind: 'accepted' }>): boolean {
    const { state } = this.#parts.recorder;
    if (state.replies.get(reply.client)) return true;
    return outcome.id !== undefined && !state.recent(reply.account).own(reply.client)?.ids.includes(outcome.id);
  }

  #countFailure(client: ClientId): number {
    const failures = (this.#failures.get(client) ?? 0) + 1;
    this.#failures.set(client, failures);
    return failures;
  }

  #wait(client: ClientId): void {
    const ms = backoffMs(Math.max(1, this.#failures.get(client) ?? 1), RETRY, this.#parts.clock);
    this.#cancelWait ??= this.#parts.clock.after(ms, () => { this.#cancelWait = null; this.kick(); });
  }

  #endWait(): void {
    this.#cancelWait?.();
    this.#cancelWait = null;
  }
}
