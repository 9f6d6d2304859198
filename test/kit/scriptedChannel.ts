/**
 * A channel whose other side is a script: the test is the peer. `log` is what the peer really has, kept outside the
 * engine, so that it survives every crash and says what was lost or doubled.
 */
import { z } from 'zod';
import type { AccountStatus } from '#shared/domain/account';
import type { ChatRef } from '#shared/domain/chat';
import type { AccountId, ChatId, ClientId, ContactId, RemoteMessageId } from '#shared/domain/ids';
import type { Parts } from '#shared/domain/message';
import type { Channel, ChannelContext, ChannelModule, ConfirmAbility, MediaAbility, OutgoingMessage, SendOutcome } from '#electron/engine/channels/contract/channel';
import type { ChannelEvent, MessageEvent } from '#electron/engine/channels/contract/events';

export type Delivered = { readonly account: AccountId; readonly chat: ChatId; readonly client: ClientId; readonly parts: Parts; readonly attempt: number; readonly id: RemoteMessageId };

export type ScriptedPeer = {
  readonly module: ChannelModule;
  /** Everything the peer got, in order. */
  readonly log: Delivered[];
  /** The latest opened channel of an account; waits until one is open. */
  readonly opened: (account?: AccountId) => Promise<OpenScript>;
  readonly current: () => OpenScript | undefined;
  readonly openCount: () => number;
  /** The engine died: its channels are gone without having been closed. */
  readonly abandon: () => void;
  /** Decides a send; by default the peer takes it and answers at once. */
  answer: (message: OutgoingMessage, script: OpenScript) => Promise<SendOutcome>;
  confirm: ConfirmAbility['confirm'] | undefined;
  fetchMedia: MediaAbility['fetchMedia'] | undefined;
  /** Reported by `connect`; null leaves it to the test. */
  onConnect: ((script: OpenScript) => void) | null;
};

export type OpenScript = {
  readonly context: ChannelContext;
  readonly emit: (...events: readonly ChannelEvent[]) => Promise<void>;
  readonly status: (state: AccountStatus['state'], reason?: string) => void;
  /** Goes online and says that nothing was missed. */
  readonly online: () => Promise<void>;
  /** The peer takes the message: it is in the log. Returns the id it got. */
  readonly take: (message: OutgoingMessage) => RemoteMessageId;
  readonly isClosed: () => boolean;
};

export const privateChat = (name: string): ChatRef => ({ id: `private:${name}` as ChatId, kind: 'private', title: name, contact: name as ContactId }); // this test channel's own ids

let messages = 0;
export const words = (text: string): Parts => [{ kind: 'text', text }];

/** A message from the peer (or, with `direction: out`, one of ours coming back). */
export const messageFrom = (name: string, text: string, more: Partial<Omit<MessageEvent, 'kind'>> = {}): MessageEvent => {
  messages += 1;
  return {
    kind: 'message', chat: privateChat(name), id: `m-${messages}` as RemoteMessageId, at: 1_760_000_000_000, direction: 'in',
    sender: { id: name as ContactId, name }, parts: words(text), source: 'live', ...more,
  };
};

export const createScriptedPeer = (more: Partial<Pick<ChannelModule, 'fields' | 'config' | 'kind' | 'test'>> = {}): ScriptedPeer => {
  const log: Delivered[] = [];
  const scripts: OpenScript[] = [];
  const waiting: ((script: OpenScript) => void)[] = [];
  let ids = 0;

  const dead = new Set<OpenScript>();
  const isAlive = (script: OpenScript): boolean => !script.isClosed() && !dead.has(script);

  const open = (context: ChannelContext): Channel => {
    let isClosed = false;
    const script: OpenScript = {
      context,
      emit: (...events) => context.emit(events),
      status: (state, reason) => context.status({ state, action: 'none', ...(reason === undefined ? {} : { reason }) }),
      online: async () => {
        script.status('online');
        await context.emit([{ kind: 'caughtUp', upTo: context.clock.now(), count: 0 }]);
      },
      take: ({ chat, client, parts, attempt }) => {
        ids += 1;
        const id = `own-${ids}` as RemoteMessageId; // this peer's own ids
        log.push({ account: context.account, chat: chat.id, client, parts, attempt, id });
        return id;
      },
      isClosed: () => isClosed,
    };
    const channel: Channel = {
      connect: () => {
        scripts.push(script);
        for (const tell of waiting.splice(0)) tell(script);
        peer.onConnect?.(script);
      },
      close: async () => { isClosed = true; },
      send: (message) => peer.answer(message, script),
      ...(peer.confirm ? { confirm: (message: OutgoingMessage, at: number) => peer.confirm?.(message, at) ?? Promise.resolve({ kind: 'unknown' as const }) } : {}),
      ...(peer.fetchMedia ? { fetchMedia: peer.fetchMedia } : {}),
    };
    return channel;
  };

  const peer: ScriptedPeer = {
    log,
    module: {
      kind: 'onebot', glyph: 'T', demonstration: false, fields: [{ key: 'host', type: 'text', required: false }, { key: 'token', type: 'password', required: false, secret: true }],
      config: z.object({ host: z.string().optional(), token: z.string().optional() }),
      open, test: async () => ({ ok: true }), decodeFrame: () => ({ kind: 'ignored' }), ...more,
    },
    opened: (account) => {
      const found = scripts.findLast((script) => isAlive(script) && (account === undefined || script.context.account === account));
      return found ? Promise.resolve(found) : new Promise((resolve) => { waiting.push(resolve); });
    },
    current: () => scripts.findLast(isAlive),
    abandon: () => { for (const script of scripts) dead.add(script); },
    openCount: () => scripts.length,
    answer: async (message, script) => ({ kind: 'accepted', id: script.take(message), at: script.context.clock.now(), proof: 'response' }),
    confirm: undefined,
    fetchMedia: undefined,
    onConnect: (script) => { void script.online(); }, // a test of refused emits sets its own
  };
  return peer;
};
