/** Blanks a person must fill, written `{?label}` in the text of the composer. Pure. */
export type Blank = { readonly start: number; readonly end: number; readonly label: string };

const pattern = (): RegExp => /\{\?([^{}\n]{1,40})\}/gu;

export const findBlanks = (text: string): readonly Blank[] =>
  [...text.matchAll(pattern())].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    label: match[1] ?? '',
  }));

/** The first blank at or after `from`, else the first of all: Tab goes round. */
export const nextBlank = (text: string, from: number): Blank | null => {
  const blanks = findBlanks(text);
  return blanks.find((blank) => blank.start >= from) ?? blanks[0] ?? null;
};

/** The last blank before `from`, else the last of all: Shift+Tab. */
export const previousBlank = (text: string, from: number): Blank | null => {
  const blanks = findBlanks(text);
  return blanks.findLast((blank) => blank.end <= from) ?? blanks.at(-1) ?? null;
};
