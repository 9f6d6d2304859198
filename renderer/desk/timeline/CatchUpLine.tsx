import type { TimelineRow } from '../../archive/schema/timelineRows';
import { formatTime } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { Icon } from '../../ui/Icon';
import styles from './SystemLines.module.css';

/** What an outage had held back is here now: up to when, and how many. */
export const CatchUpLine = ({ row }: { readonly row: TimelineRow }) => {
  const t = useT();
  const count = Number(row.data?.['count'] ?? 0);
  const time = formatTime(row.to ?? row.at, true);
  return <p className={styles.caughtUp} data-testid="catchup"><Icon name="check" size={14} />{t('timeline.caughtUp', { time, count })}</p>;
};
