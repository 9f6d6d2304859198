/** What this channel remembers through the ledger: how far it saw, which chats it knows, whose account it is. */
import type { ChatRef } from '#shared/domain/chat';
import type { ChatId } from '#shared/domain/ids';
import type { ChannelContext } from '../contract/channel';
import type { ChannelEvent, MessageEvent } from '../contract/events';
import { chatTarget, contactIdOf, kindOfTarget } from './ids';

const SEEN = 'seen';
const ALIVE = 'alive';
const SELF = 'self';
const CHAT = 'chat:';
/** A chat's time is written when it moved this far: it only orders the chats. */
const CHAT_STEP_MS = 60 * 60_000;
/** A message from the future must not make us skip what comes before it. */
const FUTURE_MS = 60_000;

export type Cursors = {
  /** Time of the last message seen, in the platform's time; undefined before the first. */
  readonly seen: () => number | undefined;
  /** Our time when the link was last known to work. */
  readonly alive: () => number | undefined;
  readonly self: () => string | undefined;
  readonly selfEvent: (self: string) => ChannelEvent;
  readonly aliveEvent: () => ChannelEvent;
  /** `seen` stays until the next `caughtUp`: what is being caught up must be asked for again after a crash. */
  readonly hold: () => void;
  /** Cursor events that belong behind these events in the same emit. */
  readonly after: (events: readonly ChannelEvent[]) => readonly ChannelEvent[];
  /** Chats ever seen, most recent first. */
  readonly chats: () => readonly ChatRef[];
};

const numberOf = (text: string | undefined): number | undefined => {
  const value = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
};

export const createCursors = (context: Pick<ChannelContext, 'cursor' | 'cursors' | 'clock'>): Cursors => {
  let seen = numberOf(context.cursor(SEEN));
  let isHeld = false;
  const chats = new Map<string, number>();
  for (const [key, value] of context.cursors(CHAT)) chats.set(key.slice(CHAT.length), numberOf(value) ?? 0);

  const chatEvents = (messages: readonly MessageEvent[]): readonly ChannelEvent[] => {
    const moved = new Map<string, number>();
    for (const { chat, at } of messages) if (at - (moved.get(chat.id) ?? chats.get(chat.id) ?? -CHAT_STEP_MS) >= CHAT_STEP_MS) moved.set(chat.id, at);
    return [...moved].map(([chat, at]): ChannelEvent => {
      chats.set(chat, at);
      return { kind: 'cursor', key: `${CHAT}${chat}`, value: String(at) };
    });
  };
  const seenEvents = (): readonly ChannelEvent[] => (seen === undefined || isHeld ? [] : [{ kind: 'cursor', key: SEEN, value: String(seen) }]);

  return {
    seen: () => numberOf(context.cursor(SEEN)),
    alive: () => numberOf(context.cursor(ALIVE)),
    self: () => context.cursor(SELF),
    selfEvent: (self) => ({ kind: 'cursor', key: SELF, value: self }),
    aliveEvent: () => ({ kind: 'cursor', key: ALIVE, value: String(context.clock.now()) }),
    hold: () => { isHeld = true; },
    after: (events) => {
      const messages = events.filter((event): event is MessageEvent => event.kind === 'message');
      const latest = Math.min(messages.reduce((max, event) => Math.max(max, event.at), 0), context.clock.now() + FUTURE_MS);
      const isNew = latest > (seen ?? 0);
      if (isNew) seen = latest;
      const isFlush = events.some((event) => event.kind === 'caughtUp');
      if (isFlush) isHeld = false;
      // An account nobody wrote to yet still needs a bound for its first outage.
      if (isFlush && seen === undefined) seen = context.clock.now() - FUTURE_MS;
      return [...chatEvents(messages), ...(isNew || isFlush ? seenEvents() : [])];
    },
    chats: () => [...chats].sort((a, b) => b[1] - a[1]).flatMap(([id]): ChatRef[] => {
      const chat = id as ChatId; // written by this module from a ChatRef
      const target = chatTarget(chat);
      if (!target) return [];
      const person = target.kind === 'private' || target.kind === 'temporary' ? { contact: contactIdOf(target.user) } : {};
      return [{ id: chat, kind: kindOfTarget(target), ...person }];
    }),
  };
};
