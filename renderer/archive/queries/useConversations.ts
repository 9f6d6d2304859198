import { useSyncExternalStore } from 'react';
import type { ArchiveDb } from '../schema/db';
import { currentDb, subscribeArchive } from './connection';
import { ConversationStore, noConversations, type Conversations } from './conversationStore';

/** One store per window, kept once opened (every screen comes back to it); it follows the connection's database. */
let store: { readonly db: ArchiveDb; readonly conversations: ConversationStore } | undefined;
let shown: Conversations = noConversations;
let isFollowing = false;
const listeners = new Set<() => void>();

const announce = (): void => {
  if (store !== undefined) shown = store.conversations.current();
  for (const listener of [...listeners]) listener();
};

/** The old rows stay on screen until the new database has answered. */
const follow = (): void => {
  const db = currentDb();
  if (store?.db === db) return;
  store?.conversations.close();
  store = db === null ? undefined : { db, conversations: new ConversationStore(db, announce) };
  store?.conversations.open();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  if (!isFollowing) subscribeArchive(follow);
  isFollowing = true;
  follow();
  return () => listeners.delete(listener);
};

const current = (): Conversations => shown;

/** Every conversation, live and incremental; filter and order them with `filterConversations`. */
export const useConversations = (): Conversations => useSyncExternalStore(subscribe, current, current);
