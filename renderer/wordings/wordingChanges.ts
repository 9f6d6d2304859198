/** What differs between two versions of a wording, field by field. Pure. */
import { isMediaPart, textOf, type Parts } from '#shared/domain/message';
import { messagesOf, type Wording } from '#shared/domain/wording';
import { textDiff, type DiffPiece } from '../ui/textDiff';
import { dayOf } from './wordingDraft';

export type ChangedField = 'title' | 'category' | 'shortcut' | 'scope' | 'lastDay';
/** Words before and after; empty = nothing there. */
export type FieldChange = { readonly field: ChangedField; readonly before: string; readonly after: string };
/** Message `at` (0 = first). Media by name: `+` came, `−` went. */
export type MessageChange = { readonly at: number; readonly pieces: readonly DiffPiece[]; readonly mediaGone: readonly string[]; readonly mediaNew: readonly string[]; readonly isSame: boolean };
export type WordingChanges = { readonly fields: readonly FieldChange[]; readonly messages: readonly MessageChange[]; readonly isSame: boolean };

/** How a scope reads: the screen knows the names of accounts and people. */
export type ScopeName = (wording: Pick<Wording, 'accounts' | 'owner'>) => string;

const mediaOf = (parts: Parts): readonly { readonly key: string; readonly name: string }[] =>
  parts.flatMap((part) => (isMediaPart(part) ? [{ key: part.media.blob ?? part.media.name, name: part.media.name }] : []));

const messageChange = (before: Parts, after: Parts, at: number): MessageChange => {
  const [was, is] = [mediaOf(before), mediaOf(after)];
  const without = (list: typeof was, other: typeof was): readonly string[] => list.filter(({ key }) => other.every((one) => one.key !== key)).map(({ name }) => name);
  const pieces = textDiff(textOf(before), textOf(after));
  const [mediaGone, mediaNew] = [without(was, is), without(is, was)];
  return { at, pieces, mediaGone, mediaNew, isSame: pieces.every(({ kind }) => kind === 'same') && mediaGone.length + mediaNew.length === 0 };
};

const fieldsOf = (wording: Wording | undefined, scopeName: ScopeName): Readonly<Record<ChangedField, string>> => ({
  title: wording?.title ?? '', category: wording?.category.join(' / ') ?? '', shortcut: wording?.shortcut ?? '',
  scope: wording === undefined ? '' : scopeName(wording), lastDay: wording?.expiresAt === undefined ? '' : dayOf(wording.expiresAt - 1),
});

const fieldOrder: readonly ChangedField[] = ['title', 'category', 'shortcut', 'scope', 'lastDay'];

/** From `before` (nothing for a new wording) to `after`. All messages are given, changed or not: they are read together. */
export const wordingChanges = (before: Wording | undefined, after: Wording, scopeName: ScopeName): WordingChanges => {
  const [was, is] = [fieldsOf(before, scopeName), fieldsOf(after, scopeName)];
  const fields = fieldOrder.filter((field) => was[field] !== is[field]).map((field): FieldChange => ({ field, before: was[field], after: is[field] }));
  const [old, now]: readonly (readonly Parts[])[] = [before === undefined ? [] : messagesOf(before), messagesOf(after)];
  const count = Math.max(old?.length ?? 0, now?.length ?? 0);
  const messages = Array.from({ length: count }, (_, at) => messageChange(old?.[at] ?? [], now?.[at] ?? [], at));
  return { fields, messages, isSame: fields.length === 0 && messages.every(({ isSame }) => isSame) };
};
