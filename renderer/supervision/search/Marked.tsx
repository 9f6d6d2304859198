import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useCover } from '../../cover/coverContext';
import { findSpans, joinSpans, type Span } from '#shared/text/fold';
import { chineseFold } from '../../archive/search/chineseFold';
import { parseQuery } from '../../archive/search/parseQuery';
import { isSpelling, loadReadings, spelledSpans, type CharacterReadings } from '../../archive/search/spelled';
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

/** What to mark: the words as they stand and, where pinyin was asked for, what they spell. */
export type MarkedWords = { readonly words: readonly string[]; readonly readings?: CharacterReadings };

/** Words to mark, once for a whole list. What is spelled is marked as soon as the dictionary is there. */
export const useMarkedWords = (query: string, usesPinyin = false): MarkedWords => {
  const words = useMemo(() => parseQuery(query, chineseFold()).all, [query]);
  const [readings, setReadings] = useState<{ readonly of: CharacterReadings }>();
  const isWanted = usesPinyin && words.some(isSpelling);
  useEffect(() => {
    if (!isWanted) return undefined;
    let isOpen = true;
    loadReadings().then((of) => { if (isOpen) setReadings({ of }); }, () => undefined);
    return () => { isOpen = false; };
  }, [isWanted]);
  return useMemo(() => ({ words, ...(isWanted && readings !== undefined && { readings: readings.of }) }), [words, isWanted, readings]);
};

const spansIn = (text: string, { words, readings }: MarkedWords): readonly Span[] => {
  if (words.length === 0) return [];
  const plain = findSpans(chineseFold(), text, words);
  return readings === undefined ? plain : joinSpans([...plain, ...spelledSpans(chineseFold(), text, words, readings)]);
};

/** Text with the words looked for marked, in whatever spelling they stand. A snippet begins shortly before the first. */
export const Marked = ({ text: said, words, isSnippet = false }: { readonly text: string; readonly words: MarkedWords; readonly isSnippet?: boolean }) => {
  const text = useCover()(said);
  const spans = useMemo(() => spansIn(text, words), [text, words]);
  const first = spans[0]?.from ?? 0;
  const start = isSnippet && first > LEAD ? first - LEAD : 0;
  return <>{start > 0 && '…'}{pieces(text, spans, start)}</>;
};
