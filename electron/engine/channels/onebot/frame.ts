/** Whole frames: which sort they are, and what they tell. Pure; never throws on any input. */
import { textOf } from '#shared/domain/message';
import type { FrameOutcome } from '../contract/channel';
import type { ChannelEvent } from '../contract/events';
import { parseGuarded } from '../kit/guardedJson';
import { rawJson } from '../kit/rawJson';
import { decodeMessage, type DecodeContext, type DecodedMessage } from './decode';
import { decodeNotice, decodeRequest } from './notices';
import { decodeSegments } from './segments';
import { eventSchema, isDict, isReply, replySchema, timeMs, type Dict, type EventFrame, type ReplyFrame } from './wire';

export type Frame =
  | { readonly kind: 'reply'; readonly reply: ReplyFrame }
  | { readonly kind: 'message' | 'notice' | 'request' | 'meta' | 'unknownEvent'; readonly event: EventFrame; readonly raw: Dict }
  | { readonly kind: 'action' }
  | { readonly kind: 'fragment'; readonly segments: readonly unknown[]; readonly raw: unknown }
  | { readonly kind: 'unknown' };

const looksLikeSegment = (value: unknown): boolean => isDict(value) && typeof value.type === 'string' && 'data' in value && !('detail_type' in value);

const fragmentOf = (value: unknown): Frame | undefined => {
  if (Array.isArray(value)) return value.length > 0 && value.every(looksLikeSegment) ? { kind: 'fragment', segments: value, raw: value } : undefined;
  if (!isDict(value)) return undefined;
  if (looksLikeSegment(value)) return { kind: 'fragment', segments: [value], raw: value };
  const list = value.segments ?? value.message;
  return Array.isArray(list) && list.length > 0 && list.every(looksLikeSegment) ? { kind: 'fragment', segments: list, raw: value } : undefined;
};

const eventKinds: Readonly<Record<string, 'message' | 'notice' | 'request' | 'meta'>> = {
  message: 'message', message_sent: 'message', notice: 'notice', request: 'request', meta_event: 'meta',
};

/** A message taken out of a history or get_msg answer has no `post_type`. */
const looksLikeMessage = (raw: Dict): boolean =>
  ('message' in raw || 'raw_message' in raw) && ['message_id', 'message_type', 'user_id', 'group_id', 'sender'].some((key) => key in raw);

/** CoolQ's first versions called notices events and named them in `event`. */
const withOldNames = (raw: Dict): Dict => (raw.post_type === 'event' ? { ...raw, post_type: 'notice', notice_type: raw.notice_type ?? raw.event } : raw);

const eventKindOf = (raw: Dict): 'message' | 'notice' | 'request' | 'meta' | 'unknownEvent' | undefined => {
  if (typeof raw.post_type === 'string') return (Object.hasOwn(eventKinds, raw.post_type) && eventKinds[raw.post_type]) || 'unknownEvent';
  if ('notice_type' in raw) return 'notice';
  if ('request_type' in raw) return 'request';
  if ('meta_event_type' in raw) return 'meta';
  if (looksLikeMessage(raw)) return 'message';
  if ('detail_type' in raw) return raw.type === 'meta' ? 'meta' : 'unknownEvent';
  return undefined;
};

/** Sorts one parsed frame. */
export const sortFrame = (value: unknown): Frame => {
  if (!isDict(value)) return fragmentOf(value) ?? { kind: 'unknown' };
  if (isReply(value)) return { kind: 'reply', reply: replySchema.parse(value) };
  const raw = withOldNames(value);
  const kind = eventKindOf(raw);
  if (kind) return { kind, event: eventSchema.parse(raw), raw };
  if (typeof value.action === 'string') return { kind: 'action' };
  return fragmentOf(value) ?? { kind: 'unknown' };
};

/** An event we have no word for, visible as it came. */
export const unknownNotice = (raw: unknown, at: number, type = 'onebot.unsupported', text?: string): ChannelEvent =>
  ({ kind: 'notice', type, at, ...(text ? { data: { text } } : {}), raw: rawJson(raw) });

/** What a decoded message becomes where nobody can be asked about a missing chat. */
export const eventsOfMessage = (decoded: DecodedMessage, raw: Dict, at: number): readonly ChannelEvent[] => {
  switch (decoded.kind) {
    case 'message': return [decoded.event];
    case 'empty': return [];
    case 'ownUnknownChat': return [unknownNotice(raw, at, 'onebot.ownMessage', textOf(decoded.event.parts).slice(0, 500))];
    case 'nowhere': return [unknownNotice(raw, at)];
  }
};

/** Everything a sorted frame tells without asking the peer anything. */
export const decodeSorted = (frame: Frame, context: DecodeContext): readonly ChannelEvent[] => {
  switch (frame.kind) {
    case 'message': return eventsOfMessage(decodeMessage(frame.event, context), frame.raw, timeMs(frame.event.time, context.now));
    case 'notice': return decodeNotice(frame.event, frame.raw, context);
    case 'request': return decodeRequest(frame.event, frame.raw, context);
    case 'unknownEvent': return [unknownNotice(frame.raw, timeMs(frame.event.time, context.now))];
    case 'fragment': return [unknownNotice(frame.raw, context.now, 'onebot.fragment', textOf(decodeSegments(frame.segments)).slice(0, 500))];
    default: return [];
  }
};

const decodeParsed = (value: unknown, now: number): FrameOutcome => {
  // A recording may hold several frames in one list.
  if (Array.isArray(value) && value.length > 0 && value.every((item) => isDict(item) && eventKindOf(item) !== undefined)) {
    return { kind: 'events', events: value.flatMap((item) => [...decodeSorted(sortFrame(item), { now, source: 'live' })]) };
  }
  const frame = sortFrame(value);
  if (frame.kind === 'reply') return { kind: 'response' };
  if (frame.kind === 'meta' || frame.kind === 'action') return { kind: 'ignored' };
  if (frame.kind === 'unknown') return { kind: 'error', code: isDict(value) || Array.isArray(value) ? 'onebot.unknownFrame' : 'onebot.notObject' };
  const events = decodeSorted(frame, { now, source: 'live' });
  return events.length === 0 ? { kind: 'ignored' } : { kind: 'events', events };
};

const isTooDeep = (value: unknown): boolean => {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > 200) return true;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return false;
};

/** One recorded frame, parsed or as text, as the live connection would read it. Never throws. */
export const decodeRecorded = (frame: unknown, now: number): FrameOutcome => {
  try {
    if (typeof frame === 'string') {
      const parsed = parseGuarded(frame);
      return parsed.ok ? decodeParsed(parsed.value, now) : { kind: 'error', code: parsed.code };
    }
    return isTooDeep(frame) ? { kind: 'error', code: 'channel.deepJson' } : decodeParsed(frame, now);
  } catch {
    return { kind: 'error', code: 'onebot.unreadable' };
  }
};
