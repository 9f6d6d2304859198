import { memo } from 'react';
import { CatchUpLine } from './CatchUpLine';
import { DayLine } from './DayLine';
import { GapLine } from './GapLine';
import { MessageLine } from './MessageLine';
import { NoteLine } from './NoteLine';
import { NoticeLine } from './NoticeLine';
import { ScheduledLine } from './ScheduledLine';
import type { TimelineItem } from './timelineItems';
import { UnreadLine } from './UnreadLine';
import styles from './Timeline.module.css';

/** One entry of the list: its day line when it opens a day, then what it is. */
export const TimelineLine = memo(({ item }: { readonly item: TimelineItem }) => (
  <div className={styles.line} data-key={item.key}>
    <UnreadLine lineKey={item.key} />
    {item.day !== undefined && <DayLine day={item.day} />}
    <LineBody item={item} />
  </div>
), (before, after) => before.item.row === after.item.row && before.item.day === after.item.day && before.item.hasSender === after.item.hasSender && before.item.isBehind === after.item.isBehind);
TimelineLine.displayName = 'TimelineLine';

const LineBody = ({ item }: { readonly item: TimelineItem }) => {
  switch (item.row.kind) {
    case 'message': return <MessageLine item={item} />;
    case 'gap': return <GapLine row={item.row} />;
    case 'catchup': return <CatchUpLine row={item.row} />;
    case 'note': return <NoteLine row={item.row} />;
    case 'scheduled': return <ScheduledLine row={item.row} />;
    case 'notice':
    case 'event': return <NoticeLine row={item.row} />;
  }
};
