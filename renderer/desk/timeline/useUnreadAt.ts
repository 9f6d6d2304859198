import { useMemo } from 'react';
import type { TimelineItem } from './timelineItems';

/** Where the unread began when the conversation was opened: index of the first such line on show, -1 for none. */
export const useUnreadAt = (items: readonly TimelineItem[], { count, from }: { readonly count: number; readonly from: number }): number =>
  useMemo(() => (count === 0 ? -1 : items.findIndex(({ row }) => row.kind === 'message' && row.direction === 'in' && row.seq > from)), [items, count, from]);
