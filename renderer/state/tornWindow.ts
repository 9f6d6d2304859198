/** Whether this window shows one conversation only, and which conversations have such a window. */
import { create } from 'zustand';
import type { ConversationId } from '#shared/domain/ids';
import { app } from '../bridge/app';
import { desk } from '../bridge/desk';
import { flushDrafts, reloadDraft } from './drafts';
import { forgetWithPerson } from './personal';
import { useSeat } from './seat';
import { closeTab, openTab } from './tabs';
import { showDesk } from './view';
import { tornConversation } from './windowKind';

export const useTorn = create<{ readonly conversations: readonly ConversationId[] }>(() => ({ conversations: [] }));

/** Closed while nobody could be asked for its draft. */
const stale = new Set<ConversationId>();
forgetWithPerson(() => stale.clear());

const take = (conversations: readonly string[]): void => {
  const before = useTorn.getState().conversations;
  useTorn.setState({ conversations: conversations as readonly ConversationId[] }); // what windows asked for
  const isLocked = useSeat.getState().session.kind !== 'open';
  for (const conversation of before) {
    if (conversations.includes(conversation)) continue;
    // The lock closed it, not a person: it comes back as a window.
    if (isLocked) stale.add(conversation);
    else void reloadDraft(conversation).catch(() => stale.add(conversation)); // what was typed over there is here again
  }
};

/** Follows main's word. Call once. */
export const startTornWindows = (): void => {
  if (tornConversation !== undefined) return;
  app.on('window.torn', ({ conversations }) => take(conversations));
  app.on('window.docked', ({ conversation }) => {
    showDesk();
    openTab(conversation as ConversationId); // as above
  });
  desk.onConnection(() => {
    if (!desk.isConnected()) return;
    for (const conversation of stale) void reloadDraft(conversation).then(() => stale.delete(conversation), () => undefined); // the next connection asks again
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
