import { useLayoutEffect, useMemo, useRef } from 'react';
import type { Visiting } from './useScrollPlace';
import type { Visit } from './useVisit';

/** Tells the scroller, at any moment, whether a distant part is on show; `hasBeen` whether one ever was. */
export const useVisiting = ({ lines, end }: Visit): Visiting & { readonly hasBeen: () => boolean } => {
  const isOn = useRef(false);
  const hasBeen = useRef(false);
  const isVisiting = lines !== undefined;
  isOn.current = isVisiting;
  useLayoutEffect(() => {
    if (isVisiting) hasBeen.current = true;
  }, [isVisiting]);
  return useMemo(() => ({ isOn: () => isOn.current, hasBeen: () => hasBeen.current, end }), [end]);
};
