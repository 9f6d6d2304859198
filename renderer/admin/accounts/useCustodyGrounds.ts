import { useEffect, useMemo, useState } from 'react';
import { useRulePack } from '../../archive/queries/rulePack';
import { useCompany } from '../../archive/queries/useCompany';
import { useAbsences, useCustodyPolicy } from '../../archive/queries/useCustody';
import { usePeople } from '../../archive/queries/usePeople';
import { monthStart, type CustodyGrounds } from './custodyOf';

const MINUTE = 60_000;

/** Days are what counts here: a minute is exact enough. */
const useMinute = (): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return now;
};

/** What custody of every account is judged by, now. */
export const useCustodyGrounds = (): CustodyGrounds => {
  const now = useMinute();
  const policy = useCustodyPolicy();
  const people = usePeople();
  const company = useCompany() ?? null;
  const { calendar } = useRulePack();
  const absences = useAbsences(monthStart(calendar.offsetMinutes, now));
  return useMemo(() => ({ policy, people: people ?? new Map(), company, absences: absences ?? [], now }), [policy, people, company, absences, now]);
};
