import type { Fold } from '#shared/text/fold';

export type WordQuery = {
  /** Folded words and phrases that must all stand in the text. */
  readonly all: readonly string[];
  /** Folded words none of which may. */
  readonly none: readonly string[];
};

const PIECE = /(?<not>[-−－])?(?:["“”＂「](?<phrase>[^"“”＂」]*)["“”＂」]|(?<word>[^\s"“”＂「」]+))/gu;

const tidy = (folded: string): string => folded.replace(/ +/g, ' ').trim();

/**
 * Words are separated by spaces and all must be there; "…" or “…” or 「…」 holds a phrase with its spaces; a word or
 * phrase after `-` must not be there. A `-` inside a word (JC-1021) belongs to it. Unclosed quotes are words.
 */
export const parseQuery = (text: string, { fold }: Pick<Fold, 'fold'>): WordQuery => {
  const all = new Set<string>();
  const none = new Set<string>();
  for (const { groups } of text.matchAll(PIECE)) {
    const folded = tidy(fold(groups?.['phrase'] ?? groups?.['word'] ?? ''));
    if (folded === '') continue;
    (groups?.['not'] === undefined ? all : none).add(folded);
  }
  return { all: [...all], none: [...none] };
};

/** What a brute-force scan would say; the text is folded the same way. Runs of spaces count as one. */
export const isHit = (folded: string, { all, none }: WordQuery): boolean => {
  const text = folded.includes('  ') ? folded.replace(/ +/g, ' ') : folded;
  return all.every((word) => text.includes(word)) && !none.some((word) => text.includes(word));
};
