import type { TimelineRow } from '../../archive/schema/rows';
import { formatFull, formatTime } from '../../i18n/format';
import { translateMaybe } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { bubbleLayout } from './bubbleLayout';
import { InlineText } from './parts/InlineText';
import { PartView } from './parts/PartView';
import { RawCard } from './parts/RawCard';
import { useTimelineScene } from './timelineScene';
import styles from './SystemLines.module.css';

/**
 * Something that happened and is no message: a poke, a joined member, a closed conversation. Its words are looked
 * up by channel first, then for all; what nobody knows is shown as not supported, with its raw form.
 */
export const NoticeLine = ({ row }: { readonly row: TimelineRow }) => {
  const t = useT();
  const { personName, channel } = useTimelineScene();
  const facts = { ...row.data, person: (row.person === undefined ? undefined : personName(row.person)) ?? t('timeline.somebody'), sender: row.sender?.name ?? row.sender?.id ?? '', ...reasonOf(row) };
  const type = row.type ?? '';
  const key = type === 'conversation.closed' && 'reason' in facts ? `${type}.reason` : type;
  const words = translateMaybe(`notice.${channel ?? ''}.${key}`, facts) ?? translateMaybe(`notice.${key}`, facts);
  const time = <time dateTime={new Date(row.at).toISOString()} title={formatFull(row.at)}>{formatTime(row.at)}</time>;
  if (words === undefined) return <div className={styles.unknown}>{time}<RawCard words={t('timeline.notice.unsupported', { type })} raw={row.raw} /></div>;
  return (
    <div className={styles.system}>
      {time} {words}
      {row.parts !== undefined && bubbleLayout(row.parts).blocks.map((block, at) => (block.kind === 'inline'
        ? <InlineText key={at} parts={block.parts} /> : <PartView key={at} part={block.part} at={block.at} row={row} />))}
    </div>
  );
};

/** Reasons offered are named in the language of the screen; a person's own words stay as they are. */
const reasonOf = ({ data }: TimelineRow): { readonly reason?: string } => {
  const reason = data?.['reason'];
  return typeof reason === 'string' && reason !== '' ? { reason: translateMaybe(`close.reason.${reason}`) ?? reason } : {};
};
