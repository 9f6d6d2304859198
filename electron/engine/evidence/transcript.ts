/** What was said, made from the entries of a conversation: each message once, with everything that became of it. */
import type { BlobId, ConversationId } from '#shared/domain/ids';
import { isMediaPart, textOf, type Media, type Parts } from '#shared/domain/message';
import type { Entry } from '#shared/ledger/entry';

export type Line = {
  readonly seq: number;
  readonly at: number;
  readonly side: 'customer' | 'us' | 'note';
  readonly who: string;
  text: string;
  media: readonly Media[];
  /** 撤回、改动、送达 … in order. */
  readonly remarks: string[];
};
export type Transcript = { readonly conversation: ConversationId; title: string; readonly lines: Line[]; readonly blobs: Map<BlobId, Media>; readonly byId: Map<string, Line> };

export const emptyTranscript = (conversation: ConversationId): Transcript => ({ conversation, title: conversation, lines: [], blobs: new Map(), byId: new Map() });

const KIND_WORDS: Readonly<Record<string, string>> = { image: '[图片]', file: '[文件]', voice: '[语音]', video: '[视频]', location: '[位置]', forward: '[转发]', order: '[订单]', unsupported: '[其他]' };

const wordsOf = (parts: Parts): string => {
  const kinds = parts.flatMap((part) => KIND_WORDS[part.kind] ?? []);
  return [textOf(parts), ...kinds].filter((each) => each !== '').join(' ');
};

const keep = (transcript: Transcript, media: Media): void => { if (media.blob !== undefined) transcript.blobs.set(media.blob, media); };

const mediaOf = (transcript: Transcript, parts: Parts): readonly Media[] => {
  const media = parts.filter(isMediaPart).map((part) => part.media);
  for (const each of media) keep(transcript, each);
  return media;
};

type Said = { readonly id: string; readonly at: number; readonly side: Line['side']; readonly who: string; readonly parts: Parts };

const say = (transcript: Transcript, seq: number, { id, at, side, who, parts }: Said): void => {
  if (transcript.byId.has(id)) return; // the same message told twice
  const line: Line = { seq, at, side, who, text: wordsOf(parts), media: mediaOf(transcript, parts), remarks: [] };
  transcript.lines.push(line);
  transcript.byId.set(id, line);
};

const remark = (transcript: Transcript, id: string, words: string, parts?: Parts): void => {
  const line = transcript.byId.get(id);
  if (!line) return;
  line.remarks.push(parts === undefined ? words : `${words}：${wordsOf(parts)}`);
  if (parts !== undefined) mediaOf(transcript, parts);
};

/** `nameOf` gives a person of the desk by id. Entries come in ascending order; types that say nothing are passed over. */
export const foldLine = (transcript: Transcript, entry: Entry, nameOf: (id: string) => string): void => {
  const actor = entry.actor.kind === 'person' ? nameOf(entry.actor.id) : '';
  switch (entry.type) {
    case 'message.received': {
      const { chat, id, at, direction, sender, parts } = entry.data;
      if (chat.title !== undefined) transcript.title = chat.title;
      const side = direction === 'in' ? 'customer' : 'us';
      return say(transcript, entry.seq, { id, at, side, who: sender.name ?? (side === 'us' ? '本方（其他终端）' : sender.id), parts });
    }
    case 'chat.seen': if (entry.data.chat.title !== undefined) transcript.title = entry.data.chat.title; return;
    case 'message.recalled': return remark(transcript, entry.data.id, '已撤回');
    case 'message.edited': return remark(transcript, entry.data.id, '改为', entry.data.parts);
    case 'message.media': {
      const line = transcript.byId.get(entry.data.id);
      if (line) line.media = [...line.media, entry.data.media];
      return keep(transcript, entry.data.media);
    }
    case 'reply.queued': return say(transcript, entry.seq, { id: entry.data.client, at: entry.data.at, side: 'us', who: actor, parts: entry.data.parts });
    case 'reply.edited': return remark(transcript, entry.data.client, '发送前改为', entry.data.parts);
    case 'reply.withdrawn': return remark(transcript, entry.data.client, '未发送即取消');
    case 'reply.accepted': {
      const line = transcript.byId.get(entry.data.client);
      if (line && entry.data.id !== undefined) transcript.byId.set(entry.data.id, line);
      return remark(transcript, entry.data.client, '已发出');
    }
    case 'reply.failed': return remark(transcript, entry.data.client, '发送失败');
    case 'reply.uncertain': return remark(transcript, entry.data.client, '是否送达不明');
    case 'note.added': return say(transcript, entry.seq, { id: entry.data.note, at: entry.at, side: 'note', who: actor, parts: entry.data.parts });
    case 'note.revised': return remark(transcript, entry.data.note, '改为', entry.data.parts);
    default:
  }
};
