import { useEffect, useState } from 'react';
import type { Looker } from './seen';
import { useOpenFollowUps } from './useFollowUps';

const LONGEST_TIMER = 2 ** 31 - 1;

/** How many follow-ups are due now; counted again at the moment the next one is. */
export const useDueCount = (looker: Looker): number => {
  const plans = useOpenFollowUps(looker);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const next = plans?.find((plan) => plan.due > now)?.due;
    if (next === undefined) return undefined;
    const timer = setTimeout(() => setNow(Date.now()), Math.min(Math.max(0, next - Date.now()) + 20, LONGEST_TIMER));
    return () => clearTimeout(timer);
  }, [plans, now]);
  return plans?.filter((plan) => plan.due <= Math.max(now, plan.reminded ?? 0)).length ?? 0;
};
