/**
 * From decoded events to the ledger: one way in for live pushes and history. Keeps order, completes names,
 * sets colliding ids apart, drops twins, finds the reply an own message proves, and adds the cursors.
 */
import type { ChannelContext } from '../contract/channel';
import type { ChannelEvent, MessageEvent } from '../contract/events';
import { createEventPump } from '../kit/eventPump';
import type { Cursors } from './cursors';
import type { Directory } from './directory';
import { createFileTwins } from './fileTwins';
import { madeMessageId } from './ids';
import { createOwnMessages, type OwnMessages } from './own';
import { createRecent } from './recent';

export type Inbound = {
  /** Takes events in the order they came. Resolves when what of them was kept is durable (held echoes excepted). */
  readonly accept: (events: readonly ChannelEvent[]) => Promise<void>;
  readonly own: OwnMessages;
  /** True when this message passed here since the process started. */
  readonly has: (event: MessageEvent) => boolean;
  /** Emits what waits and `last`, then stops; gives up waiting for the ledger after a while. */
  readonly close: (last: readonly ChannelEvent[]) => Promise<void>;
};

export type InboundOptions = {
  readonly context: ChannelContext;
  readonly cursors: Cursors;
  readonly directory: Directory;
  /** A name nobody knows; asked once per person. */
  readonly onNameless: (user: string) => void;
  readonly onOverflow: () => void;
};

const CLOSE_MS = 2_000;

/** Cursors follow the events they speak of in the same emit, and are not lost when the ledger is away for a while. */
const emitWithCursors = (context: ChannelContext, cursors: Cursors): ((events: readonly ChannelEvent[]) => Promise<void>) => {
  const carried = new Map<string, ChannelEvent>();
  return async (events) => {
    for (const event of cursors.after(events)) if (event.kind === 'cursor') carried.set(event.key, event);
    const behind = [...carried.values()];
    await context.emit([...events, ...behind]);
    for (const event of behind) if (event.kind === 'cursor' && carried.get(event.key) === event) carried.delete(event.key);
  };
};

export const createInbound = ({ context, cursors, directory, onNameless, onOverflow }: InboundOptions): Inbound => {
  const { clock, log } = context;
  const recent = createRecent();
  const pump = createEventPump({ emit: emitWithCursors(context, cursors), clock, log, onOverflow });

  const keep = (event: MessageEvent): Promise<void> => {
    const { id, isKnown } = recent.note(event);
    if (isKnown && !event.client) return Promise.resolve();
    const name = event.direction === 'in' ? event.sender.name : undefined;
    const news = directory.news(event.chat, event.chat.kind === 'group' ? undefined : name);
    const user = directory.shouldAsk(event.chat);
    if (user) onNameless(user);
    return pump.push([...news, { ...event, id }]);
  };
  const own = createOwnMessages(clock, (event) => { void keep(event); });
  const twins = createFileTwins(clock, (event) => acceptMessage(event));

  const acceptMessage = (event: MessageEvent): Promise<void> | undefined => {
    if (event.direction === 'in') return keep(event);
    own.take(event);
    return undefined;
  };

  const isUploadNotice = (event: MessageEvent): boolean => event.id.startsWith('file-') && event.parts.length === 1 && event.parts[0]?.kind === 'file';

  const acceptOne = (event: ChannelEvent): Promise<void> | undefined => {
    switch (event.kind) {
      case 'message': {
        const complete = { ...event, chat: directory.complete(event.chat) };
        if (isUploadNotice(complete)) {
          twins.notice(complete);
          return undefined;
        }
        twins.message(complete);
        return acceptMessage(complete);
      }
      // A recall names a person; the message may have come through a temporary session.
      case 'recall': {
        const chat = recent.chatOf(event.id) ?? event.chat;
        return pump.push([chat ? { ...event, chat } : event]);
      }
      case 'notice': return pump.push([event.chat ? { ...event, chat: directory.complete(event.chat) } : event]);
      default: return pump.push([event]);
    }
  };

  return {
    accept: async (events) => { await Promise.all(events.map(acceptOne)); },
    own,
    has: (event) => recent.has(event.chat.id, event.id),
    close: async (last) => {
      twins.flush();
      // What is here gets its chance to become durable, but a ledger that is away must not hold up the end.
      await new Promise<void>((resolve) => {
        const stopTimer = clock.after(CLOSE_MS, resolve);
        void pump.push(last).then(() => { stopTimer(); resolve(); });
      });
      await pump.close();
    },
  };
};

/** An id for a frame that came live without any: two equal ones are two messages. */
export const liveId = (event: MessageEvent, count: number): MessageEvent =>
  event.id.startsWith('noid-') ? { ...event, id: madeMessageId('noid', `${event.id}:${count}`) } : event;
