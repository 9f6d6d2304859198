import { create } from 'zustand';
import type { ConversationId } from '#shared/domain/ids';
import { loadLayout, saveLayout } from './layout';
import * as reduce from './tabsReducer';
import { noTabs, restoreTabs, type Tabs } from './tabsReducer';

/** Open tabs and the conversation on the screen. Select: `useTabs((s) => s.active)`. */
export const useTabs = create<Tabs>(() => noTabs);

const change = (step: (tabs: Tabs) => Tabs): void => {
  const before = useTabs.getState();
  const after = step(before);
  if (after === before) return;
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
export const stepTab = (by: 1 | -1): void => change((tabs) => reduce.stepTab(tabs, by));
export const pickTab = (at: number | 'last'): void => change((tabs) => reduce.pickTab(tabs, at));

/** Brings back the tabs of the last session; what the person opened meanwhile stays and stays in front. */
export const restoreTabsFromLayout = async (): Promise<void> => {
  const saved = restoreTabs((await loadLayout())['tabs']);
  const now = useTabs.getState();
  useTabs.setState({ open: [...new Set([...saved.open, ...now.open])], active: now.active ?? saved.active }, true);
};
