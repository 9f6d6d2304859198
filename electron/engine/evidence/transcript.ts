/** What was said, made from the entries of a conversation: each message once, with everything that became of it. */
import type { BlobId, ConversationId } from '#shared/domain/ids';
import { isMediaPart, textOf, type Media, type Parts } from '#shared/domain/message';
import type { Cover } from '#shared/text/cover';
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
  /** Every entry that made it what it is. */
  readonly entries: number[];
};
export type Transcript = { readonly conversation: ConversationId; title: string; readonly lines: Line[]; /** Lines of the conversation that are not here. */ readonly left?: number; readonly blobs: Map<BlobId, Media>; readonly byId: Map<string, Line> };

export const emptyTranscript = (conversation: ConversationId): Transcript => ({ conversation, title: conversation, lines: [], blobs: new Map(), byId: new Map() });

const KIND_WORDS: Readonly<Record<string, string>> = { image: '[图片]', file: '[文件]', voice: '[语音]', video: '[视频]', location: '[位置]', forward: '[转发]', order: '[订单]', unsupported: '[其他]' };

export type Telling = { readonly nameOf: (person: string) => string; readonly cover: Cover };

const wordsOf = (parts: Parts, cover: Cover): string => {
  const kinds = parts.flatMap((part) => KIND_WORDS[part.kind] ?? []);
  return [cover(textOf(parts)), ...kinds].filter((each) => each !== '').join(' ');
};

const keep = (transcript: Transcript, media: Media): void => { if (media.blob !== undefined) transcript.blobs.set(media.blob, media); };

const mediaOf = (transcript: Transcript, parts: Parts): readonly Media[] => {
  const media = parts.filter(isMediaPart).map((part) => part.media);
  for (const each of media) keep(transcript, each);
  return media;
};

type Said = { readonly id: string; readonly at: number; readonly side: Line['side']; readonly who: string; readonly parts: Parts; readonly cover: Cover };

const say = (transcript: Transcript, seq: number, { id, at, side, who, parts, cover }: Said): void => {
  const known = transcript.byId.get(id);
  if (known) return void known.entries.push(seq); // the same message told twice
  const line: Line = { seq, at, side, who: cover(who), text: wordsOf(parts, cover), media: mediaOf(transcript, parts), remarks: [], entries: [seq] };
  transcript.lines.push(line);
  transcript.byId.set(id, line);
};

type Remark = { readonly id: string; readonly seq: number; readonly words: string; readonly parts?: Parts; readonly cover: Cover };

const remark = (transcript: Transcript, { id, seq, words, parts, cover }: Remark): void => {
  const line = transcript.byId.get(id);
  if (!line) return;
  line.entries.push(seq);
  if (words !== '') line.remarks.push(parts === undefined ? words : `${words}：${wordsOf(parts, cover)}`);
  if (parts !== undefined) mediaOf(transcript, parts);
};

/** What an entry says about a line already there; `undefined` when nothing. */
const remarkOf = (entry: Entry): { readonly id: string; readonly words: string; readonly parts?: Parts } | undefined => {
  switch (entry.type) {
    case 'message.recalled': return { id: entry.data.id, words: '已撤回' };
    case 'message.edited': return { id: entry.data.id, words: '改为', parts: entry.data.parts };
    case 'message.media': return { id: entry.data.id, words: '' };
    case 'reply.edited': return { id: entry.data.client, words: '发送前改为', parts: entry.data.parts };
    case 'reply.withdrawn': return { id: entry.data.client, words: '未发送即取消' };
    case 'reply.attempted': return { id: entry.data.client, words: '' };
    case 'reply.accepted': return { id: entry.data.client, words: '已发出' };
    case 'reply.failed': return { id: entry.data.client, words: '发送失败' };
    case 'reply.uncertain': return { id: entry.data.client, words: '是否送达不明' };
    case 'note.revised': return { id: entry.data.note, words: '改为', parts: entry.data.parts };
    default: return undefined;
  }
};

/** Entries come in ascending order; types that say nothing are passed over. `nameOf` gives a person of the desk by id. */
export const foldLine = (transcript: Transcript, entry: Entry, { nameOf, cover }: Telling): void => {
  const actor = entry.actor.kind === 'person' ? nameOf(entry.actor.id) : '';
  switch (entry.type) {
    case 'message.received': {
      const { chat, id, at, direction, sender, parts } = entry.data;
      if (chat.title !== undefined) transcript.title = cover(chat.title);
      const side = direction === 'in' ? 'customer' : 'us';
      return say(transcript, entry.seq, { id, at, side, who: sender.name ?? (side === 'us' ? '本方（其他终端）' : sender.id), parts, cover });
    }
    case 'chat.seen': if (entry.data.chat.title !== undefined) transcript.title = cover(entry.data.chat.title); return;
    case 'reply.queued': return say(transcript, entry.seq, { id: entry.data.client, at: entry.data.at, side: 'us', who: actor, parts: entry.data.parts, cover });
    case 'note.added': return say(transcript, entry.seq, { id: entry.data.note, at: entry.at, side: 'note', who: actor, parts: entry.data.parts, cover });
    default: break;
  }
  const said = remarkOf(entry);
  if (said) remark(transcript, { ...said, seq: entry.seq, cover });
  if (entry.type === 'message.media') addMedia(transcript, entry.data.id, entry.data.media);
  if (entry.type === 'reply.accepted' && entry.data.id !== undefined) {
    const line = transcript.byId.get(entry.data.client);
    if (line) transcript.byId.set(entry.data.id, line);
  }
};

const addMedia = (transcript: Transcript, id: string, media: Media): void => {
  const line = transcript.byId.get(id);
  if (line) line.media = [...line.media, media];
  keep(transcript, media);
};

export const inOrder = (lines: readonly Line[]): readonly Line[] => [...lines].sort((a, b) => a.at - b.at || a.seq - b.seq);
