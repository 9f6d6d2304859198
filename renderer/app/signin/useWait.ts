import { useEffect, useState } from 'react';

/** Whole seconds left of a wait that `start(ms)` begins; 0 when there is none. */
export const useWait = (): { readonly seconds: number; readonly start: (ms: number) => void } => {
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(() => Date.now());
  const isOver = until <= now;
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [isOver]);
  const start = (ms: number): void => {
    setNow(Date.now());
    setUntil(Date.now() + ms);
  };
  return { seconds: isOver ? 0 : Math.ceil((until - now) / 1000), start };
};
