import type { TimelineRow } from '../../archive/schema/timelineRows';

const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null;

/**
 * True when two reads of a row show the same. A live query makes new objects each time; without this every
 * visible bubble would be drawn again for each message that arrives.
 */
export const isSameRow = (one: TimelineRow, other: TimelineRow): boolean => {
  if (one === other) return true;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof TimelineRow>; // keys of that type's objects
  for (const key of keys) {
    const left = one[key];
    const right = other[key];
    if (left === right) continue;
    if (isPlain(left) || isPlain(right) || JSON.stringify(left) !== JSON.stringify(right)) return false;
  }
  return true;
};

/** Keeps the old object wherever nothing changed, so that identity says "draw again". */
export const keepSameRows = (before: ReadonlyMap<string, TimelineRow>, rows: readonly TimelineRow[], keyOf: (row: TimelineRow) => string): readonly TimelineRow[] =>
  rows.map((row) => {
    const old = before.get(keyOf(row));
    return old !== undefined && isSameRow(old, row) ? old : row;
  });
