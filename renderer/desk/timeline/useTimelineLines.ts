import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import type { TimelineRow } from '../../archive/schema/timelineRows';
import { prepareTimeline, useTimeline } from '../../archive/queries/useTimeline';
import { keepSameRows } from './sameRow';
import { FIRST_INDEX, keyOfRow, shiftedFirstIndex, timelineItems, type TimelineItem } from './timelineItems';

/** Lines read at first and with each older page. */
export const PAGE = 80;
/** Lines read above a kept place, so that it is not at the very edge. */
const MARGIN = 40;
/** Lines kept while the end is on show. */
const MOST_AT_END = 8 * PAGE;

export type TimelineLines = {
  readonly items: readonly TimelineItem[];
  /** Index of the first item; lines keep theirs while older ones are put in front. */
  readonly firstIndex: number;
  /** Another number: far lines were let go, the list begins anew at its end. */
  readonly epoch: number;
  readonly hasMore: boolean;
  readonly isReady: boolean;
  /** Reads `count` more lines from the past; nothing while a read runs. */
  readonly loadOlder: (count?: number) => void;
};

type Held = { readonly rows: readonly TimelineRow[]; readonly items: readonly TimelineItem[]; readonly keys: readonly string[]; readonly firstIndex: number; readonly epoch: number };
const nothing: Held = { rows: [], items: [], keys: [], firstIndex: FIRST_INDEX, epoch: 0 };

/** Lines of the last conversations looked at, so that going back shows them in the first frame. */
const recent = new Map<ConversationId, Held>();
const RECENT = 12;

/** Number of the order spoken of last in a conversation that was looked at. */
export const latestOrderOf = (conversation: ConversationId): string | undefined => {
  const rows = recent.get(conversation)?.rows ?? [];
  return rows.flatMap((row) => (row.parts ?? []).flatMap((part) => (part.kind === 'order' ? [part.order] : []))).at(-1);
};

const remember = (conversation: ConversationId, held: Held): void => {
  recent.delete(conversation);
  recent.set(conversation, held);
  const [oldest] = recent.keys();
  if (recent.size > RECENT && oldest !== undefined) recent.delete(oldest);
};

/** Lines the window of the query has left behind stay: dropping them one by one would move what is read. */
const withOlder = (before: readonly TimelineRow[], fresh: readonly TimelineRow[]): readonly TimelineRow[] => {
  const [first] = fresh;
  const key = first === undefined ? undefined : keyOfRow(first);
  const at = before.findIndex((row) => keyOfRow(row) === key);
  return at > 0 ? [...before.slice(0, at), ...fresh] : fresh;
};

const nextHeld = (before: Held, fresh: readonly TimelineRow[], isGroup: boolean, anchor: string | undefined): Held => {
  const rows = keepSameRows(new Map(before.rows.map((row) => [keyOfRow(row), row])), withOlder(before.rows, fresh), keyOfRow);
  if (rows.length === before.rows.length && rows.every((row, at) => row === before.rows[at])) return before;
  return heldOf(rows, before, isGroup, anchor);
};

const heldOf = (rows: readonly TimelineRow[], before: Held, isGroup: boolean, anchor: string | undefined): Held => {
  const items = timelineItems(rows, isGroup);
  const keys = items.map((item) => item.key);
  return { rows, items, keys, epoch: before.epoch, firstIndex: before.keys.length === 0 ? FIRST_INDEX : shiftedFirstIndex(before.firstIndex, before.keys, keys, anchor) };
};

/** Reads a conversation that is about to be shown for the first time in a while. */
export const prepareLines = (conversation: ConversationId): void => {
  if (!recent.has(conversation)) prepareTimeline(conversation, PAGE);
};

/** What to begin with: lines known from the last look, only the last page of them when its end was on show. */
const firstHeld = (conversation: ConversationId, isAtEnd: boolean, isGroup: boolean): Held => {
  const kept = recent.get(conversation) ?? nothing;
  return isAtEnd && kept.rows.length > PAGE ? heldOf(kept.rows.slice(-PAGE), nothing, isGroup, undefined) : kept;
};

/**
 * The lines of one conversation, live. `below` = how many lines lay below the place it was left at, none when the
 * end was on show. `anchor` names the line in view that must not move when something is put in above it.
 */
export const useTimelineLines = (conversation: ConversationId, isGroup: boolean, below: number | undefined, anchor: () => string | undefined): TimelineLines => {
  const [first] = useState(() => firstHeld(conversation, below === undefined, isGroup));
  const [limit, setLimit] = useState(() => Math.max(PAGE, first.rows.length, (below ?? 0) + MARGIN));
  const { rows, hasMore, ready } = useTimeline(conversation, limit);
  const held = useRef(first);
  // Derived during render from the last render's lines: an effect would show one frame with moved lines.
  if (ready) held.current = nextHeld(held.current, rows, isGroup, anchor());
  const shown = held.current;
  useEffect(() => {
    const { length } = shown.rows;
    if (length === 0) return;
    remember(conversation, shown);
    if (length <= limit) return;
    if (anchor() !== undefined) setLimit(length + PAGE);
    else if (length > MOST_AT_END) {
      // Hours at the end of a busy chat must not pile up: what is far above is read again when wanted.
      held.current = { ...heldOf(shown.rows.slice(-PAGE), nothing, isGroup, undefined), epoch: shown.epoch + 1 };
      setLimit(PAGE);
    }
  }, [shown, limit, conversation, isGroup, anchor]);
  const loadOlder = useCallback((count = PAGE) => {
    if (ready && hasMore) setLimit((was) => (held.current.rows.length < was ? was : Math.max(was, held.current.rows.length) + count));
  }, [ready, hasMore]);
  const { items, firstIndex, epoch } = shown;
  return { items, firstIndex, epoch, hasMore, isReady: ready || items.length > 0, loadOlder };
};
