/** Frames of an open link: answers to the API, events inwards, heartbeats to whoever watches the account. */
import type { ChatRef } from '#shared/domain/chat';
import type { Parts } from '#shared/domain/message';
import type { Logger } from '../contract/channel';
import type { ChannelEvent } from '../contract/events';
import { parseGuarded } from '../kit/guardedJson';
import type { Api } from './api';
import { decodeMessage, type DecodeContext } from './decode';
import { fingerprintOf } from './fingerprint';
import { decodeSorted, eventsOfMessage, sortFrame, unknownNotice, type Frame } from './frame';
import { chatTarget, contactIdOf, groupChat, kindOfTarget, knownId, privateChat } from './ids';
import { liveId, type Inbound } from './inbound';
import { isTokenRefusal } from './retcodes';
import { onlineOf } from './session';
import { dictOfUnknown, eventSchema, textOfUnknown, timeMs, type Dict, type EventFrame } from './wire';

export type LiveHandlers = {
  readonly onTokenRefused: () => void;
  /** Interval the gateway promised, ms. */
  readonly onHeartbeat: (interval: number | undefined, isOnline: boolean | undefined) => void;
  readonly onAccountOffline: (detail: string | undefined) => void;
  readonly onAccountOnline: () => void;
  /** A frame nobody could read: something may be missing. */
  readonly onBadFrame: (code: string) => void;
  /** An event of an account that is not ours. */
  readonly isForeign: (selfId: string | undefined) => boolean;
  readonly selfId: () => string | undefined;
};

export type Live = { readonly onText: (text: string) => void };

type EventOf = Extract<Frame, { readonly event: EventFrame }>;
const isEventFrame = (frame: Frame): frame is EventOf => 'event' in frame;

/** Whom our own message went to when it does not say: by the send it belongs to, else by asking for the message. */
const findOwnChat = async (api: Api, inbound: Inbound, raw: Dict, parts: Parts, self: string | undefined): Promise<ChatRef | undefined> => {
  const id = inbound.own.chatOf(fingerprintOf(parts));
  const target = id && chatTarget(id);
  if (id && target) return { id, kind: kindOfTarget(target) };
  let found: Dict | undefined;
  try {
    found = dictOfUnknown(await api.ask('get_msg', { message_id: raw.message_id }));
  } catch {
    return undefined; // not found is an answer too: the caller keeps the message in sight as a notice
  }
  const group = knownId(found?.group_id);
  if (group) return { id: groupChat(group), kind: 'group' };
  const peer = [found?.target_id, found?.peer_id, found?.peerUin].map(knownId).find((user) => user !== undefined && user !== self);
  return peer ? { id: privateChat(peer), kind: 'private', contact: contactIdOf(peer) } : undefined;
};

export const createLive = (api: Api, inbound: Inbound, now: () => number, log: Logger, handlers: LiveHandlers): Live => {
  let liveCount = 0;

  const context = (): DecodeContext => ({ selfId: handlers.selfId(), now: now(), source: 'live' });
  const accept = (events: readonly ChannelEvent[]): void => {
    void inbound.accept(events.map((event) => {
      if (event.kind !== 'message') return event;
      liveCount += 1;
      return liveId(event, liveCount);
    }));
  };

  const acceptMessage = async (frame: EventOf): Promise<void> => {
    const decoded = decodeMessage(frame.event, context());
    if (decoded.kind !== 'ownUnknownChat') return accept(eventsOfMessage(decoded, frame.raw, now()));
    const chat = await findOwnChat(api, inbound, frame.raw, decoded.event.parts, handlers.selfId());
    accept(chat ? [{ ...decoded.event, chat }] : eventsOfMessage(decoded, frame.raw, timeMs(frame.event.time, now())));
  };

  const onMeta = (event: EventFrame): void => {
    if (event.meta_event_type !== 'heartbeat') return;
    handlers.onHeartbeat(event.interval, onlineOf(event.status));
  };

  const onEvent = (frame: EventOf): void => {
    if (handlers.isForeign(knownId(frame.event.self_id))) return;
    if (frame.kind === 'meta') return onMeta(frame.event);
    if (frame.kind === 'message') {
      acceptMessage(frame).catch(() => {
        // A bug of ours must not cost the customer's words: they stay in sight in raw form.
        log.error('message not decoded', { id: knownId(frame.event.message_id) });
        accept([unknownNotice(frame.raw, timeMs(frame.event.time, now()))]);
      });
      return;
    }
    accept(decodeSorted(frame, context()));
    const { notice_type: type } = frame.event;
    if (type === 'bot_offline') handlers.onAccountOffline(textOfUnknown(frame.raw.message) ?? frame.event.tag ?? frame.event.reason);
    if (type === 'bot_online') handlers.onAccountOnline();
  };

  const onFrame = (value: unknown): void => {
    const frame = sortFrame(value);
    if (frame.kind === 'reply') {
      if (api.answer(frame.reply)) return;
      if (isTokenRefusal(frame.reply)) handlers.onTokenRefused();
      else log.info('answer nobody waits for', { retcode: frame.reply.retcode });
      return;
    }
    if (isEventFrame(frame)) return onEvent(frame);
    if (frame.kind === 'fragment') return accept(decodeSorted(frame, context()));
    if (frame.kind === 'unknown') handlers.onBadFrame('onebot.unknownFrame');
  };

  return {
    onText: (text) => {
      const parsed = parseGuarded(text);
      if (!parsed.ok) return handlers.onBadFrame(parsed.code);
      try {
        onFrame(parsed.value);
      } catch {
        handlers.onBadFrame('onebot.unreadable');
      }
    },
  };
};

/** `self_id` of an unsorted frame, for learning who we are where nobody answers. */
export const selfIdOfText = (text: string): string | undefined => {
  const parsed = parseGuarded(text);
  const event = parsed.ok ? eventSchema.safeParse(parsed.value) : undefined;
  return event?.success ? knownId(event.data.self_id) : undefined;
};
