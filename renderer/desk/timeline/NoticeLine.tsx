import type { TimelineRow } from '../../archive/schema/timelineRows';
import { formatFull, formatTime } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { useNoticeWords } from '../../lines/useNoticeWords';
import { bubbleLayout } from './bubbleLayout';
import { InlineText } from './parts/InlineText';
import { PartView } from './parts/PartView';
import { RawCard } from './parts/RawCard';
import { useTimelineScene } from './timelineScene';
import styles from './SystemLines.module.css';

/**
 * Something that happened and is no message: a poke, a joined member, a closed conversation. What nobody has words
 * for is shown as not supported; wherever the raw form was kept it can be read.
 */
export const NoticeLine = ({ row }: { readonly row: TimelineRow }) => {
  const t = useT();
  const { personName } = useTimelineScene();
  const words = useNoticeWords()(row, personName);
  const time = <time dateTime={new Date(row.at).toISOString()} title={formatFull(row.at)}>{formatTime(row.at)}</time>;
  if (words === undefined || row.raw !== undefined) return <div className={styles.unknown}>{time}<RawCard words={words ?? t('timeline.notice.unsupported', { type: row.type ?? '' })} raw={row.raw} /></div>;
  return (
    <div className={styles.system}>
      {time} {words}
      {row.parts !== undefined && bubbleLayout(row.parts).blocks.map((block, at) => (block.kind === 'inline'
        ? <InlineText key={at} parts={block.parts} /> : <PartView key={at} part={block.part} at={block.at} row={row} />))}
    </div>
  );
};
