/** What came lately: tells a message seen again from another one under the same id, and where a recalled one was. */
import type { ChatRef } from '#shared/domain/chat';
import type { ChatId, RemoteMessageId } from '#shared/domain/ids';
import type { MessageEvent } from '../contract/events';
import { fingerprintOf } from './fingerprint';
import { digestOf, messageIdOf } from './ids';

export type Recent = {
  /**
   * The id to keep this message under: its own, or, where another message of the chat already has it (gateways'
   * ids are hashes and do collide), one made from id and content, the same each time. `isKnown`: seen before.
   */
  readonly note: (event: MessageEvent) => { readonly id: RemoteMessageId; readonly isKnown: boolean };
  readonly has: (chat: ChatId, id: RemoteMessageId) => boolean;
  /** Chat of the latest message with this id. */
  readonly chatOf: (id: RemoteMessageId) => ChatRef | undefined;
};

const KEPT = 30_000;
/** The same words under the same id this far apart are two messages. */
const APART_MS = 60_000;
type Seen = { readonly fingerprint: string; readonly at: number };

const trim = (map: Map<string, unknown>): void => {
  for (const oldest of map.keys()) {
    if (map.size <= KEPT) return;
    map.delete(oldest);
  }
};

export const createRecent = (): Recent => {
  const seen = new Map<string, Seen>();
  const chats = new Map<string, ChatRef>();

  const isSame = (a: Seen, b: Seen): boolean =>
    // A time with milliseconds was made up by the gateway and differs at each telling.
    a.fingerprint === b.fingerprint && (Math.abs(a.at - b.at) < APART_MS || a.at % 1_000 !== 0 || b.at % 1_000 !== 0);

  return {
    note: (event) => {
      const mine: Seen = { fingerprint: digestOf(fingerprintOf(event.parts)), at: event.at };
      chats.delete(event.id);
      chats.set(event.id, event.chat);
      trim(chats);
      const first = seen.get(`${event.chat.id}|${event.id}`);
      const id = first && !isSame(first, mine) ? messageIdOf(`${event.id}~${digestOf(`${mine.fingerprint}:${Math.round(event.at / APART_MS)}`).slice(0, 10)}`) : event.id;
      const key = `${event.chat.id}|${id}`;
      const isKnown = seen.has(key);
      if (!isKnown) seen.set(key, mine);
      trim(seen);
      return { id, isKnown };
    },
    has: (chat, id) => seen.has(`${chat}|${id}`),
    chatOf: (id) => chats.get(id),
  };
};
