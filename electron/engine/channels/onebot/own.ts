/**
 * Our own messages coming back. A gateway reports them before, after, instead of, or without the answer to a
 * send; here each one finds the reply it proves, so that no second bubble appears and a lost answer is healed.
 */
import type { ChatId, ClientId, RemoteMessageId } from '#shared/domain/ids';
import type { Clock } from '../contract/channel';
import type { MessageEvent } from '../contract/events';
import { fingerprintOf } from './fingerprint';

export type Attempt = {
  /** Resolves with the echo that fits, `graceMs` after it came, if the attempt is still open then. */
  readonly echoed: Promise<MessageEvent>;
  /** The platform named our message: echoes with this id are ours, others held so far are somebody else's. */
  readonly named: (id: RemoteMessageId) => void;
  /** Accepted without an id: the next fitting echo is ours. Gives the id where the echo is already here. */
  readonly accepted: () => RemoteMessageId | undefined;
  /** No answer. Gives the echo's id where one came; else the next fitting one, live or in history, still proves it. */
  readonly lost: () => MessageEvent | undefined;
  /** Surely not sent: echoes held so far were typed elsewhere. */
  readonly refused: () => void;
};

export type OwnMessages = {
  readonly begin: (client: ClientId, chat: ChatId, fingerprint: string) => Attempt;
  /** Looks at one of our own messages; it is released (now or later) through `release`, with `client` where it proves a reply. */
  readonly take: (event: MessageEvent) => void;
  /** The chat of an open or unresolved send with these words, where there is exactly one. */
  readonly chatOf: (fingerprint: string) => ChatId | undefined;
  readonly isClaimed: (chat: ChatId, id: RemoteMessageId) => boolean;
  readonly claim: (client: ClientId, chat: ChatId, id: RemoteMessageId) => void;
  readonly forget: (client: ClientId) => void;
};

type Open = { readonly client: ClientId; readonly chat: ChatId; readonly fingerprint: string; readonly at: number; readonly held: MessageEvent[]; onEcho: ((event: MessageEvent) => void) | undefined };

const GRACE_MS = 3_000;
const KEPT_CLAIMS = 10_000;
const UNRESOLVED_MS = 30 * 60_000;
/** The gateway's clock may be behind ours by this much. */
const SKEW_MS = 10 * 60_000;

const keyOf = (chat: ChatId, id: RemoteMessageId): string => `${chat}|${id}`;

class OwnLedger implements OwnMessages {
  readonly #clock: Clock;
  readonly #release: (event: MessageEvent) => void;
  readonly #claims = new Map<string, ClientId>();
  readonly #open = new Set<Open>();
  #unresolved: Open[] = [];

  constructor(clock: Clock, release: (event: MessageEvent) => void) {
    this.#clock = clock;
    this.#release = release;
  }

  readonly begin: OwnMessages['begin'] = (client, chat, fingerprint) => {
    let stopTimer: (() => void) | undefined;
    const entry: Open = { client, chat, fingerprint, at: this.#clock.now(), held: [], onEcho: undefined };
    const echoed = new Promise<MessageEvent>((resolve) => {
      entry.onEcho = (event) => { stopTimer ??= this.#clock.after(GRACE_MS, () => { if (this.#open.has(entry)) resolve(event); }); };
    });
    this.#open.add(entry);
    const settle = (): readonly MessageEvent[] => {
      stopTimer?.();
      this.#open.delete(entry);
      return entry.held.splice(0);
    };
    return {
      echoed,
      named: (id) => {
        this.claim(client, chat, id);
        this.#takeAll(settle());
      },
      accepted: () => this.#prove(entry, settle())?.id,
      lost: () => this.#prove(entry, settle()),
      refused: () => this.#takeAll(settle()),
    };
  };

  readonly take: OwnMessages['take'] = (event) => {
    const claimed = this.#claims.get(keyOf(event.chat.id, event.id));
    if (claimed) return this.#release({ ...event, client: claimed });
    const fingerprint = fingerprintOf(event.parts);
    for (const entry of this.#open) {
      if (!fits(entry, event, fingerprint)) continue;
      entry.held.push(event);
      entry.onEcho?.(event);
      return;
    }
    const oldest = this.#clock.now() - UNRESOLVED_MS;
    this.#unresolved = this.#unresolved.filter((entry) => entry.at > oldest);
    const found = this.#unresolved.find((entry) => fits(entry, event, fingerprint));
    if (!found) return this.#release(event);
    this.#unresolved = this.#unresolved.filter((entry) => entry !== found);
    this.#releaseAs(event, found.client);
  };

  readonly claim: OwnMessages['claim'] = (client, chat, id) => {
    this.#claims.set(keyOf(chat, id), client);
    for (const oldest of this.#claims.keys()) {
      if (this.#claims.size <= KEPT_CLAIMS) break;
      this.#claims.delete(oldest);
    }
  };

  readonly chatOf: OwnMessages['chatOf'] = (fingerprint) => {
    const chats = new Set([...this.#open, ...this.#unresolved].filter((entry) => entry.fingerprint === fingerprint).map((entry) => entry.chat));
    return chats.size === 1 ? [...chats][0] : undefined;
  };

  readonly isClaimed: OwnMessages['isClaimed'] = (chat, id) => this.#claims.has(keyOf(chat, id));

  readonly forget: OwnMessages['forget'] = (client) => { this.#unresolved = this.#unresolved.filter((entry) => entry.client !== client); };

  /** The first held echo proves the reply, later ones are looked at anew; without one it stays open to a later echo. */
  #prove(entry: Open, [first, ...others]: readonly MessageEvent[]): MessageEvent | undefined {
    if (first) this.#releaseAs(first, entry.client);
    else this.#unresolved.push(entry);
    this.#takeAll(others);
    return first;
  }

  #releaseAs(event: MessageEvent, client: ClientId): void {
    this.claim(client, event.chat.id, event.id);
    this.#release({ ...event, client });
  }

  #takeAll(events: readonly MessageEvent[]): void { for (const event of events) this.take(event); }
}

const fits = (entry: Open, event: MessageEvent, fingerprint: string): boolean =>
  entry.chat === event.chat.id && entry.fingerprint === fingerprint && event.at >= entry.at - SKEW_MS;

export const createOwnMessages = (clock: Clock, release: (event: MessageEvent) => void): OwnMessages => new OwnLedger(clock, release);
