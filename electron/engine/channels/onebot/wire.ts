/**
 * Shapes of OneBot 11 frames, read liberally: every field may be missing, null, a number where a string is
 * due or the other way round. A frame is refused only when it is no object. Spec: botuniverse/onebot-11.
 */
import { z } from 'zod';
import { wellFormed } from '../kit/rawJson';
import { idText } from './ids';

const id = z.unknown().optional().transform(idText);

/** Text; numbers and booleans are written out, anything else is absent. */
export const textOfUnknown = (value: unknown): string | undefined => {
  if (typeof value === 'string') return wellFormed(value);
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : undefined;
};
export const numberOfUnknown = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};
export type Dict = Readonly<Record<string, unknown>>;
export const isDict = (value: unknown): value is Dict => typeof value === 'object' && value !== null && !Array.isArray(value);
export const dictOfUnknown = (value: unknown): Dict | undefined => (isDict(value) ? value : undefined);

const text = z.unknown().optional().transform(textOfUnknown);
const number = z.unknown().optional().transform(numberOfUnknown);
const dict = z.unknown().optional().transform(dictOfUnknown);

const senderSchema = z.unknown().optional().transform((value) => {
  const sender = dictOfUnknown(value);
  return { user_id: idText(sender?.user_id), nickname: textOfUnknown(sender?.nickname), card: textOfUnknown(sender?.card), group_id: idText(sender?.group_id) };
});

/** Everything an event may carry; which keys are there depends on `post_type` and the implementation. */
export const eventSchema = z.looseObject({
  time: number, self_id: id, post_type: text,
  message_type: text, sub_type: text, message_id: id, message_seq: id, real_id: id, user_id: id, group_id: id, target_id: id,
  discuss_id: id, guild_id: id, channel_id: id, group_name: text, message_format: text, raw_message: text, sender: senderSchema, anonymous: dict,
  notice_type: text, operator_id: id, sender_id: id, file: dict, duration: number, honor_type: text, title: text, tag: text, status_text: text,
  event_type: number, request_type: text, comment: text, flag: text, meta_event_type: text, interval: number, status: dict, reason: text,
});
export type EventFrame = z.infer<typeof eventSchema>;

/** An answer to an action. `status` may be null, upper case or missing; `echo` may be anything or nothing. */
export const replySchema = z.looseObject({
  status: text, retcode: number, data: z.unknown().optional(), message: text, msg: text, wording: text, echo: z.unknown().optional(), stream: text,
});
export type ReplyFrame = z.infer<typeof replySchema>;

/** Answers carry a result code or an echo and no `post_type`. */
export const isReply = (frame: Dict): boolean =>
  !('post_type' in frame) && ('retcode' in frame || 'echo' in frame && !('action' in frame) || ('status' in frame && 'data' in frame));

export const isOk = (reply: ReplyFrame): boolean => reply.status?.toLowerCase() === 'ok' || (reply.retcode === 0 && reply.status?.toLowerCase() !== 'failed');

/** A part of a stream answer (NapCat stream actions); the last one has data.type `response` or `error`. */
export const isStreamPart = (reply: ReplyFrame): boolean =>
  reply.stream === 'stream-action' && dictOfUnknown(reply.data)?.type === 'stream';

/** What went wrong in the peer's own words; never shown as a sentence of ours. */
export const wordingOf = (reply: ReplyFrame): string => {
  const inner = dictOfUnknown(reply.data);
  return reply.wording || reply.message || reply.msg || textOfUnknown(inner?.message) || textOfUnknown(inner?.errMsg) || '';
};

/**
 * Seconds or milliseconds since 1970 as milliseconds; `fallback` when absent or no time at all.
 * NapCat writes milliseconds where the platform gave no time.
 */
export const timeMs = (value: number | undefined, fallback: number): number => {
  if (value === undefined || value <= 0) return fallback;
  const ms = value > 1e11 ? value : value * 1_000;
  return ms < 1e14 ? Math.floor(ms) : fallback;
};
