/** Finds `/fh` or `；fh` that ends at the caret: what asks for the wording popup. Pure. */
export type Trigger = {
  /** Index of the trigger character. */
  readonly start: number;
  /** Index after the last character of the query: the caret. */
  readonly end: number;
  readonly query: string;
};

const LONGEST_QUERY = 24;
const isWordCharacter = (char: string): boolean => /[\p{Script=Latin}\p{N}:/.<]/u.test(char);
const isSpace = (char: string): boolean => /\s/u.test(char);

/** `and/or`, `2024/11/21`, `https://` and `</b>` are no triggers; `，/fh`, `好/fh` and a line start are. */
const maySlashStart = (before: string): boolean => before === '' || !isWordCharacter(before);

/** `；` is also ordinary punctuation: it asks only at a line start, after a space, or with Latin letters behind it. */
const maySemicolonStart = (before: string, query: string): boolean =>
  before === '' || isSpace(before) || /^[a-z]/i.test(query);

export const findTrigger = (text: string, caret: number): Trigger | null => {
  for (let at = caret - 1; at >= 0 && caret - at <= LONGEST_QUERY + 1; at -= 1) {
    const char = text.charAt(at);
    if (isSpace(char)) return null;
    if (char !== '/' && char !== '；') continue;
    const query = text.slice(at + 1, caret);
    const before = at === 0 ? '' : text.charAt(at - 1);
    const asks = char === '/' ? maySlashStart(before) : maySemicolonStart(before, query);
    return asks ? { start: at, end: caret, query } : null;
  }
  return null;
};
