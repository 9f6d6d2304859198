import { useEffect, useState } from 'react';

/** True once `isTrue` has held for `ms` without a break; false at once when it ends. */
export const useLasting = (isTrue: boolean, ms: number): boolean => {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    if (!isTrue) return undefined;
    const timer = setTimeout(() => setDue(true), ms);
    return () => {
      clearTimeout(timer);
      setDue(false);
    };
  }, [isTrue, ms]);
  return isTrue && isDue;
};
