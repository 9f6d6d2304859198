import { useCallback, useEffect, useRef, useState } from 'react';
import { toWireError, type WireError } from '#shared/domain/errors';
import { useSearchState } from '../search/searchClient';
import { findLines, type FoundLine, type LineQuery, type NextPage } from './searchLines';

export type LineSearch = {
  readonly lines: readonly FoundLine[];
  readonly isMore: boolean;
  /** Nothing was answered yet to what is asked now; the lines are those of the question before. */
  readonly isBusy: boolean;
  readonly error?: WireError;
  /** How long the newest answer took, ms. */
  readonly took?: number;
  /** While busy with a long one: every line behind that time (ms) was looked at. */
  readonly behind?: number;
  readonly loadMore: () => void;
};

type Answer = Pick<LineSearch, 'lines' | 'isMore' | 'error' | 'took'> & { readonly next: NextPage; readonly key: string };

/** The key says all of the query: it is one. */
const queryOf = (key: string): LineQuery => JSON.parse(key) as LineQuery; // made from one below

const TYPING_MS = 120;
const nothing: Answer = { lines: [], isMore: false, next: {}, key: '' };

/**
 * Looks for lines as the person types; with the next question the one before is dropped. An answer of an index still
 * being made may lack lines: it is asked again when that is whole.
 */
export const useLineSearch = (query: LineQuery): LineSearch => {
  const key = JSON.stringify(query);
  const [answer, setAnswer] = useState<Answer>(nothing);
  const asked = useRef(key);
  const isLoading = useRef(false);
  const isWhole = useSearchState().phase === 'ready';
  /** What an index that held everything answered last: it stands while that is made anew. */
  const answeredWhole = useRef('');
  const [covered, setCovered] = useState<{ readonly key: string; readonly behind: number }>();
  useEffect(() => {
    asked.current = key;
    if (!isWhole && answeredWhole.current === key) return undefined;
    const dropped = new AbortController();
    const { signal } = dropped;
    const timer = setTimeout(() => {
      const start = performance.now();
      findLines(queryOf(key), {}, { signal, onCovered: (behind) => setCovered({ key, behind }) }).then(
        (found) => {
          if (signal.aborted) return;
          if (isWhole) answeredWhole.current = key;
          setAnswer({ ...found, key, took: performance.now() - start });
        },
        (error: unknown) => { if (!signal.aborted) setAnswer((before) => ({ ...before, key, error: toWireError(error) })); },
      );
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      dropped.abort();
    };
  }, [key, isWhole]);
  const loadMore = useCallback(() => {
    if (isLoading.current || !answer.isMore || answer.key !== key) return;
    isLoading.current = true;
    findLines(queryOf(key), answer.next).then(
      (found) => { if (asked.current === key) setAnswer((before) => ({ ...before, ...found, lines: [...before.lines, ...found.lines], key })); },
      (error: unknown) => { if (asked.current === key) setAnswer((before) => ({ ...before, error: toWireError(error) })); },
    ).finally(() => { isLoading.current = false; });
  }, [answer, key]);
  const { lines, isMore, error, took } = answer;
  const isBusy = answer.key !== key;
  return { lines, isMore, isBusy, loadMore, ...(isBusy && covered?.key === key && { behind: covered.behind }), ...(error !== undefined && { error }), ...(took !== undefined && { took }) };
};
