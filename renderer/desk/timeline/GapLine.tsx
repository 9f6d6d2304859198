import type { TimelineRow } from '../../archive/schema/timelineRows';
import { formatShort, formatTime } from '../../i18n/format';
import { translateMaybe } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { Icon } from '../../ui/Icon';
import { dayOf } from './timelineItems';
import styles from './SystemLines.module.css';

/** `14:03`, with the day in front where the two ends lie on different days. */
const endOf = (at: number, isOtherDay: boolean): string => (isOtherDay ? `${formatShort(at)} ${formatTime(at)}`.replace(/^(\d\d:\d\d) \1$/u, '$1') : formatTime(at));

/** A hole the platform could not fill: hatched, with its bounds and why. */
export const GapLine = ({ row }: { readonly row: TimelineRow }) => {
  const t = useT();
  const from = row.from ?? row.at;
  const to = row.to ?? row.at;
  const isOtherDay = dayOf(from) !== dayOf(to);
  const code = typeof row.data?.['reason'] === 'string' ? row.data['reason'] : row.type;
  const reason = (code === undefined ? undefined : translateMaybe(`timeline.gap.reason.${code}`) ?? translateMaybe(`error.${code}`)) ?? t('timeline.gap.reason.offline');
  return (
    <div className={styles.gap} role="note" data-testid="gap">
      <span className={styles.gapWords}><Icon name="gap" size={14} />{t('timeline.gap', { from: endOf(from, isOtherDay), to: endOf(to, isOtherDay), reason })}</span>
    </div>
  );
};
