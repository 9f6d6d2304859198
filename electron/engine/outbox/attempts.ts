/**
 * Which own messages coming back are replies of ours. Everything here is decided at once, without waiting, so that
 * response and echo may come in either order and never make two bubbles (rule in README.md).
 */
import type { ClientId, ConversationId, RemoteMessageId } from '#shared/domain/ids';
import { accountOfConversation } from '#shared/domain/ids';
import type { Clock } from '../channels/contract/channel';
import type { MessageEvent } from '../channels/contract/events';
import type { EchoClaim, Echoes } from '../host/echoes';
import type { EngineState } from '../state/engineState';
import { clientKey } from '../state/knownMessages';
import type { OpenReply } from '../state/openReplies';
import { findPiece, signatureOf } from './signature';

/** How long a settled attempt may still be recognised by its words. */
const REMEMBER_MS = 120_000;
/** A reply somebody said had arrived may still meet its echo this long after the attempt. */
const NAME_LATER_MS = 600_000;
/** History older than the attempt by more than this proves nothing: the words may be last week's. */
const CLOCK_SLACK_MS = 120_000;

type Attempt = {
  readonly client: ClientId;
  readonly conversation: ConversationId;
  readonly attemptedAt: number;
  readonly whole: readonly string[];
  /** Tokens no echo has taken yet. */
  left: readonly string[];
  readonly claims: { readonly event: MessageEvent; readonly byWords: boolean }[];
  responseId: RemoteMessageId | undefined;
  settledAt: number | undefined;
  following: Promise<unknown> | undefined;
};

export class Attempts implements Echoes {
  readonly #state: EngineState;
  readonly #clock: Clock;
  readonly #byClient = new Map<ClientId, Attempt>();

  constructor(state: EngineState, clock: Clock) {
    this.#state = state;
    this.#clock = clock;
  }

  /** Called when the attempt is durable, before the channel is asked to send. */
  begin(reply: OpenReply): void { this.#byClient.set(reply.client, this.#fresh(reply)); }

  /**
   * The channel answered. Returns echoes that were taken for ours by their words but belong to another message,
   * because the response names a different id.
   */
  respond(client: ClientId, id: RemoteMessageId | undefined): readonly MessageEvent[] {
    const attempt = this.#byClient.get(client);
    if (!attempt || id === undefined) return [];
    attempt.responseId = id;
    if (attempt.whole.length !== 1 || attempt.claims.some((claim) => claim.event.id === id)) return [];
    return attempt.claims.filter((claim) => claim.byWords).map((claim) => claim.event);
  }

  /** The outcome is recorded; the attempt is remembered for a while. */
  settle(client: ClientId): void {
    const attempt = this.#byClient.get(client);
    if (attempt) attempt.settledAt = this.#clock.now();
    this.#forgetOld();
  }

  /** An echo has proven it; resolves when that is durable (or was given up, then it is not claimed any more). */
  async whenClaimed(client: ClientId): Promise<boolean> {
    const attempt = this.#byClient.get(client);
    if (!attempt || attempt.claims.length === 0) return false;
    await attempt.following;
    return attempt.claims.length > 0;
  }

  claim = (conversation: ConversationId, event: MessageEvent): EchoClaim | null => {
    const attempt = event.client === undefined ? this.#byWords(conversation, event) : this.#byId(event.client, conversation);
    if (!attempt) return null;
    const claim = { event, byWords: event.client === undefined };
    attempt.claims.push(claim);
    attempt.left = without(attempt.left, signatureOf(event.parts));
    return {
      client: attempt.client, conversation: attempt.conversation,
      follow: (durable) => {
        attempt.following = durable.catch(() => { attempt.claims.splice(attempt.claims.indexOf(claim), 1); }); // the inbox reports why
      },
    };
  };

  seen = (conversation: ConversationId, event: MessageEvent): void => {
    for (const attempt of this.#byClient.values()) {
      if (attempt.conversation === conversation && attempt.responseId === event.id) attempt.left = without(attempt.left, signatureOf(event.parts));
    }
  };

  #byId(client: ClientId, conversation: ConversationId): Attempt | undefined {
    const known = this.#byClient.get(client);
    if (known) return known;
    const open = this.#state.replies.get(client);
    if (open) return this.#remember(this.#fresh(open));
    if (!this.#state.known.has(clientKey(client))) return undefined;
    const home = this.#state.recent(accountOfConversation(conversation)).own(client)?.conversation ?? conversation;
    return { client, conversation: home, attemptedAt: 0, whole: [], left: [], claims: [], responseId: undefined, settledAt: 0, following: undefined };
  }

  #byWords(conversation: ConversationId, event: MessageEvent): Attempt | undefined {
    this.#forgetOld();
    const piece = signatureOf(event.parts);
    const candidates = [...this.#doubtful(conversation), ...this.#settled(conversation, event.at)];
    const found = candidates.find((attempt) => isItsTime(attempt, event) && isItsEcho(attempt, event.id, piece));
    return found && this.#remember(found);
  }

  /** In flight, uncertain, or interrupted by a crash; first queued first. */
  #doubtful(conversation: ConversationId): readonly Attempt[] {
    return this.#state.replies.lane(conversation)
      .filter((reply) => reply.state === 'sending' || reply.state === 'uncertain')
      .map((reply) => this.#byClient.get(reply.client) ?? this.#fresh(reply));
  }

  #settled(conversation: ConversationId, at: number): readonly Attempt[] {
    const remembered = [...this.#byClient.values()].filter((attempt) =>
      attempt.conversation === conversation && attempt.settledAt !== undefined && !this.#state.replies.get(attempt.client));
    const unnamed = this.#state.recent(accountOfConversation(conversation)).unnamed().filter((reply) =>
      reply.conversation === conversation && at <= reply.attemptedAt + NAME_LATER_MS && !this.#byClient.has(reply.client));
    return [...remembered, ...unnamed.map((reply) => this.#fresh(reply))];
  }

  #fresh(reply: Pick<OpenReply, 'client' | 'conversation' | 'parts' | 'attemptedAt'>): Attempt {
    const whole = signatureOf(reply.parts);
    return {
      client: reply.client, conversation: reply.conversation, attemptedAt: reply.attemptedAt, whole, left: whole,
      claims: [], responseId: undefined, settledAt: undefined, following: undefined,
    };
  }

  #remember(attempt: Attempt): Attempt {
    if (!this.#byClient.has(attempt.client)) this.#byClient.set(attempt.client, { ...attempt, settledAt: this.#clock.now() });
    return this.#byClient.get(attempt.client) ?? attempt;
  }

  #forgetOld(): void {
    const before = this.#clock.now() - REMEMBER_MS;
    for (const [client, attempt] of this.#byClient) {
      if (attempt.settledAt !== undefined && attempt.settledAt < before) this.#byClient.delete(client);
    }
  }
}

const isItsTime = (attempt: Attempt, event: MessageEvent): boolean =>
  event.source === 'live' || event.at >= attempt.attemptedAt - CLOCK_SLACK_MS;

/**
 * A whole echo while its id is open or the same; a piece while it is in flight, or later once another piece was seen:
 * else somebody's few words on another device would be taken for a part of ours.
 */
const isItsEcho = (attempt: Attempt, id: RemoteMessageId, piece: readonly string[]): boolean => {
  const isWhole = piece.length === attempt.whole.length;
  // Nothing but faces leaves no tokens: such a message can only be compared as a whole.
  if (piece.length === 0 ? !isWhole || attempt.claims.length > 0 : findPiece(attempt.left, piece) < 0) return false;
  if (isWhole) return attempt.responseId === undefined || attempt.responseId === id;
  return attempt.settledAt === undefined || attempt.left.length < attempt.whole.length;
};

const without = (left: readonly string[], piece: readonly string[]): readonly string[] => {
  const start = findPiece(left, piece);
  return start < 0 ? left : [...left.slice(0, start), ...left.slice(start + piece.length)];
};
