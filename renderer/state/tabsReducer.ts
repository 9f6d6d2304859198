import type { ConversationId } from '#shared/domain/ids';

/** Open conversations in the order of their tabs, never twice, and the one on the screen. */
export type Tabs = { readonly open: readonly ConversationId[]; readonly active: ConversationId | null };

export const noTabs: Tabs = { open: [], active: null };

/** Opens at the end unless open already, and shows it. */
export const openTab = (tabs: Tabs, id: ConversationId): Tabs =>
  tabs.active === id ? tabs : { open: tabs.open.includes(id) ? tabs.open : [...tabs.open, id], active: id };

/** Closes; the right neighbour takes its place, else the left one. */
export const closeTab = (tabs: Tabs, id: ConversationId): Tabs => {
  const at = tabs.open.indexOf(id);
  if (at < 0) return tabs;
  const open = tabs.open.filter((other) => other !== id);
  return { open, active: tabs.active === id ? (open[Math.min(at, open.length - 1)] ?? null) : tabs.active };
};

/** Moves a tab to a place of the row (0 = first); out of range is clamped. */
export const moveTab = (tabs: Tabs, id: ConversationId, to: number): Tabs => {
  if (!tabs.open.includes(id)) return tabs;
  const rest = tabs.open.filter((other) => other !== id);
  const at = Math.max(0, Math.min(to, rest.length));
  return { ...tabs, open: [...rest.slice(0, at), id, ...rest.slice(at)] };
};

/** Next (+1) or former (-1) tab, round and round. */
export const stepTab = (tabs: Tabs, by: 1 | -1): Tabs => {
  if (tabs.open.length === 0) return tabs;
  const at = tabs.active === null ? (by === 1 ? -1 : 0) : tabs.open.indexOf(tabs.active);
  return { ...tabs, active: tabs.open[(at + by + tabs.open.length) % tabs.open.length] ?? null };
};

/** The tab at a place (0 = first); `last` for the end. Nothing when there is none. */
export const pickTab = (tabs: Tabs, at: number | 'last'): Tabs => {
  const id = tabs.open[at === 'last' ? tabs.open.length - 1 : at];
  return id === undefined ? tabs : { ...tabs, active: id };
};

/** Keeps one and closes the rest. */
export const keepOnly = (tabs: Tabs, id: ConversationId): Tabs => (tabs.open.includes(id) ? { open: [id], active: id } : tabs);

/** What was saved, made whole again: no doubles, no strangers, an active tab that is open. */
export const restoreTabs = (saved: unknown): Tabs => {
  if (typeof saved !== 'object' || saved === null) return noTabs;
  const { open, active } = saved as { readonly open?: unknown; readonly active?: unknown }; // probed field by field below
  if (!Array.isArray(open)) return noTabs;
  const ids = [...new Set(open.filter((id): id is ConversationId => typeof id === 'string' && id.includes('/')))];
  return { open: ids, active: ids.find((id) => id === active) ?? ids[0] ?? null };
};
