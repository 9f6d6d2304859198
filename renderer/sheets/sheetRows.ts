/** A table as text: rows of cells, the first row the header. Rows may differ in length. */
export type SheetRows = readonly (readonly string[])[];

export type SheetFormat = 'csv' | 'xlsx';

/** Largest file read, in bytes, and most rows below the header. */
export const LARGEST_SHEET = 20 * 1024 * 1024;
export const MOST_ROWS = 50_000;
/** Excel cuts a cell off here; we refuse instead. */
export const LONGEST_CELL = 32_767;
