import { findBlanks, type Blank } from '#shared/text/wordingText';

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
