import { useEffect } from 'react';
import { useTabs } from '../../state/tabs';
import { prepareLines } from './useTimelineLines';

/** Begins to read the next conversation at the press, while this one still stands on the screen. */
export const usePrepareNext = (): void => {
  useEffect(() => useTabs.subscribe(({ active }, before) => {
    if (active !== null && active !== before.active) prepareLines(active);
  }), []);
};
