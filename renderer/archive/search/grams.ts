/**
 * Terms of the index. Every pair of neighbouring characters is a term, and the last character before a space or the
 * end one by itself: a single character then stands at the front of a term wherever it occurs.
 */
const segmentsOf = (folded: string): readonly (readonly string[])[] =>
  folded.split(' ').filter((segment) => segment !== '').map((segment) => [...segment]);

/** Terms of a folded text, each once. */
export const termsOf = (folded: string): ReadonlySet<string> => {
  const terms = new Set<string>();
  for (const characters of segmentsOf(folded)) {
    for (let at = 0; at + 1 < characters.length; at += 1) terms.add(`${characters[at] ?? ''}${characters[at + 1] ?? ''}`);
    terms.add(characters.at(-1) ?? '');
  }
  return terms;
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
  for (const characters of segmentsOf(word)) {
    if (characters.length === 1) singles.add(characters[0] ?? '');
    for (let at = 0; at + 1 < characters.length; at += 1) pairs.add(`${characters[at] ?? ''}${characters[at + 1] ?? ''}`);
  }
  return { pairs: [...pairs], singles: [...singles] };
};
