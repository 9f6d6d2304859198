import { create } from 'zustand';
import type { ConversationId } from '#shared/domain/ids';
import { loadLayout, saveLayout } from './layout';
import { forgetWithPerson } from './personal';
import * as reduce from './tabsReducer';
import { noTabs, restoreTabs, type Tabs } from './tabsReducer';

/** Open tabs and the conversation on the screen. Select: `useTabs((s) => s.active)`. */
export const useTabs = create<Tabs>(() => noTabs);

forgetWithPerson(() => {
  useTabs.setState(noTabs, true);
  closed.length = 0;
});

/** Lately closed ones with their places, the last one last; nothing of it outlives the window. */
const closed: { readonly id: ConversationId; readonly at: number }[] = [];
const CLOSED_KEPT = 20;

const change = (step: (tabs: Tabs) => Tabs): void => {
  const before = useTabs.getState();
  const after = step(before);
  if (after === before) return;
  for (const [at, id] of before.open.entries()) if (!after.open.includes(id)) closed.push({ id, at });
  closed.splice(0, Math.max(0, closed.length - CLOSED_KEPT));
  useTabs.setState(after, true);
  saveLayout('tabs', () => {
    const { open, active } = useTabs.getState();
    return { open: [...open], active };
  });
};

export const openTab = (id: ConversationId): void => change((tabs) => reduce.openTab(tabs, id));
export const closeTab = (id: ConversationId): void => change((tabs) => reduce.closeTab(tabs, id));
export const closeActiveTab = (): void => change((tabs) => (tabs.active === null ? tabs : reduce.closeTab(tabs, tabs.active)));
export const closeOtherTabs = (id: ConversationId): void => change((tabs) => reduce.keepOnly(tabs, id));
export const moveTab = (id: ConversationId, to: number): void => change((tabs) => reduce.moveTab(tabs, id, to));
/** Moves the tab on the screen one place left (-1) or right. */
export const shiftActiveTab = (by: 1 | -1): void => change((tabs) => (tabs.active === null ? tabs : reduce.moveTab(tabs, tabs.active, tabs.open.indexOf(tabs.active) + by)));

/** The tab closed last comes back to its place, and the one before that the next time. Nothing when there is none. */
export const reopenTab = (): void => {
  const { open } = useTabs.getState();
  let last = closed.pop();
  while (last !== undefined && open.includes(last.id)) last = closed.pop();
  if (last === undefined) return;
  const { id, at } = last;
  change((tabs) => reduce.moveTab(reduce.openTab(tabs, id), id, at));
};

export const stepTab = (by: 1 | -1): void => change((tabs) => reduce.stepTab(tabs, by));
export const pickTab = (at: number | 'last'): void => change((tabs) => reduce.pickTab(tabs, at));

/** Brings back the tabs of the last session; what the person opened meanwhile stays and stays in front. */
export const restoreTabsFromLayout = async (): Promise<void> => {
  const saved = restoreTabs((await loadLayout())['tabs']);
  const now = useTabs.getState();
  useTabs.setState({ open: [...new Set([...saved.open, ...now.open])], active: now.active ?? saved.active }, true);
};
