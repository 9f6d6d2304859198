import { create } from 'zustand';
import type { ConversationId } from '#shared/domain/ids';
import { forgetWithPerson } from '../../state/personal';

type Selection = { readonly ids: ReadonlySet<ConversationId>; readonly anchor: ConversationId | null };

const nothing: Selection = { ids: new Set(), anchor: null };

/** Conversations chosen for one action together; forgotten with the window. */
export const useSelection = create<Selection>(() => nothing);

forgetWithPerson(() => useSelection.setState(nothing, true));

export const clearSelection = (): void => useSelection.setState(nothing);
export const selectAll = (ids: readonly ConversationId[]): void => useSelection.setState({ ids: new Set(ids), anchor: ids[0] ?? null });

export const toggleSelected = (id: ConversationId): void => useSelection.setState(({ ids }) => {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
});

/** From the row chosen last to this one, in the order shown; what was chosen before stays. */
export const selectTo = (id: ConversationId, shown: readonly ConversationId[]): void => useSelection.setState(({ ids, anchor }) => {
  const from = anchor === null ? -1 : shown.indexOf(anchor);
  const to = shown.indexOf(id);
  if (from < 0 || to < 0) return { ids: new Set([...ids, id]), anchor: id };
  return { ids: new Set([...ids, ...shown.slice(Math.min(from, to), Math.max(from, to) + 1)]), anchor };
});
