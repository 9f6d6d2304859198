/** Whether this window shows one conversation only, and which conversations have such a window. */
import { create } from 'zustand';
import type { ConversationId } from '#shared/domain/ids';
import { app } from '../bridge/app';
import { flushDrafts, reloadDraft } from './drafts';
import { closeTab, openTab } from './tabs';
import { showDesk } from './view';
import { tornConversation } from './windowKind';

export const useTorn = create<{ readonly conversations: readonly ConversationId[] }>(() => ({ conversations: [] }));

const take = (conversations: readonly string[]): void => {
  const before = useTorn.getState().conversations;
  useTorn.setState({ conversations: conversations as readonly ConversationId[] }); // what windows asked for
  // What was typed over there is here again.
  for (const conversation of before) if (!conversations.includes(conversation)) void reloadDraft(conversation).catch(() => undefined); // the desk was locked: loaded with the next sign-in
};

/** Follows main's word. Call once. */
export const startTornWindows = (): void => {
  if (tornConversation !== undefined) return;
  app.on('window.torn', ({ conversations }) => take(conversations));
  app.on('window.docked', ({ conversation }) => {
    showDesk();
    openTab(conversation as ConversationId); // as above
  });
  app.request('window.torn').then(take, () => undefined); // no main to ask (a page in a test): nothing is torn
};

/** Moves a conversation into a window of its own, or brings that window to the front. */
export const tearOff = async (conversation: ConversationId): Promise<void> => {
  await flushDrafts();
  await app.request('window.tearOff', { conversation });
  closeTab(conversation);
};

/** Back into the main window. */
export const dock = async (conversation: ConversationId): Promise<void> => {
  await flushDrafts();
  await app.request('window.dock', { conversation });
};
