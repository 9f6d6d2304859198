/** The form of one prepared answer, and what it becomes. Pure. */
import type { AccountId, WordingId } from '#shared/domain/ids';
import { textOf, type Media, type Part } from '#shared/domain/message';
import { wordingSchema, type Wording } from '#shared/domain/wording';
import type { WordingRow } from '../../../archive/schema/rows';

export type WordingDraft = {
  readonly id: WordingId;
  readonly title: string;
  /** Path with `/` between levels. */
  readonly category: string;
  readonly shortcut: string;
  readonly text: string;
  readonly pictures: readonly Media[];
  /** Empty = shared by all accounts. */
  readonly accounts: readonly AccountId[];
};

export type WordingField = 'title' | 'category' | 'shortcut' | 'text';

export const draftOf = (row: WordingRow | undefined, newId: () => WordingId): WordingDraft =>
  row === undefined
    ? { id: newId(), title: '', category: '', shortcut: '', text: '', pictures: [], accounts: [] }
    : {
        id: row.id, title: row.title, category: row.category.join('/'), shortcut: row.shortcut, text: textOf(row.parts),
        pictures: row.parts.flatMap((part) => (part.kind === 'image' ? [part.media] : [])), accounts: row.accounts,
      };

export const categoryPath = (category: string): readonly string[] =>
  category.split(/[/／]/u).map((level) => level.trim()).filter((level) => level !== '');

/** Fields that keep it from being saved, with nothing said about those that are fine. */
export const troubleOf = (draft: WordingDraft, others: readonly WordingRow[]): Readonly<Partial<Record<WordingField, 'empty' | 'tooLong' | 'tooDeep' | 'taken' | 'badShortcut'>>> => {
  const levels = categoryPath(draft.category);
  const shortcut = draft.shortcut.trim();
  const isTaken = shortcut !== '' && others.some((row) => row.id !== draft.id && row.shortcut.toLowerCase() === shortcut.toLowerCase());
  return {
    ...(draft.title.trim() === '' ? { title: 'empty' as const } : draft.title.trim().length > 80 ? { title: 'tooLong' as const } : {}),
    ...(levels.length > 4 ? { category: 'tooDeep' as const } : levels.some((level) => level.length > 40) ? { category: 'tooLong' as const } : {}),
    ...(shortcut.length > 24 ? { shortcut: 'tooLong' as const } : /[\s/；]/u.test(shortcut) ? { shortcut: 'badShortcut' as const } : isTaken ? { shortcut: 'taken' as const } : {}),
    ...(draft.text.trim() === '' && draft.pictures.length === 0 ? { text: 'empty' as const } : {}),
  };
};

/** Call only when `troubleOf` found nothing. */
export const wordingOf = (draft: WordingDraft): Wording => {
  const words: readonly Part[] = draft.text.trim() === '' ? [] : [{ kind: 'text', text: draft.text.trim() }];
  return wordingSchema.parse({
    id: draft.id, title: draft.title.trim(), category: categoryPath(draft.category), shortcut: draft.shortcut.trim(),
    parts: [...words, ...draft.pictures.map((media): Part => ({ kind: 'image', media }))], accounts: draft.accounts,
  });
};
