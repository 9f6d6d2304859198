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

export const createOwnMessages = (clock: Clock, release: (event: MessageEvent) => void): OwnMessages => {
  const claims = new Map<string, ClientId>();
  const open = new Set<Open>();
  let unresolved: Open[] = [];

  const claim: OwnMessages['claim'] = (client, chat, id) => {
    claims.set(keyOf(chat, id), client);
    for (const oldest of claims.keys()) {
      if (claims.size <= KEPT_CLAIMS) break;
      claims.delete(oldest);
    }
  };
  const releaseAs = (event: MessageEvent, client: ClientId | undefined): void => release(client ? { ...event, client } : event);
  const proves = (event: MessageEvent, client: ClientId): void => {
    claim(client, event.chat.id, event.id);
    releaseAs(event, client);
  };
  const fits = (entry: Open, event: MessageEvent, fingerprint: string): boolean =>
    entry.chat === event.chat.id && entry.fingerprint === fingerprint && event.at >= entry.at - SKEW_MS;

  const settle = (entry: Open): readonly MessageEvent[] => {
    open.delete(entry);
    return entry.held.splice(0);
  };
  const releaseOthers = (events: readonly MessageEvent[]): void => { for (const event of events) take(event); };

  const begin: OwnMessages['begin'] = (client, chat, fingerprint) => {
    let stopTimer: (() => void) | undefined;
    const entry: Open = { client, chat, fingerprint, at: clock.now(), held: [], onEcho: undefined };
    const echoed = new Promise<MessageEvent>((resolve) => {
      entry.onEcho = (event) => { stopTimer ??= clock.after(GRACE_MS, () => { if (open.has(entry)) resolve(event); }); };
    });
    open.add(entry);
    /** First held echo proves the reply; later ones are looked at anew. */
    const prove = (): MessageEvent | undefined => {
      stopTimer?.();
      const [first, ...others] = settle(entry);
      if (first) proves(first, client);
      else unresolved.push(entry);
      releaseOthers(others);
      return first;
    };
    return {
      echoed,
      named: (id) => {
        stopTimer?.();
        claim(client, chat, id);
        releaseOthers(settle(entry));
      },
      accepted: () => prove()?.id,
      lost: prove,
      refused: () => { stopTimer?.(); releaseOthers(settle(entry)); },
    };
  };

  const take = (event: MessageEvent): void => {
    const claimed = claims.get(keyOf(event.chat.id, event.id));
    if (claimed) return releaseAs(event, claimed);
    const fingerprint = fingerprintOf(event.parts);
    for (const entry of open) {
      if (!fits(entry, event, fingerprint)) continue;
      entry.held.push(event);
      entry.onEcho?.(event);
      return;
    }
    const oldest = clock.now() - UNRESOLVED_MS;
    unresolved = unresolved.filter((entry) => entry.at > oldest);
    const index = unresolved.findIndex((entry) => fits(entry, event, fingerprint));
    if (index < 0) return release(event);
    const [entry] = unresolved.splice(index, 1);
    if (entry) proves(event, entry.client);
  };

  return {
    begin, take, claim,
    chatOf: (fingerprint) => {
      const chats = new Set([...open, ...unresolved].filter((entry) => entry.fingerprint === fingerprint).map((entry) => entry.chat));
      return chats.size === 1 ? [...chats][0] : undefined;
    },
    isClaimed: (chat, id) => claims.has(keyOf(chat, id)),
    forget: (client) => { unresolved = unresolved.filter((entry) => entry.client !== client); },
  };
};
