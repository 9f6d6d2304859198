/** Our replies to OneBot actions. Pure: bytes are put in by `send.ts`. Text is text: only string format needs escaping, in `cq.ts`. */
import type { ErrorFacts } from '#shared/domain/errors';
import type { BlobId, ChatId } from '#shared/domain/ids';
import type { MediaPart, Part, Parts } from '#shared/domain/message';
import { formatCq, type Segment } from './cq';
import { chatTarget, wireId, type ChatTarget } from './ids';

/** Bytes go here before sending: `file` names the blob until then. */
export type PlannedSegment = Segment & { readonly blob?: BlobId };
/** One action each; QQ takes voice, video and files only alone. */
export type Step =
  | { readonly kind: 'message'; readonly segments: readonly PlannedSegment[] }
  | { readonly kind: 'file'; readonly blob: BlobId; readonly name: string };

export type Plan =
  | { readonly ok: true; readonly steps: readonly Step[] }
  | { readonly ok: false; readonly code: string; readonly data: ErrorFacts };

const textSegment = (text: string): PlannedSegment => ({ type: 'text', data: { text } });

const wordsOf = (part: Part): string | undefined => {
  switch (part.kind) {
    case 'text': return part.text;
    case 'link': return part.title && part.title !== part.url ? `${part.title} ${part.url}` : part.url;
    // NapCat accepts a location segment and sends nothing: words arrive everywhere.
    case 'location': return [part.title, part.address, `${part.latitude},${part.longitude}`].filter(Boolean).join(' ');
    case 'order': return [part.title, part.order, part.amount, part.state].filter(Boolean).join(' ');
    default: return undefined;
  }
};

const mediaType = { image: 'image', voice: 'record', video: 'video' } as const;

const mediaSegment = (part: MediaPart & { readonly kind: keyof typeof mediaType }): PlannedSegment =>
  ({ type: mediaType[part.kind], data: part.kind === 'video' ? { name: part.media.name } : {}, blob: part.media.blob });

const segmentOf = (part: Part): PlannedSegment | undefined => {
  if (part.kind === 'mention') return { type: 'at', data: { qq: part.target } };
  if (part.kind === 'emoji') return /^\d+$/.test(part.id) ? { type: 'face', data: { id: part.id } } : textSegment(part.name ? `[${part.name}]` : part.id);
  if (part.kind === 'quote') return { type: 'reply', data: { id: part.id } };
  const words = wordsOf(part);
  return words === undefined || words === '' ? undefined : textSegment(words);
};

const cannotSend: ReadonlySet<Part['kind']> = new Set(['forward', 'unsupported']);

/** Which actions carry these parts, in order. Refuses what QQ cannot be given: `onebot.cannotSend {part}`, `onebot.emptyMessage`, `media.notStored`. */
export const planSteps = (parts: Parts): Plan => {
  const steps: Step[] = [];
  let open: PlannedSegment[] = [];
  const flush = (): void => {
    if (open.length > 0) steps.push({ kind: 'message', segments: open });
    open = [];
  };
  for (const part of [...parts].sort((a, b) => Number(b.kind === 'quote') - Number(a.kind === 'quote'))) {
    if (cannotSend.has(part.kind)) return { ok: false, code: 'onebot.cannotSend', data: { part: part.kind } };
    if ('media' in part && !part.media.blob) return { ok: false, code: 'media.notStored', data: { name: part.media.name } };
    if (part.kind === 'file' && part.media.blob) {
      flush();
      steps.push({ kind: 'file', blob: part.media.blob, name: part.media.name });
    } else if (part.kind === 'voice' || part.kind === 'video') {
      flush();
      steps.push({ kind: 'message', segments: [mediaSegment(part)] });
    } else if (part.kind === 'image') open.push(mediaSegment(part));
    else {
      const segment = segmentOf(part);
      if (segment) open.push(segment);
    }
  }
  flush();
  const isEmpty = steps.every((step) => step.kind === 'message' && step.segments.every((segment) => segment.type === 'reply' || (segment.type === 'text' && String(segment.data.text).trim() === '')));
  return isEmpty ? { ok: false, code: 'onebot.emptyMessage', data: {} } : { ok: true, steps };
};

export type Action = { readonly action: string; readonly params: Readonly<Record<string, unknown>> };

const addressee: { readonly [K in ChatTarget['kind']]: (target: Extract<ChatTarget, { kind: K }>) => Action } = {
  private: ({ user }) => ({ action: 'send_private_msg', params: { user_id: wireId(user) } }),
  temporary: ({ user, group }) => ({ action: 'send_private_msg', params: { user_id: wireId(user), ...(group ? { group_id: wireId(group) } : {}) } }),
  group: ({ group }) => ({ action: 'send_group_msg', params: { group_id: wireId(group) } }),
  discuss: ({ discuss }) => ({ action: 'send_discuss_msg', params: { discuss_id: wireId(discuss) } }),
  guild: ({ guild, channel }) => ({ action: 'send_guild_channel_msg', params: { guild_id: guild, channel_id: channel } }),
};

const addressed = (target: ChatTarget): Action => {
  switch (target.kind) {
    case 'private': return addressee.private(target);
    case 'temporary': return addressee.temporary(target);
    case 'group': return addressee.group(target);
    case 'discuss': return addressee.discuss(target);
    case 'guild': return addressee.guild(target);
  }
};

/** `file` of a media segment: bytes as base64, the one form every implementation takes from another machine. */
export const base64File = (bytes: Uint8Array): string => `base64://${Buffer.from(bytes).toString('base64')}`;

export const filledSegments = (segments: readonly PlannedSegment[], fileOf: (blob: BlobId) => string): readonly Segment[] =>
  segments.map(({ type, data, blob }) => ({ type, data: blob ? { file: fileOf(blob), ...data } : data }));

/** The action that sends ready segments; `undefined` for a chat that is not ours. */
export const sendAction = (chat: ChatId, segments: readonly Segment[], format: 'array' | 'string'): Action | undefined => {
  const target = chatTarget(chat);
  if (!target) return undefined;
  const { action, params } = addressed(target);
  // auto_escape false: the string is CQ code whose text we have escaped ourselves.
  return { action, params: { ...params, ...(format === 'string' ? { message: formatCq(segments), auto_escape: false } : { message: segments }) } };
};

/** The action that uploads a file; only people and groups take files. */
export const uploadAction = (chat: ChatId, name: string, file: string): Action | undefined => {
  const target = chatTarget(chat);
  if (target?.kind === 'private' || target?.kind === 'temporary') return { action: 'upload_private_file', params: { user_id: wireId(target.user), file, name } };
  return target?.kind === 'group' ? { action: 'upload_group_file', params: { group_id: wireId(target.group), file, name } } : undefined;
};
