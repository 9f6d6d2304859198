import { useEffect, useRef, useState } from 'react';

const HOLD_MS = 1000;

/**
 * Keeps a value still while the pointer moves over what it shows: `moved` on each pointer move, and for one
 * second after the last the value stays the one from before. Rows never run away from under a click.
 */
export const useHeld = <T>(value: T): { readonly value: T; readonly moved: () => void; readonly release: () => void } => {
  const [held, setHeld] = useState<{ readonly value: T }>();
  const latest = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    latest.current = value;
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const release = (): void => {
    clearTimeout(timer.current);
    setHeld(undefined);
  };
  const moved = (): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(release, HOLD_MS);
    setHeld((before) => before ?? { value: latest.current });
  };
  return { value: held === undefined ? value : held.value, moved, release };
};
