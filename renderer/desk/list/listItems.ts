import type { ConversationId } from '#shared/domain/ids';
import type { ConversationRow } from '../../archive/schema/conversationRows';

export type GroupName = 'pinned' | 'waiting' | 'later' | 'answered' | 'recent';
export type Groups = Readonly<Record<'pinned' | 'waiting' | 'later' | 'answered', readonly ConversationRow[]>>;
export type ListItem =
  | { readonly kind: 'group'; readonly group: GroupName; readonly count: number }
  | { readonly kind: 'row'; readonly id: ConversationId; readonly place: number };

/**
 * Groups with headers: pinned, waiting, put off, answered; a group without rows has no header. `isOneRun`: all but the pinned
 * ones in one run, latest first. `place` counts rows from 1, as a screen reader says it.
 */
export const groupedItems = ({ pinned, waiting, later, answered }: Groups, isOneRun = false): readonly ListItem[] => {
  const items: ListItem[] = [];
  let place = 0;
  const add = (group: GroupName, rows: readonly ConversationRow[]): void => {
    if (rows.length === 0) return;
    items.push({ kind: 'group', group, count: rows.length });
    for (const row of rows) {
      place += 1;
      items.push({ kind: 'row', id: row.id, place });
    }
  };
  add('pinned', pinned);
  add('waiting', waiting);
  add('later', later);
  add(isOneRun ? 'recent' : 'answered', answered);
  return items;
};

/** Ids in the order they are shown. */
export const idsOf = (items: readonly ListItem[]): readonly ConversationId[] => {
  const ids: ConversationId[] = [];
  for (const item of items) if (item.kind === 'row') ids.push(item.id);
  return ids;
};

/** Step of the keyboard from `from`, clamped at the ends; from nowhere it enters at the near end. */
export const neighbourOf = (ids: readonly ConversationId[], from: ConversationId | null, by: number): ConversationId | undefined => {
  const at = from === null ? -1 : ids.indexOf(from);
  if (at < 0) return by > 0 ? ids[0] : ids.at(-1);
  return ids[Math.max(0, Math.min(at + by, ids.length - 1))];
};
