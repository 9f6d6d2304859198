/**
 * Terms of the index. Every pair of neighbouring characters is a term, and the last character before a space or the
 * end one by itself: a single character then stands at the front of a term wherever it occurs.
 */
const SPACE = 0x20;

/** Puts a character in UTF-8 behind `at`; gives the end. */
const putPoint = (point: number, into: Uint8Array, at: number): number => {
  if (point < 0x80) {
    into[at] = point;
    return at + 1;
  }
  if (point < 0x800) {
    into[at] = 0xc0 | (point >> 6);
    into[at + 1] = 0x80 | (point & 0x3f);
    return at + 2;
  }
  if (point < 0x10000) {
    into[at] = 0xe0 | (point >> 12);
    into[at + 1] = 0x80 | ((point >> 6) & 0x3f);
    into[at + 2] = 0x80 | (point & 0x3f);
    return at + 3;
  }
  into[at] = 0xf0 | (point >> 18);
  into[at + 1] = 0x80 | ((point >> 12) & 0x3f);
  into[at + 2] = 0x80 | ((point >> 6) & 0x3f);
  into[at + 3] = 0x80 | (point & 0x3f);
  return at + 4;
};

/** No text of so many UTF-16 units has longer terms, in bytes: every unit twice at three bytes, and a space. */
export const termBytesMost = (units: number): number => units * 7;

/**
 * Puts the terms of a folded text in UTF-8 behind `at`, a space after each, and gives the end; one may come twice.
 * Written byte by byte because every line of the archive goes through here.
 */
export const putTerms = (folded: string, into: Uint8Array, at: number): number => {
  let end = at;
  let before = SPACE;
  for (let unit = 0; unit <= folded.length; unit += 1) {
    const point = folded.codePointAt(unit) ?? SPACE;
    if (point > 0xffff) unit += 1;
    if (before !== SPACE) {
      end = putPoint(before, into, end);
      if (point !== SPACE) end = putPoint(point, into, end);
      into[end] = SPACE;
      end += 1;
    }
    before = point;
  }
  return end;
};

/** Puts one term as it is, and a space. */
export const putTerm = (term: string, into: Uint8Array, at: number): number => {
  let end = at;
  for (const character of term) end = putPoint(character.codePointAt(0) ?? SPACE, into, end);
  into[end] = SPACE;
  return end + 1;
};

/** Term of the conversation a line belongs to; whatever text collides with it is sorted out by the line itself. */
export const conversationTerm = (id: number): string => `\ue000${id.toString(36)}`;

export type Needs = {
  /** Terms a text must have to contain the word. */
  readonly pairs: readonly string[];
  /** Characters that must stand at the front of some term; empty where pairs say more. */
  readonly singles: readonly string[];
};

/** What the index can say about one folded word. Having all of it is necessary, the text itself decides. */
export const needsOf = (word: string): Needs => {
  const pairs = new Set<string>();
  const singles = new Set<string>();
  for (const segment of word.split(' ').filter((part) => part !== '')) {
    const characters = [...segment];
    if (characters.length === 1) singles.add(characters[0] ?? '');
    for (let at = 0; at + 1 < characters.length; at += 1) pairs.add(`${characters[at] ?? ''}${characters[at + 1] ?? ''}`);
  }
  return { pairs: [...pairs], singles: [...singles] };
};
