import { useCallback, useEffect, useRef, useState } from 'react';
import { toWireError, type WireError } from '#shared/domain/errors';
import { findLines, type FoundLine, type LineQuery, type NextPage } from './searchLines';

export type LineSearch = {
  readonly lines: readonly FoundLine[];
  readonly isMore: boolean;
  /** Nothing was answered yet to what is asked now; the lines are those of the question before. */
  readonly isBusy: boolean;
  readonly error?: WireError;
  /** How long the newest answer took, ms. */
  readonly took?: number;
  readonly loadMore: () => void;
};

type Answer = Pick<LineSearch, 'lines' | 'isMore' | 'error' | 'took'> & { readonly next: NextPage; readonly key: string };

/** The key says all of the query: it is one. */
const queryOf = (key: string): LineQuery => JSON.parse(key) as LineQuery; // made from one below

const TYPING_MS = 120;
const nothing: Answer = { lines: [], isMore: false, next: {}, key: '' };

/** Looks for lines as the person types; an answer that comes after the next question is thrown away. */
export const useLineSearch = (query: LineQuery): LineSearch => {
  const key = JSON.stringify(query);
  const [answer, setAnswer] = useState<Answer>(nothing);
  const asked = useRef(key);
  const isLoading = useRef(false);
  useEffect(() => {
    asked.current = key;
    const timer = setTimeout(() => {
      const start = performance.now();
      findLines(queryOf(key)).then(
        (found) => { if (asked.current === key) setAnswer({ ...found, key, took: performance.now() - start }); },
        (error: unknown) => { if (asked.current === key) setAnswer((before) => ({ ...before, key, error: toWireError(error) })); },
      );
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [key]);
  const loadMore = useCallback(() => {
    if (isLoading.current || !answer.isMore || answer.key !== key) return;
    isLoading.current = true;
    findLines(queryOf(key), answer.next).then(
      (found) => { if (asked.current === key) setAnswer((before) => ({ ...before, ...found, lines: [...before.lines, ...found.lines], key })); },
      (error: unknown) => { if (asked.current === key) setAnswer((before) => ({ ...before, error: toWireError(error) })); },
    ).finally(() => { isLoading.current = false; });
  }, [answer, key]);
  const { lines, isMore, error, took } = answer;
  return { lines, isMore, isBusy: answer.key !== key, loadMore, ...(error !== undefined && { error }), ...(took !== undefined && { took }) };
};
