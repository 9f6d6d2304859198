import { diffArrays } from 'diff';

/** `same` stands in both, `gone` only before, `new` only after. */
export type DiffPiece = { readonly kind: 'same' | 'gone' | 'new'; readonly text: string };

/** Marks, Latin words and figures change as wholes, everything else character by character: 明天 → 今天 marks one character. */
const tokensOf = (text: string): string[] => text.match(/\{[^{}\n]{1,60}\}|[\p{Script=Latin}\p{M}]+|\d+|\r?\n|./gsu) ?? [];

/** What changed from one text to another, in reading order; a stretch that went comes before the one that took its place. */
export const textDiff = (before: string, after: string): readonly DiffPiece[] =>
  diffArrays(tokensOf(before), tokensOf(after)).map(({ value, added, removed }) => ({ kind: removed ? 'gone' : added ? 'new' : 'same', text: value.join('') }));
