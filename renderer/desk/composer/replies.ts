/** Turns what the composer holds into replies, and says what keeps it from sending. Pure. */
import type { Part, Parts } from '#shared/domain/message';
import type { WordingId } from '#shared/domain/ids';
import { findBlanks } from './blanks';
import type { Attachment, ComposerState, Editing, WordingInsert } from './composerReducer';

export type Obstacle =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'blanks'; readonly count: number }
  | { readonly kind: 'storing' }
  | { readonly kind: 'attachment' }
  | { readonly kind: 'tooLong'; readonly limit: number };

/** Longest text of one reply, in characters; far above what any platform takes, below what a frame carries. */
export const TEXT_LIMIT = 20_000;

/** Why this cannot be sent now; `null` = it can. */
export const obstacleOf = (state: ComposerState, text: string): Obstacle | null => {
  const blanks = findBlanks(text).length;
  if (blanks > 0) return { kind: 'blanks', count: blanks };
  if (text.length > TEXT_LIMIT) return { kind: 'tooLong', limit: TEXT_LIMIT };
  const hasText = text.trim() !== '';
  if (state.editing !== undefined) return hasText ? null : { kind: 'nothing' };
  if (state.attachments.some((one) => one.error !== undefined)) return { kind: 'attachment' };
  if (state.attachments.some((one) => one.media === undefined)) return { kind: 'storing' };
  return hasText || state.attachments.length > 0 ? null : { kind: 'nothing' };
};

export type ReplyDraft = { readonly parts: Parts; readonly attachments: readonly string[] };

const partOf = (attachment: Attachment): Part | undefined => {
  const { media } = attachment;
  if (media === undefined) return undefined;
  if (media.mime.startsWith('image/')) return { kind: 'image', media };
  return media.mime.startsWith('video/') ? { kind: 'video', media } : { kind: 'file', media };
};

/**
 * Words and pictures make one reply; every file is its own, because platforms send files alone. Order is what the
 * customer sees: words and pictures first, files as they were added. The quote goes with the first.
 */
export const repliesOf = (state: ComposerState, text: string): readonly ReplyDraft[] => {
  const ready = state.attachments.flatMap((attachment) => {
    const part = partOf(attachment);
    return part === undefined ? [] : [{ id: attachment.id, part }];
  });
  const pictures = ready.filter(({ part }) => part.kind === 'image');
  const words: Parts = text.trim() === '' ? [] : [{ kind: 'text', text: text.trimEnd() }];
  const first: ReplyDraft = { parts: [...words, ...pictures.map(({ part }) => part)], attachments: pictures.map(({ id }) => id) };
  const files = ready.filter(({ part }) => part.kind !== 'image').map(({ id, part }): ReplyDraft => ({ parts: [part], attachments: [id] }));
  const [head, ...rest] = [...(first.parts.length > 0 ? [first] : []), ...files];
  if (head === undefined) return [];
  const { quote } = state;
  if (quote === undefined) return [head, ...rest];
  return [{ ...head, parts: [{ kind: 'quote', id: quote.id, excerpt: quote.excerpt, ...(quote.author === undefined ? {} : { author: quote.author }) }, ...head.parts] }, ...rest];
};

/** The parts of an edited reply: its words replaced, pictures, files and quote kept in their places. */
export const editedParts = ({ parts, text }: Editing): Parts => {
  const isWords = (part: Part): boolean => part.kind === 'text' || part.kind === 'mention' || part.kind === 'emoji';
  const at = parts.findIndex(isWords);
  const words: Part = { kind: 'text', text: text.trimEnd() };
  const kept = parts.filter((part) => !isWords(part));
  const place = at < 0 ? kept.filter((part) => part.kind === 'quote').length : parts.slice(0, at).filter((part) => !isWords(part)).length;
  return kept.toSpliced(place, 0, words);
};

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

/** Whether a person changed a prepared answer beyond filling its blanks. */
export const isWordingEdited = (inserted: string, sent: string): boolean => {
  const pattern = inserted.trim().split(/\{\?[^{}\n]{1,40}\}/u).map(escape).join('[^\\n]*?');
  return !new RegExp(`^${pattern}$`, 'u').test(sent.trim());
};

/** What goes along about prepared wording: the first one used, and whether the reply says more or something else. */
export const wordingUseOf = (inserts: readonly WordingInsert[], sent: string): { readonly id: WordingId; readonly edited: boolean } | undefined => {
  const [first] = inserts;
  return first === undefined ? undefined : { id: first.id, edited: isWordingEdited(inserts.map((one) => one.text).join(''), sent) };
};

/** What stays in the text area when `sent` was taken and the person went on typing meanwhile. */
export const remainderOf = (text: string, sent: string): string => (text.startsWith(sent) ? text.slice(sent.length).replace(/^\s+/u, '') : text);
