import { create } from 'zustand';
import type { ConversationId } from '#shared/domain/ids';
import { desk } from '../bridge/desk';
import { forgetWithPerson, saveBeforeLeaving } from './personal';

/** Text not yet sent. `savedAt` (ms) once the engine has it on disk; undefined while it is only typed. */
export type DraftText = { readonly text: string; readonly media?: readonly string[]; readonly savedAt?: number };
type Drafts = { readonly byConversation: Readonly<Record<string, DraftText>>; readonly isLoaded: boolean };

const SAVE_MS = 300;

/** Select one: `useDrafts((s) => s.byConversation[id]?.text ?? '')`. */
export const useDrafts = create<Drafts>(() => ({ byConversation: {}, isLoaded: false }));

const due = new Set<ConversationId>();
let timer: ReturnType<typeof setTimeout> | undefined;

const put = (conversation: ConversationId, draft: DraftText): void =>
  useDrafts.setState(({ byConversation }) => ({ byConversation: { ...byConversation, [conversation]: draft } }));

const drop = (conversation: ConversationId): void =>
  useDrafts.setState(({ byConversation: { [conversation]: _gone, ...rest } }) => ({ byConversation: rest }));

const save = async (conversation: ConversationId): Promise<void> => {
  const draft = useDrafts.getState().byConversation[conversation];
  const text = draft?.text ?? '';
  const media = [...(draft?.media ?? [])];
  try {
    await desk.call('draft.save', { conversation, text, ...(media.length > 0 ? { media } : {}) });
    if (draft !== undefined && useDrafts.getState().byConversation[conversation] === draft) put(conversation, { ...draft, savedAt: Date.now() });
  } catch {
    due.add(conversation); // the engine is away: the text stays here and is saved with the next change
  }
};

/** Writes every changed draft now. Resolves when all are on disk or the engine did not take them. */
export const flushDrafts = async (): Promise<void> => {
  clearTimeout(timer);
  timer = undefined;
  const now = [...due];
  due.clear();
  await Promise.all(now.map(save));
};

saveBeforeLeaving(flushDrafts);
forgetWithPerson(() => {
  clearTimeout(timer);
  timer = undefined;
  due.clear();
  useDrafts.setState({ byConversation: {}, isLoaded: false });
});

/** Keeps what is typed: at once in the store, on disk 300 ms after the last key. Empty text and no media removes it. */
export const setDraft = (conversation: ConversationId, text: string, media?: readonly string[]): void => {
  if (text === '' && (media === undefined || media.length === 0)) drop(conversation);
  else put(conversation, { text, ...(media === undefined ? {} : { media }) });
  due.add(conversation);
  clearTimeout(timer);
  timer = setTimeout(() => void flushDrafts(), SAVE_MS);
};

/** A reply left: its draft goes, on disk too, without waiting. */
export const clearDraft = (conversation: ConversationId): void => {
  setDraft(conversation, '');
  void flushDrafts();
};

/** Saves what is still due when the engine comes back and when the page goes. Call once, early. */
export const watchDrafts = (): void => {
  window.addEventListener('pagehide', () => void flushDrafts());
  desk.onConnection(() => {
    if (desk.isConnected() && due.size > 0) void flushDrafts();
  });
};

/** Loads what the engine kept; what was typed meanwhile wins. Rejects with `AppError` when it does not answer. */
export const loadDrafts = async (): Promise<void> => {
  const kept = await desk.call('draft.list');
  useDrafts.setState(({ byConversation }) => ({
    isLoaded: true,
    byConversation: { ...Object.fromEntries(Object.entries(kept).map(([id, { text, at, media }]) => [id, { text, savedAt: at, ...(media === undefined ? {} : { media }) }])), ...byConversation },
  }));
};

/** The draft as the engine has it: another window of this seat wrote it. What is typed here and not saved yet wins. */
export const reloadDraft = async (conversation: ConversationId): Promise<void> => {
  const kept = (await desk.call('draft.list'))[conversation];
  if (due.has(conversation)) return;
  if (kept === undefined) drop(conversation);
  else put(conversation, { text: kept.text, savedAt: kept.at, ...(kept.media === undefined ? {} : { media: kept.media }) });
};
