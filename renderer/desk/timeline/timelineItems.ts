/** Rows as the virtual list shows them: day lines and sender names are decided here, once per change. Pure. */
import type { TimelineRow } from '../../archive/schema/timelineRows';

export type TimelineItem = {
  /** The same over the whole life of a line: a reply keeps it from queued to read. */
  readonly key: string;
  readonly row: TimelineRow;
  /** Set when this line opens a new day: local midnight, ms. */
  readonly day?: number;
  /** In groups: the first of a run by the same person names them. */
  readonly hasSender: boolean;
  /** An earlier reply still waits to go out: order is kept. */
  readonly isBehind: boolean;
};

export const keyOfRow = (row: TimelineRow): string => {
  if (row.client !== undefined) return `~${row.client}`;
  return row.keys[0] ?? `${row.kind}:${row.seq}`;
};

/** Local midnight of the day `at` lies in, ms. */
export const dayOf = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

const isSameSpeaker = (one: TimelineRow | undefined, other: TimelineRow): boolean =>
  one?.kind === 'message' && one.direction === other.direction && one.sender?.id === other.sender?.id;

/** `rows` oldest first. `isGroup`: several people speak, so names are shown. */
export const timelineItems = (rows: readonly TimelineRow[], isGroup: boolean): readonly TimelineItem[] => {
  let lastDay = Number.NaN;
  let hasUnsent = false;
  return rows.map((row, at) => {
    const day = dayOf(row.at);
    const isNewDay = day !== lastDay;
    lastDay = day;
    const isBehind = hasUnsent;
    hasUnsent ||= row.delivery === 'queued' || row.delivery === 'sending';
    const hasSender = isGroup && row.kind === 'message' && row.direction === 'in' && (isNewDay || !isSameSpeaker(rows[at - 1], row));
    return { key: keyOfRow(row), row, hasSender, isBehind, ...(isNewDay ? { day } : {}) };
  });
};

/** Where the virtual list starts counting: far from zero, because older pages count downwards. */
export const FIRST_INDEX = 1_000_000;

/**
 * Index of the first item after a change, such that lines already there keep theirs: older pages, dropped ones
 * and late arrivals in the past do not move what is read. `anchor`: key of a line in view, preferred.
 */
export const shiftedFirstIndex = (first: number, before: readonly string[], after: readonly string[], anchor?: string): number => {
  const places = new Map(after.map((key, at) => [key, at]));
  const anchored = anchor === undefined ? -1 : before.indexOf(anchor);
  const candidates = anchored < 0 ? before.keys() : [anchored, ...before.keys()];
  for (const at of candidates) {
    const place = places.get(before[at] ?? '');
    if (place !== undefined) return first + at - place;
  }
  return FIRST_INDEX;
};

/** How many inbound messages of `items` came after `key` (or all, when that line is gone). */
export const arrivedAfter = (items: readonly TimelineItem[], key: string | undefined): number => {
  const from = key === undefined ? -1 : items.findIndex((item) => item.key === key);
  return items.slice(from + 1).filter(({ row }) => row.kind === 'message' && row.direction === 'in').length;
};

/** Highest ledger number on show: what "read up to here" means. */
export const newestSeq = (rows: readonly TimelineRow[]): number => rows.reduce((most, row) => Math.max(most, row.seq), 0);
