import { useEffect, useState } from 'react';
import type { AccountId } from '#shared/domain/ids';
import { useTimeline } from '../../archive/queries/useTimeline';
import { accountLineOf } from '../../archive/schema/timelineRows';
import { formatTime } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { Strip } from '../../ui/Strip';

const SHOWN_MS = 60_000;
const READ = 6;

/** After an outage: up to when everything is here again, and how many were fetched. For a minute. */
export const CaughtUpStrip = ({ account }: { readonly account: AccountId }) => {
  const t = useT();
  const { rows } = useTimeline(accountLineOf(account), READ);
  const row = rows.findLast((one) => one.kind === 'catchup');
  const [over, setOver] = useState(0);
  const at = row?.to ?? row?.at ?? 0;
  useEffect(() => {
    const left = at + SHOWN_MS - Date.now();
    if (left <= 0) return undefined;
    const timer = setTimeout(() => setOver(at), left);
    return () => clearTimeout(timer);
  }, [at]);
  if (row === undefined || at + SHOWN_MS <= Date.now() || over === at) return null;
  return <Strip tone="green">{t('timeline.caughtUp', { time: formatTime(at, true), count: Number(row.data?.['count'] ?? 0) })}</Strip>;
};
