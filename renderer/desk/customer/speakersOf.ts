import type { TimelineRow } from '../../archive/schema/timelineRows';

export type Speaker = { readonly id: string; readonly name: string; readonly count: number };

/** Who spoke in these lines, most often first; the latest name of each counts. */
export const speakersOf = (rows: readonly TimelineRow[]): readonly Speaker[] => {
  const speakers = new Map<string, Speaker>();
  for (const { kind, direction, sender } of rows) {
    if (kind !== 'message' || direction !== 'in' || sender === undefined) continue;
    const before = speakers.get(sender.id);
    speakers.set(sender.id, { id: sender.id, name: sender.name ?? before?.name ?? sender.id, count: (before?.count ?? 0) + 1 });
  }
  return [...speakers.values()].toSorted((a, b) => b.count - a.count);
};
