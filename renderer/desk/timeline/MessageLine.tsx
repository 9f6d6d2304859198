import { useRef, type KeyboardEvent, type MouseEvent } from 'react';
import type { TimelineRow } from '../../archive/schema/timelineRows';
import { Revealable } from '../../cover/Revealable';
import { wordsIn } from '../../cover/wordsIn';
import { useT } from '../../i18n/useT';
import { bubbleLayout, type Block } from './bubbleLayout';
import { deliveryView, type BubbleTone } from './deliveryView';
import { MessageMeta } from './MessageMeta';
import { InlineText } from './parts/InlineText';
import { PartView } from './parts/PartView';
import { Quote } from './parts/Quote';
import type { TimelineItem } from './timelineItems';
import { useTimelineScene } from './timelineScene';
import styles from './MessageLine.module.css';

/** One message: sender in groups, bubble, line of facts below. */
export const MessageLine = ({ item }: { readonly item: TimelineItem }) => {
  const t = useT();
  const { row } = item;
  const scene = useTimelineScene();
  const bubble = useRef<HTMLDivElement>(null);
  const view = deliveryView(row, { account: scene.account, isWaiting: scene.isWaiting, hasEarlier: item.isBehind });
  const tone: BubbleTone | 'recalled' = row.recalled ? 'recalled' : view?.tone ?? 'sent';
  const layout = bubbleLayout(row.parts ?? []);
  const openMenu = (event: MouseEvent<HTMLDivElement> | KeyboardEvent<HTMLDivElement>): void => {
    const element = bubble.current;
    if (element === null) return;
    event.preventDefault();
    const box = element.getBoundingClientRect();
    const isMouse = 'clientX' in event && event.clientX + event.clientY > 0;
    scene.openMenu(row, isMouse ? { x: event.clientX, y: event.clientY } : { x: box.left, y: Math.min(box.bottom, innerHeight - 40) }, element);
  };
  return (
    <div className={styles.message} data-side={row.direction} data-tone={tone} data-flash={scene.flash === item.key || undefined} data-testid="message" data-delivery={row.delivery} data-client={row.client}>
      {item.hasSender && <span className={styles.sender}>{row.sender?.name ?? row.sender?.id}</span>}
      <div
        ref={bubble} className={styles.bubble} data-media={layout.isMedia || undefined} tabIndex={-1} data-line={item.key}
        onContextMenu={openMenu} onKeyDown={(event) => { if (event.key === 'Enter' && event.target === event.currentTarget) openMenu(event); }}
      >
        <Revealable conversation={row.conversation} seq={row.seq} texts={wordsIn(row.parts ?? [])}><BubbleParts row={row} blocks={layout.blocks} quotes={layout.quotes} isStruck={tone === 'recalled' || tone === 'withdrawn'} emptyWords={t('timeline.empty')} /></Revealable>
      </div>
      <MessageMeta row={row} view={view} />
    </div>
  );
};

const BubbleParts = ({ row, blocks, quotes, isStruck, emptyWords }: {
  readonly row: TimelineRow; readonly blocks: readonly Block[]; readonly quotes: ReturnType<typeof bubbleLayout>['quotes']; readonly isStruck: boolean; readonly emptyWords: string;
}) => (
  <>
    {quotes.map((part, at) => <Quote key={at} part={part} />)}
    {blocks.map((block, at) => {
      if (block.kind === 'part') return <PartView key={at} part={block.part} at={block.at} row={row} />;
      return isStruck ? <s key={at}><InlineText parts={block.parts} /></s> : <InlineText key={at} parts={block.parts} />;
    })}
    {blocks.length === 0 && <span className={styles.nothing}>{emptyWords}</span>}
  </>
);
