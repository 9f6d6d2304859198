/** Turns what the composer holds into replies, and says what keeps it from sending. Pure. */
import type { Part, Parts } from '#shared/domain/message';
import type { WordingUse } from '#shared/ledger/fields';
import { findBlanks, joinMessages, MESSAGE_BREAK, messageSlots, splitMessages } from '#shared/text/wordingText';
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
  const hasText = splitMessages(text).length > 0;
  if (state.editing !== undefined) return hasText ? null : { kind: 'nothing' };
  if (state.attachments.some((one) => one.error !== undefined)) return { kind: 'attachment' };
  if (state.attachments.some((one) => one.media === undefined)) return { kind: 'storing' };
  return hasText || state.attachments.length > 0 ? null : { kind: 'nothing' };
};

/** `rest`: what of the text stays when this one is taken; `consumed`: how many of its messages went with it. */
export type ReplyDraft = { readonly parts: Parts; readonly attachments: readonly string[]; readonly rest: string; readonly consumed: number };

const partOf = (attachment: Attachment): Part | undefined => {
  const { media } = attachment;
  if (media === undefined) return undefined;
  if (media.mime.startsWith('image/')) return { kind: 'image', media };
  return media.mime.startsWith('video/') ? { kind: 'video', media } : { kind: 'file', media };
};

type Ready = { readonly id: string; readonly part: Part; readonly message: number | undefined };
type Loose = Pick<ReplyDraft, 'parts' | 'attachments'>;

const isPicture = ({ part }: Ready): boolean => part.kind === 'image';
const alone = ({ id, part }: Ready): Loose => ({ parts: [part], attachments: [id] });

/** One message of the text with its pictures, then the files that belong to it, each by itself. */
const messageReplies = (words: string, belongs: readonly Ready[]): readonly Loose[] => {
  const pictures = belongs.filter(isPicture);
  const text: Parts = words === '' ? [] : [{ kind: 'text', text: words }];
  const first: Loose = { parts: [...text, ...pictures.map(({ part }) => part)], attachments: pictures.map(({ id }) => id) };
  return [...(first.parts.length > 0 ? [first] : []), ...belongs.filter((one) => !isPicture(one)).map(alone)];
};

const withQuote = ({ quote }: ComposerState, [head, ...rest]: readonly ReplyDraft[]): readonly ReplyDraft[] => {
  if (head === undefined) return [];
  if (quote === undefined) return [head, ...rest];
  return [{ ...head, parts: [{ kind: 'quote', id: quote.id, excerpt: quote.excerpt, ...(quote.author === undefined ? {} : { author: quote.author }) }, ...head.parts] }, ...rest];
};

/**
 * Words and pictures make one reply; every file is its own, because platforms send files alone. Where the text holds
 * several messages (`MESSAGE_BREAK`) each is a reply with what belongs to it. Order is what the customer sees; files
 * that belong to none come last. The quote goes with the first.
 */
export const repliesOf = (state: ComposerState, text: string): readonly ReplyDraft[] => {
  const ready = state.attachments.flatMap((attachment): readonly Ready[] => {
    const part = partOf(attachment);
    return part === undefined ? [] : [{ id: attachment.id, part, message: attachment.message }];
  });
  const slots = messageSlots(text);
  const slotOf = (one: Ready): number | undefined => (one.message === undefined ? (isPicture(one) ? 0 : undefined) : Math.min(one.message, slots.length - 1));
  const inSlots = slots.flatMap((words, at) => {
    // The text moves on with the first reply of a message; its files follow without words.
    const rest = joinMessages(slots.slice(at + 1));
    return messageReplies(words, ready.filter((one) => slotOf(one) === at)).map((reply, nth): ReplyDraft => ({ ...reply, rest, consumed: nth === 0 ? 1 : 0 }));
  });
  const last = ready.filter((one) => slotOf(one) === undefined).map((one): ReplyDraft => ({ ...alone(one), rest: '', consumed: 0 }));
  return withQuote(state, [...inSlots, ...last]);
};

/** The parts of an edited reply: its words replaced, pictures, files and quote kept in their places. */
export const editedParts = ({ parts, text }: Editing): Parts => {
  const isWords = (part: Part): boolean => part.kind === 'text' || part.kind === 'mention' || part.kind === 'emoji';
  const at = parts.findIndex(isWords);
  // A reply that is changed is one message: breaks in its text become line ends.
  const words: Part = { kind: 'text', text: text.includes(MESSAGE_BREAK) ? splitMessages(text).join('\n') : text.trimEnd() };
  const kept = parts.filter((part) => !isWords(part));
  const place = at < 0 ? kept.filter((part) => part.kind === 'quote').length : parts.slice(0, at).filter((part) => !isWords(part)).length;
  return kept.toSpliced(place, 0, words);
};

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

const plainMessages = (text: string): string => joinMessages(splitMessages(text));

/** Whether a person changed a prepared answer beyond filling its blanks. */
export const isWordingEdited = (inserted: string, sent: string): boolean => {
  const pattern = plainMessages(inserted).split(/\{\?[^{}\n]{1,40}\}/u).map(escape).join('[^\\n]*?');
  return !new RegExp(`^${pattern}$`, 'u').test(plainMessages(sent));
};

const LONGEST_OFFER = 20_000;

/** What goes along about prepared wording: the first one used, and, where the reply says more or something else, what was offered. */
export const wordingUseOf = (inserts: readonly WordingInsert[], sent: string): WordingUse | undefined => {
  const [first] = inserts;
  if (first === undefined) return undefined;
  const offered = inserts.map((one) => one.text).join('');
  const edited = isWordingEdited(offered, sent);
  return { id: first.id, edited, ...(first.version !== undefined && { version: first.version }), ...(edited && { offered: offered.slice(0, LONGEST_OFFER) }) };
};

/**
 * What stays in the text area when a reply was taken that left `rest` of `before`, and the person went on typing
 * meanwhile. Text that is not what was handed over any more stays as it is.
 */
export const remainderOf = (text: string, before: string, rest = ''): string => {
  if (rest === before || !text.startsWith(before)) return text;
  const typed = text.slice(before.length);
  return rest === '' ? typed.replace(/^\s+/u, '') : `${rest}${typed}`;
};
