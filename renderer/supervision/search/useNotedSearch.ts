import { useEffect, useRef } from 'react';
import type { LineSearch } from '../../archive/queries/useLineSearch';
import { desk } from '../../bridge/desk';
import { conditionCount, type SearchFilter } from './searchState';

/** A question that stood this long was meant; what was typed on the way to it was not. */
const MEANT_MS = 1500;

/** Has the engine note what was looked for, once per question: looking into records is on record itself. */
export const useNotedSearch = (filter: SearchFilter, { lines, isBusy }: LineSearch): void => {
  const noted = useRef('');
  const key = JSON.stringify(filter);
  const count = lines.length;
  useEffect(() => {
    const isQuestion = filter.text.trim() !== '' || conditionCount(filter) > 0;
    if (!isQuestion || isBusy || noted.current === key) return undefined;
    const timer = setTimeout(() => {
      noted.current = key;
      desk.call('record.noteSearch', { text: filter.text.slice(0, 500), conditions: conditionCount(filter), found: count }).catch(() => { noted.current = ''; }); // tried again with the next answer
    }, MEANT_MS);
    return () => clearTimeout(timer);
  }, [key, isBusy, count, filter]);
};
