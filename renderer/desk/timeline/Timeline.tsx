import { useCallback, useMemo, useRef, useState } from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { Media } from '#shared/domain/message';
import type { AccountRow, ConversationRow } from '../../archive/schema/rows';
import { useT } from '../../i18n/useT';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { EmptyLine } from '../../ui/EmptyLine';
import { BottomPill } from './BottomPill';
import { LiveWords } from './LiveWords';
import { MessageMenu, useMessageMenu } from './MessageMenu';
import { moveFocus } from './moveFocus';
import { PictureViewer } from './PictureViewer';
import type { TimelineItem } from './timelineItems';
import { TimelineLine } from './TimelineLine';
import { timelineParts } from './timelineParts';
import { TimelineSceneContext } from './timelineScene';
import { useJump } from './useJump';
import { useReadMark } from './useReadMark';
import { useScene } from './useScene';
import { useScrollPlace } from './useScrollPlace';
import { useTimelineLines } from './useTimelineLines';
import { viewOf } from './views';
import styles from './Timeline.module.css';

const renderLine = (_index: number, item: TimelineItem) => <TimelineLine item={item} />;
const keyOf = (_index: number, item: TimelineItem): string => item.key;
/** One line of words with its facts: what most lines are, so that unseen ones are guessed well. Px. */
const USUAL_HEIGHT = 68;

/** The lines of one conversation. Mount it anew (`key`) for another conversation. */
export const Timeline = ({ conversation, account }: { readonly conversation: ConversationRow; readonly account: AccountRow | undefined }) => {
  const t = useT();
  const list = useRef<VirtuosoHandle>(null);
  const [start] = useState(() => viewOf(conversation.id));
  const shown = useRef<readonly TimelineItem[]>([]);
  const place = useScrollPlace(conversation.id, useCallback(() => shown.current, []), start === undefined);
  const lines = useTimelineLines(conversation.id, conversation.kind === 'group', start?.below, place.anchor);
  const { items, firstIndex } = lines;
  shown.current = items;

  const show = useCallback((index: number) => list.current?.scrollToIndex({ index, align: 'center' }), []);
  const jump = useJump(lines, show);
  const menu = useMessageMenu();
  const [picture, setPicture] = useState<Media>();
  const scene = useScene({ conversation, account, flash: jump.flash, jumpTo: jump.jumpTo, openMenu: menu.open, openPicture: setPicture });
  useReadMark(conversation.id, items, place.isAtEnd, conversation.unread);
  const context = useMemo(() => ({ hasMore: lines.hasMore }), [lines.hasMore]);

  if (!lines.isReady) return <div className={styles.timeline}><SkeletonRows rows={4} label={t('common.loading')} /></div>;
  if (items.length === 0) return <div className={styles.timeline}><EmptyLine>{t('timeline.none')}</EmptyLine></div>;
  const startAt = start === undefined || lines.epoch > 0 ? -1 : items.findIndex((item) => item.key === start.key);
  return (
    <TimelineSceneContext value={scene}>
      <div className={styles.timeline} data-testid="timeline" onKeyDown={moveFocus}>
        <Virtuoso
          key={lines.epoch} ref={list} className={styles.scroller} data={items} firstItemIndex={firstIndex} context={context} components={timelineParts}
          computeItemKey={keyOf} itemContent={renderLine} scrollerRef={place.setScroller} alignToBottom
          initialTopMostItemIndex={startAt < 0 ? { index: 'LAST', align: 'end' } : { index: startAt, align: 'start', offset: start?.offset ?? 0 }}
          defaultItemHeight={USUAL_HEIGHT}
          startReached={() => lines.loadOlder()} increaseViewportBy={{ top: 600, bottom: 200 }} skipAnimationFrameInResizeObserver
        />
        <BottomPill items={items} isAtEnd={place.isAtEnd} onPress={place.toEnd} />
        {jump.isMissing && <p className={styles.toast} role="status">{t('timeline.quote.missing')}</p>}
        <LiveWords items={items} title={conversation.title} />
        <MessageMenu handle={menu} conversation={conversation} />
        {picture !== undefined && <PictureViewer items={items} first={picture} onClose={() => setPicture(undefined)} />}
      </div>
    </TimelineSceneContext>
  );
};
