import { useEffect, useMemo, useState } from 'react';
import type { TimelineItem } from './timelineItems';

/** One line of words with its facts: what most lines are, so that unseen ones are guessed well. Px. */
export const USUAL_HEIGHT = 68;
/** Painted by then, ms. */
const PAINTED_MS = 60;

/** Lines that fill a window of this height, and some. */
const screenful = (): number => Math.ceil(innerHeight / USUAL_HEIGHT) + 2;

type Lines = { readonly items: readonly TimelineItem[]; readonly firstIndex: number };

/**
 * What the list begins with where its end is on show: the last screen of lines, and all of them once that is painted.
 * Told where to begin, Virtuoso waits four frames before it draws a line and hides them until nothing moved for 150 ms
 * (`initialTopMostItemIndex`); a list as short as that need not be told.
 */
export const useFirstScreen = ({ items, firstIndex }: Lines, isAtEnd: boolean): Lines & { readonly isWhole: boolean } => {
  const [isWhole, setWhole] = useState(!isAtEnd);
  const [begin, setBegin] = useState<string>();
  // Held by its key: what is said meanwhile is put in below and must not push lines out above.
  if (!isWhole && begin === undefined && items.length > 0) setBegin(items[Math.max(0, items.length - screenful())]?.key);
  const hasLines = items.length > 0;
  useEffect(() => {
    if (isWhole || !hasLines) return undefined;
    const timer = setTimeout(() => setWhole(true), PAINTED_MS);
    return () => clearTimeout(timer);
  }, [isWhole, hasLines]);
  const from = isWhole ? 0 : Math.max(0, items.findIndex(({ key }) => key === begin));
  return useMemo(() => ({ items: from === 0 ? items : items.slice(from), firstIndex: firstIndex + from, isWhole }), [items, firstIndex, from, isWhole]);
};
