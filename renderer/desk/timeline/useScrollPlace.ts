import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { isOurFresh } from './isOurFresh';
import type { TimelineItem } from './timelineItems';
import { keepView } from './views';

type Place = { readonly key: string; readonly offset: number };

/** This near the end counts as the end, px. */
const NEAR_END_PX = 40;

/** The topmost line in view and how far it is scrolled under the upper edge, px. */
const placeIn = (scroller: HTMLElement): Place | undefined => {
  const edge = scroller.getBoundingClientRect().top;
  for (const line of scroller.querySelectorAll<HTMLElement>('[data-key]')) {
    const entry = line.closest('li') ?? line;
    const box = entry.getBoundingClientRect();
    const { key } = line.dataset;
    if (box.bottom > edge + 1 && key !== undefined) return { key, offset: Math.round(edge - box.top) };
  }
  return undefined;
};

/** A distant part is on show instead of the newest lines: its end is not the conversation's, its place is not kept. */
export type Visiting = { readonly isOn: () => boolean; readonly end: () => void };

export type ScrollPlace = {
  readonly setScroller: (element: HTMLElement | Window | null) => void;
  /** The end is on show, or will be as soon as what has just come is drawn. */
  readonly isAtEnd: boolean;
  /** Key of the topmost line in view; `undefined` at the end, which holds by itself. */
  readonly anchor: () => string | undefined;
  readonly toEnd: () => void;
  /** Goes to another place: the end is no longer held, unless the way led back to it. */
  readonly goElsewhere: (move: () => void) => void;
};

/**
 * Calls `onMove` before the virtual list moves the view by itself, to make good what it guessed of heights. It does so
 * by these two methods alone; a person's wheel, keys, bar and focus never come through them.
 */
const watchOwnMoves = (element: HTMLElement, onMove: () => void): void => {
  for (const method of ['scrollTo', 'scrollBy'] as const) {
    const plain: (options: ScrollToOptions) => void = element[method].bind(element);
    Object.assign(element, { [method]: (options: ScrollToOptions) => {
      onMove();
      plain(options);
    } });
  }
};

/** Told, before the next frame is painted, when the list grew or shrank or the composer took height away from it. */
const watchHeights = (element: HTMLElement, onHeight: () => void): (() => void) => {
  const observer = new ResizeObserver(onHeight);
  observer.observe(element);
  const list = element.querySelector('ol');
  if (list !== null) observer.observe(list, { box: 'border-box' });
  return () => observer.disconnect();
};

/**
 * Follows where the timeline stands and keeps it for the next time. Whoever is at the end stays there, whatever
 * comes or is measured, until a person moves up: a list that merely grew or was put right did not leave its end.
 */
export const useScrollPlace = (conversation: ConversationId, items: () => readonly TimelineItem[], startsAtEnd: boolean, visiting: Visiting): ScrollPlace => {
  const scroller = useRef<HTMLElement | null>(null);
  const place = useRef<Place | undefined>(undefined);
  const atEnd = useRef(startsAtEnd);
  const frame = useRef(0);
  const isOwnMove = useRef(false);
  const release = useRef<() => void>(undefined);
  const last = useRef({ top: 0, height: 0 });
  const [isAtEnd, setAtEnd] = useState(startsAtEnd);

  const onHeight = useCallback(() => {
    const element = scroller.current;
    if (element !== null && atEnd.current && !visiting.isOn()) element.scrollTop = element.scrollHeight;
  }, [visiting]);
  const setEnd = useCallback((value: boolean) => {
    atEnd.current = value;
    setAtEnd(value);
  }, []);
  const keep = useCallback(() => {
    if (scroller.current === null) return;
    if (visiting.isOn()) return keepView(conversation, undefined);
    place.current = placeIn(scroller.current);
    const now = place.current;
    const at = now === undefined ? -1 : items().findIndex((item) => item.key === now.key);
    keepView(conversation, atEnd.current || now === undefined || at < 0 ? undefined : { ...now, below: items().length - at });
  }, [conversation, items, visiting]);
  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    const { scrollTop, scrollHeight, clientHeight } = element;
    // The end of a part visited is not the end of the conversation.
    if (scrollHeight - clientHeight - scrollTop <= NEAR_END_PX && !visiting.isOn()) setEnd(true);
    else if (isOwnMove.current) onHeight();
    // Clamped by a list that became shorter is not moved by a person.
    else if (scrollTop < last.current.top - 1 && scrollHeight >= last.current.height) setEnd(false);
    last.current = { top: scrollTop, height: scrollHeight };
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(keep);
  }, [keep, setEnd, onHeight, visiting]);
  const onOwnMove = useCallback(() => {
    isOwnMove.current = true;
    // The event of a move is heard before the callbacks of the frame that follows it.
    requestAnimationFrame(() => { isOwnMove.current = false; });
  }, []);
  const setScroller = useCallback((element: HTMLElement | Window | null) => {
    release.current?.();
    release.current = undefined;
    scroller.current = element instanceof HTMLElement ? element : null;
    if (scroller.current === null) return;
    const { current } = scroller;
    last.current = { top: 0, height: 0 };
    if (visiting.isOn()) setEnd(false);
    current.addEventListener('scroll', onScroll, { passive: true });
    watchOwnMoves(current, onOwnMove);
    const forget = watchHeights(current, onHeight);
    release.current = () => {
      current.removeEventListener('scroll', onScroll);
      forget();
    };
  }, [onScroll, onOwnMove, onHeight, setEnd, visiting]);
  const toEnd = useCallback(() => {
    visiting.end();
    setEnd(true);
    onHeight();
  }, [setEnd, onHeight, visiting]);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  const anchor = useCallback(() => (atEnd.current ? undefined : place.current?.key), []);
  useOwnInView(items(), toEnd);
  const goElsewhere = useCallback((move: () => void) => {
    setEnd(false);
    move();
    // Where everything fits in the view nothing moves, and no event tells that the end is still there.
    requestAnimationFrame(onScroll);
  }, [setEnd, onScroll]);
  return { setScroller, isAtEnd, anchor, toEnd, goElsewhere };
};

/** A reply just written here is brought into view wherever the person was reading. */
const useOwnInView = (items: readonly TimelineItem[], toEnd: () => void): void => {
  const known = useRef(items.findLast(({ row }) => row.kind !== 'scheduled')?.key);
  useLayoutEffect(() => {
    // What is planned stands below what was just said.
    const item = items.findLast(({ row }) => row.kind !== 'scheduled');
    if (item === undefined || item.key === known.current) return;
    known.current = item.key;
    if (isOurFresh(item, Date.now())) toEnd();
  }, [items, toEnd]);
};
