/** The form of one prepared answer, and what it becomes. Pure. */
import type { AccountId, PersonId, WordingId } from '#shared/domain/ids';
import { isMediaPart, textOf, type Media, type Part, type Parts } from '#shared/domain/message';
import { messagesOf, MOST_LEVELS, MOST_MESSAGES, wordingInputSchema, type Wording } from '#shared/domain/wording';
import { MESSAGE_BREAK } from '#shared/text/wordingText';

export type DraftMessage = { readonly key: string; readonly text: string; readonly media: readonly Media[] };
export type WordingScope = 'shared' | 'accounts' | 'personal';

export type WordingDraft = {
  readonly id: WordingId;
  readonly title: string;
  /** Path with `/` between levels. */
  readonly category: string;
  readonly shortcut: string;
  readonly messages: readonly DraftMessage[];
  readonly scope: WordingScope;
  readonly accounts: readonly AccountId[];
  /** The last day it is offered, `2026-12-31`; empty = always. */
  readonly lastDay: string;
};

export type WordingField = 'title' | 'category' | 'shortcut' | 'messages' | 'accounts' | 'lastDay';
export type WordingTrouble = 'empty' | 'tooLong' | 'tooDeep' | 'taken' | 'badShortcut' | 'past' | 'badDay' | 'breakInside';
type Known = Pick<Wording, 'id' | 'shortcut'>;

const two = (value: number): string => String(value).padStart(2, '0');
/** A local day of a moment (ms). */
export const dayOf = (at: number): string => {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

/** The end of a local day, ms; undefined when it is no day. */
export const endOfDay = (day: string): number | undefined => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(day);
  if (match === null) return undefined;
  const end = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + 1).getTime();
  return Number.isNaN(end) || dayOf(end - 1) !== day ? undefined : end;
};

const draftMessage = (parts: Parts, at: number): DraftMessage =>
  ({ key: `m${at}`, text: textOf(parts), media: parts.flatMap((part) => (isMediaPart(part) ? [part.media] : [])) });

export const emptyDraft = (id: WordingId): WordingDraft =>
  ({ id, title: '', category: '', shortcut: '', messages: [{ key: 'm0', text: '', media: [] }], scope: 'shared', accounts: [], lastDay: '' });

export const draftOf = (wording: Wording): WordingDraft => ({
  id: wording.id, title: wording.title, category: wording.category.join('/'), shortcut: wording.shortcut,
  messages: messagesOf(wording).map(draftMessage),
  scope: wording.owner !== undefined ? 'personal' : wording.accounts.length > 0 ? 'accounts' : 'shared',
  accounts: wording.accounts, lastDay: wording.expiresAt === undefined ? '' : dayOf(wording.expiresAt - 1),
});

export const categoryPath = (category: string): readonly string[] =>
  category.split(/[/／]/u).map((level) => level.trim()).filter((level) => level !== '');

const isBlank = ({ text, media }: DraftMessage): boolean => text.trim() === '' && media.length === 0;

const titleTrouble = (title: string): WordingTrouble | undefined => (title.trim() === '' ? 'empty' : title.trim().length > 80 ? 'tooLong' : undefined);

const categoryTrouble = (levels: readonly string[]): WordingTrouble | undefined =>
  levels.length > MOST_LEVELS ? 'tooDeep' : levels.some((level) => level.length > 40) ? 'tooLong' : undefined;

const shortcutTrouble = ({ id, shortcut }: Pick<WordingDraft, 'id' | 'shortcut'>, others: readonly Known[]): WordingTrouble | undefined => {
  const code = shortcut.trim();
  if (code.length > 24) return 'tooLong';
  if (/[\s/；]/u.test(code)) return 'badShortcut';
  return code !== '' && others.some((row) => row.id !== id && row.shortcut.toLowerCase() === code.toLowerCase()) ? 'taken' : undefined;
};

const messagesTrouble = (messages: readonly DraftMessage[]): WordingTrouble | undefined => {
  if (messages.some(({ text }) => text.includes(MESSAGE_BREAK))) return 'breakInside';
  if (messages.every(isBlank)) return 'empty';
  return messages.length > MOST_MESSAGES || messages.some(({ text }) => text.length > 10_000) ? 'tooLong' : undefined;
};

const dayTrouble = (day: string, now: number): WordingTrouble | undefined => {
  const end = endOfDay(day);
  return day === '' ? undefined : end === undefined ? 'badDay' : end <= now ? 'past' : undefined;
};

/** Fields that keep it from being kept, with nothing said about those that are fine. `now` in ms. */
export const troubleOf = (draft: WordingDraft, others: readonly Known[], now: number): Readonly<Partial<Record<WordingField, WordingTrouble>>> => {
  const all: Readonly<Record<WordingField, WordingTrouble | undefined>> = {
    title: titleTrouble(draft.title), category: categoryTrouble(categoryPath(draft.category)), shortcut: shortcutTrouble(draft, others),
    messages: messagesTrouble(draft.messages),
    accounts: draft.scope === 'accounts' && draft.accounts.length === 0 ? 'empty' : undefined,
    lastDay: dayTrouble(draft.lastDay.trim(), now),
  };
  return Object.fromEntries(Object.entries(all).filter(([, trouble]) => trouble !== undefined));
};

const kindOf = ({ mime }: Media): 'image' | 'video' | 'file' => (mime.startsWith('image/') ? 'image' : mime.startsWith('video/') ? 'video' : 'file');

const partsOf = ({ text, media }: Omit<DraftMessage, 'key'>): readonly Part[] =>
  [...(text.trim() === '' ? [] : [{ kind: 'text' as const, text: text.trim() }]), ...media.map((one): Part => ({ kind: kindOf(one), media: one }))];

/** Call only when `troubleOf` found nothing. `owner`: whose it is where the scope is personal. */
export const wordingOf = (draft: WordingDraft, owner: PersonId | undefined): Wording => {
  const [first, ...more] = draft.messages.filter((message) => !isBlank(message)).map(partsOf);
  return wordingInputSchema.parse({
    id: draft.id, title: draft.title.trim(), category: categoryPath(draft.category), shortcut: draft.shortcut.trim(), parts: first ?? [],
    ...(more.length > 0 && { more }), accounts: draft.scope === 'accounts' ? draft.accounts : [],
    ...(draft.scope === 'personal' && owner !== undefined && { owner }),
    ...(draft.lastDay.trim() !== '' && { expiresAt: endOfDay(draft.lastDay.trim()) }),
  });
};
