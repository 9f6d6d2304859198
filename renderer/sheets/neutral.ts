/**
 * What a spreadsheet would run as a formula when it opens a CSV (also full-width, also after blanks and tabs). Plain
 * negative numbers are harmless and stay numbers.
 */
const isFormula = (cell: string): boolean => /^\s*[=+\-@|＝＋－＠]|^[\t\r]/u.test(cell) && !/^-\d{1,15}(\.\d{1,15})?$/u.test(cell);
const quoted = /^'+/u;

/** A text that itself begins with an apostrophe before a formula: it gets one more, so that reading takes off just one. */
const isQuotedFormula = (cell: string): boolean => cell.startsWith("'") && isFormula(cell.replace(quoted, ''));

/** The cell with an apostrophe before anything a spreadsheet would run. `fromNeutral` gives back exactly the same text. */
export const toNeutral = (cell: string): string => (isFormula(cell) || isQuotedFormula(cell) ? `'${cell}` : cell);

/** For formats with typed cells (XLSX): text never runs there, only a leading apostrophe must survive the way back. */
export const toTypedNeutral = (cell: string): string => (isQuotedFormula(cell) ? `'${cell}` : cell);

/** Takes off the one apostrophe that `toNeutral` put on. */
export const fromNeutral = (cell: string): string => (isQuotedFormula(cell) ? cell.slice(1) : cell);
