/**
 * Layout of `WordingRow.search`. `readings` has one word per character of the title, blanks between, alternatives
 * of one character joined by `|` (行 → `xing|hang`); a character that is no Chinese one stands for itself, a blank
 * as `_`. So a match in the readings maps back to characters of the title.
 */
export const wordingSearchFields = ['title', 'shortcut', 'category', 'readings', 'body'] as const;
export type WordingSearchField = (typeof wordingSearchFields)[number];

export const fieldOf = (search: readonly string[], field: WordingSearchField): string =>
  search[wordingSearchFields.indexOf(field)] ?? '';
