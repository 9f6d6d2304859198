import { useMemo, type ReactNode } from 'react';
import { findSpans, type Span } from '#shared/text/fold';
import { chineseFold } from '../../archive/search/chineseFold';
import { parseQuery } from '../../archive/search/parseQuery';
import styles from './Search.module.css';

/** Characters before the first hit that a snippet keeps. */
const LEAD = 24;

const pieces = (text: string, spans: readonly Span[], start: number): readonly ReactNode[] => {
  const shown: ReactNode[] = [];
  let at = start;
  for (const { from, to } of spans) {
    if (from < at) continue;
    shown.push(text.slice(at, from), <mark key={from} className={styles.mark}>{text.slice(from, to)}</mark>);
    at = to;
  }
  return [...shown, text.slice(at)];
};

/** Words to mark, once for a whole list. */
export const useMarkedWords = (query: string): readonly string[] => useMemo(() => parseQuery(query, chineseFold()).all, [query]);

/** Text with the words looked for marked, in whatever spelling they stand. A snippet begins shortly before the first. */
export const Marked = ({ text, words, isSnippet = false }: { readonly text: string; readonly words: readonly string[]; readonly isSnippet?: boolean }) => {
  const spans = useMemo(() => (words.length === 0 ? [] : findSpans(chineseFold(), text, words)), [text, words]);
  const first = spans[0]?.from ?? 0;
  const start = isSnippet && first > LEAD ? first - LEAD : 0;
  return <>{start > 0 && '…'}{pieces(text, spans, start)}</>;
};
