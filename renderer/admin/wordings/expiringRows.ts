import type { WordingRow } from '../../archive/schema/wordingRows';

const DAY = 86_400_000;

/** Wording that ran out or will within the days, what runs out first on top. */
export const expiringRows = (rows: readonly WordingRow[], days: number, now: number): readonly (WordingRow & { readonly expiresAt: number })[] =>
  rows
    .flatMap((row) => (row.expiresAt !== undefined && row.expiresAt <= now + days * DAY ? [{ ...row, expiresAt: row.expiresAt }] : []))
    .sort((a, b) => a.expiresAt - b.expiresAt);
