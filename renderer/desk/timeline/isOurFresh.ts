import type { TimelineItem } from './timelineItems';

/** How old a reply of ours may be to still count as just written, ms. */
const FRESH_MS = 3000;

/** A reply that was just written at this desk, not one that turned up by loading or catching up. */
export const isOurFresh = ({ row }: TimelineItem, now: number): boolean =>
  row.client !== undefined && (row.delivery === 'queued' || row.delivery === 'sending') && now - row.at < FRESH_MS;
