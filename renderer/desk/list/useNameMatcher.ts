import { useEffect, useMemo, useState } from 'react';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import { useListSearch } from '../../state/filters';
import type { Readings } from '#shared/text/spelling';
import { rankName } from '../../state/nameMatch';

const noReadings: Readings = [];

/** Judges whether a name answers what was typed, by its words, pinyin or initials; the dictionary comes with the first search. */
export const useNameMatcher = (): ((row: ConversationRow, text: string) => boolean) => {
  const isOpen = useListSearch((search) => search.isOpen);
  const [readingsOf, setReadings] = useState<(name: string) => Readings>();
  useEffect(() => {
    if (!isOpen || readingsOf !== undefined) return undefined;
    let isHere = true;
    import('../../state/nameReadings').then(({ readingsOfName }) => { if (isHere) setReadings(() => readingsOfName); }, () => undefined); // names are searched by their words then
    return () => { isHere = false; };
  }, [isOpen, readingsOf]);
  return useMemo(() => (row, text) => rankName(text, row.title, readingsOf?.(row.title) ?? noReadings) !== undefined, [readingsOf]);
};
