import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { Media } from '#shared/domain/message';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import type { AccountRow } from '../../archive/schema/accountRows';
import { useT } from '../../i18n/useT';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { EmptyLine } from '../../ui/EmptyLine';
import { BottomPill } from './BottomPill';
import { FindBar } from './FindBar';
import { useJumpRequests } from '../../state/jumpRequests';
import { LiveWords } from './LiveWords';
import { MessageMenu, useMessageMenu } from './MessageMenu';
import { moveFocus } from './moveFocus';
import { PictureViewer } from './PictureViewer';
import type { TimelineItem } from './timelineItems';
import { TimelineLine } from './TimelineLine';
import { timelineParts } from './timelineParts';
import { TimelineSceneContext } from './timelineScene';
import { USUAL_HEIGHT, useFirstScreen } from './useFirstScreen';
import { useJump } from './useJump';
import { useReadMark } from './useReadMark';
import { useScene } from './useScene';
import { useScrollPlace } from './useScrollPlace';
import { UnreadPill } from './UnreadPill';
import { useUnreadAt } from './useUnreadAt';
import { useVisit } from './useVisit';
import { useVisiting } from './useVisiting';
import { useTimelineLines } from './useTimelineLines';
import { viewOf } from './views';
import styles from './Timeline.module.css';

const renderLine = (_index: number, item: TimelineItem) => <TimelineLine item={item} />;
const keyOf = (_index: number, item: TimelineItem): string => item.key;
/** Lines drawn beyond the view, px: at the end people scroll up, on a visit both ways. */
const atEndBuffer = { top: 600, bottom: 200 };
const visitBuffer = { top: 800, bottom: 800 };

/** Brings a line into the middle of the view, by its index among all; at the very beginning as soon as all are there. */
const useShow = (list: RefObject<VirtuosoHandle | null>, isWhole: boolean, goElsewhere: (move: () => void) => void): ((index: number) => void) => {
  const [wanted, setWanted] = useState<number>();
  useEffect(() => {
    if (!isWhole || wanted === undefined) return;
    goElsewhere(() => list.current?.scrollToIndex({ index: wanted, align: 'center' }));
    setWanted(undefined);
  }, [list, isWhole, wanted, goElsewhere]);
  return setWanted;
};

/** The lines of one conversation. Mount it anew (`key`) for another conversation. */
export const Timeline = ({ conversation, account }: { readonly conversation: ConversationRow; readonly account: AccountRow | undefined }) => {
  const t = useT();
  const list = useRef<VirtuosoHandle>(null);
  const [start] = useState(() => viewOf(conversation.id));
  const shown = useRef<readonly TimelineItem[]>([]);
  const visit = useVisit(conversation.id, conversation.kind === 'group');
  const visiting = useVisiting(visit);
  const place = useScrollPlace(conversation.id, useCallback(() => shown.current, []), start === undefined, visiting);
  const lines = useTimelineLines(conversation.id, conversation.kind === 'group', start?.below, place.anchor);
  shown.current = lines.items;
  const visited = visit.lines;
  const { items, firstIndex } = visited ?? lines;
  const onShow = useRef(items);
  onShow.current = items;

  // A place left, a visit and a list begun anew are found by the list itself.
  const isShort = start === undefined && visited === undefined && lines.epoch === 0 && !visiting.hasBeen();
  const drawn = useFirstScreen({ items, firstIndex }, isShort);
  const show = useShow(list, drawn.isWhole, place.goElsewhere);
  const [unread] = useState(() => ({ count: conversation.unread, from: conversation.readSeq }));
  const jump = useJump({ conversation: conversation.id, items: useCallback(() => onShow.current, []), visit, show, toEnd: place.toEnd, unreadFrom: unread.from });
  const unreadAt = useUnreadAt(items, unread);
  const [isUnreadSeen, setUnreadSeen] = useState(false);
  const isFinding = useJumpRequests((state) => state.finding === conversation.id);
  const menu = useMessageMenu();
  const [picture, setPicture] = useState<Media>();
  const hasMore = visited?.hasMore ?? lines.hasMore;
  // Above the very first message the line would say nothing.
  const scene = useScene({ conversation, account, flash: jump.flash, unreadKey: unreadAt === 0 && !hasMore ? undefined : items[unreadAt]?.key, jumpTo: jump.jumpTo, openMenu: menu.open, openPicture: setPicture });
  useReadMark(conversation.id, lines.items, place.isAtEnd, conversation.unread);
  const context = useMemo(() => ({ hasMore: hasMore && drawn.isWhole }), [hasMore, drawn.isWhole]);

  if (!lines.isReady) return <div className={styles.timeline}><SkeletonRows rows={4} label={t('common.loading')} /></div>;
  if (items.length === 0) return <div className={styles.timeline}><EmptyLine>{t('timeline.none')}</EmptyLine></div>;
  const startAt = start === undefined || lines.epoch > 0 || visiting.hasBeen() ? -1 : items.findIndex((item) => item.key === start.key);
  const first = isShort ? 0 : visited !== undefined ? { index: Math.max(0, items.findIndex((item) => item.key === visited.target)), align: 'center' as const }
    : startAt < 0 ? { index: 'LAST' as const, align: 'end' as const } : { index: startAt, align: 'start' as const, offset: start?.offset ?? 0 };
  return (
    <TimelineSceneContext value={scene}>
      {isFinding && <FindBar conversation={conversation.id} />}
      <div className={styles.timeline} data-testid="timeline" onKeyDown={moveFocus}>
        <Virtuoso
          key={visited === undefined ? lines.epoch : `visit${visited.visit}`} ref={list} className={styles.scroller} data={drawn.items} firstItemIndex={drawn.firstIndex} context={context} components={timelineParts}
          computeItemKey={keyOf} itemContent={renderLine} scrollerRef={place.setScroller} alignToBottom
          initialTopMostItemIndex={first} rangeChanged={({ startIndex, endIndex }) => setUnreadSeen(unreadAt >= 0 && startIndex - firstIndex <= unreadAt && unreadAt <= endIndex - firstIndex)}
          defaultItemHeight={USUAL_HEIGHT}
          startReached={() => { if (drawn.isWhole) (visited === undefined ? lines : visit).loadOlder(); }} endReached={visit.loadNewer} increaseViewportBy={visited === undefined ? atEndBuffer : visitBuffer} skipAnimationFrameInResizeObserver
        />
        <UnreadPill conversation={conversation.id} count={unread.count} isSeen={isUnreadSeen} />
        <BottomPill items={lines.items} isAtEnd={place.isAtEnd} onPress={place.toEnd} />
        {jump.missing !== undefined && <p className={styles.toast} role="status">{t(jump.missing === 'quote' ? 'timeline.quote.missing' : 'jump.noDay')}</p>}
        <LiveWords items={lines.items} title={conversation.title} />
        <MessageMenu handle={menu} conversation={conversation} />
        {picture !== undefined && <PictureViewer items={items} first={picture} onClose={() => setPicture(undefined)} />}
      </div>
    </TimelineSceneContext>
  );
};
