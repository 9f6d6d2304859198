import type { TimelineRow } from '../../archive/schema/timelineRows';
import { formatFull, formatTime } from '../../i18n/format';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { Icon } from '../../ui/Icon';
import type { DeliveryView } from './deliveryView';
import { EditedMark } from './EditedMark';
import { FlagMarks } from './FlagMarks';
import { recalledBy } from './recalledBy';
import { ReplyActions } from './ReplyActions';
import { useTimelineScene } from './timelineScene';
import styles from './MessageMeta.module.css';

/** The 12/18 line under a bubble: when, who, what became of it, what can be done. */
export const MessageMeta = ({ row, view }: { readonly row: TimelineRow; readonly view: DeliveryView | null }) => {
  if (row.recalled) return <RecalledMeta row={row} recalled={row.recalled} />;
  if (view === null) return <PlainMeta row={row} />;
  return view.tone === 'sent' ? <SentMeta row={row} view={view} /> : <PendingMeta row={row} view={view} />;
};

const Time = ({ row }: { readonly row: TimelineRow }) => {
  const t = useT();
  const full = formatFull(row.at);
  const title = row.source === undefined || row.source === 'live' ? full : t('timeline.time.caughtUp', { time: full });
  return <time dateTime={new Date(row.at).toISOString()} title={title}>{formatTime(row.at)}</time>;
};

const PlainMeta = ({ row }: { readonly row: TimelineRow }) => {
  const t = useT();
  return (
    <div className={styles.meta}>
      <span><Time row={row} />{row.direction === 'out' && <> · {t('timeline.otherDevice')}</>}</span>
      <EditedMark row={row} />
      <FlagMarks row={row} />
    </div>
  );
};

const SentMeta = ({ row, view }: { readonly row: TimelineRow; readonly view: DeliveryView }) => {
  const t = useT();
  const { personName } = useTimelineScene();
  const person = row.person === undefined ? undefined : personName(row.person);
  return (
    <div className={styles.meta}>
      <span className={styles.person}><Time row={row} />{person !== undefined && <> · {person}</>}</span>
      <span className={styles.state} data-read={view.isRead || undefined}><Icon name={view.icon} size={14} />{t(view.words)}</span>
      <EditedMark row={row} />
      <FlagMarks row={row} />
    </div>
  );
};

const PendingMeta = ({ row, view }: { readonly row: TimelineRow; readonly view: DeliveryView }) => {
  const t = useT();
  const cause = row.deliveryCode === undefined ? t('timeline.causeUnknown') : errorSentence(row.deliveryCode, row.deliveryData);
  return (
    <div className={styles.meta} data-tone={view.tone}>
      <span className={styles.state} role="status"><Icon name={view.icon} size={14} />{t(view.words, view.hasCause ? { cause } : undefined)}</span>
      {view.saysClockRuns && <span>· {t('timeline.clockRuns')}</span>}
      <ReplyActions row={row} actions={view.actions} />
      <EditedMark row={row} />
      <FlagMarks row={row} />
      {view.tone !== 'queued' && <span className={styles.time}><Time row={row} /></span>}
    </div>
  );
};

const RecalledMeta = ({ row, recalled }: { readonly row: TimelineRow; readonly recalled: NonNullable<TimelineRow['recalled']> }) => {
  const t = useT();
  const { isGroup } = useTimelineScene();
  const time = formatTime(recalled.at, true);
  const by = recalledBy(row, isGroup);
  const words = typeof by === 'object' ? t('timeline.recalled.by', { name: by.name, time }) : t(`timeline.recalled.${by}`, { time });
  return (
    <div className={styles.meta}>
      <span className={styles.state}><Icon name="undo" size={14} />{words}</span>
      <span>· <Time row={row} /></span>
      <EditedMark row={row} />
      <FlagMarks row={row} />
    </div>
  );
};
