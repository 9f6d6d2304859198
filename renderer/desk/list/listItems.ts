import type { ConversationId } from '#shared/domain/ids';
import type { ConversationRow } from '../../archive/schema/rows';

export type GroupName = 'waiting' | 'answered' | 'recent';
export type ListItem =
  | { readonly kind: 'group'; readonly group: GroupName; readonly count: number }
  | { readonly kind: 'row'; readonly id: ConversationId };

const rowsOf = (rows: readonly ConversationRow[]): readonly ListItem[] => rows.map(({ id }) => ({ kind: 'row', id }));

/** Two groups with headers, the waiting ones first; a group without rows has no header. */
export const groupedItems = (waiting: readonly ConversationRow[], answered: readonly ConversationRow[]): readonly ListItem[] => [
  ...(waiting.length > 0 ? [{ kind: 'group', group: 'waiting', count: waiting.length } as const] : []),
  ...rowsOf(waiting),
  ...(answered.length > 0 ? [{ kind: 'group', group: 'answered', count: answered.length } as const] : []),
  ...rowsOf(answered),
];

/** One run, latest first. */
export const plainItems = (rows: readonly ConversationRow[]): readonly ListItem[] =>
  rows.length === 0 ? [] : [{ kind: 'group', group: 'recent', count: rows.length }, ...rowsOf(rows)];

/** Ids in the order they are shown. */
export const idsOf = (items: readonly ListItem[]): readonly ConversationId[] =>
  items.flatMap((item) => (item.kind === 'row' ? [item.id] : []));

/** Step of the keyboard from `from`, clamped at the ends; from nowhere it enters at the near end. */
export const neighbourOf = (ids: readonly ConversationId[], from: ConversationId | null, by: number): ConversationId | undefined => {
  const at = from === null ? -1 : ids.indexOf(from);
  if (at < 0) return by > 0 ? ids[0] : ids.at(-1);
  return ids[Math.max(0, Math.min(at + by, ids.length - 1))];
};
