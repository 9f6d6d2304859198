import { useEffect, useState } from 'react';

/** True once `isOn` has lasted `ms`: what is over in a blink should not be shown at all. */
export const useLate = (isOn: boolean, ms: number): boolean => {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isOn) return undefined;
    const timer = setTimeout(() => setLate(true), ms);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [isOn, ms]);
  return isOn && isLate;
};
