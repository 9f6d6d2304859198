import { useSyncExternalStore } from 'react';
import type { ArchiveDb } from '../schema/db';
import { currentDb, currentFeed, noteShown, subscribeArchive } from './connection';
import { ConversationStore, noConversations, type Conversations } from './conversationStore';

/** One store per window, kept once opened (every screen comes back to it); it follows the connection's database. */
let store: { readonly db: ArchiveDb; readonly feed: number | undefined; readonly conversations: ConversationStore } | undefined;
let shown: Conversations = noConversations;
let isFollowing = false;
const listeners = new Set<() => void>();

/** After the paint that follows, once somebody draws what was read. */
const noteDrawn = (): void => {
  if (shown.ready && listeners.size > 0) requestAnimationFrame(() => { setTimeout(noteShown); });
};

let tellFirst: (rows: Conversations['rows']) => void = () => undefined;
const first = new Promise<Conversations['rows']>((resolve) => { tellFirst = resolve; });

const announce = (): void => {
  if (store !== undefined) shown = store.conversations.current();
  if (shown.ready) tellFirst(shown.rows);
  noteDrawn();
  for (const listener of [...listeners]) listener();
};

/** The old rows stay on screen until the new database has answered. */
const follow = (): void => {
  const db = currentDb();
  const feed = currentFeed();
  if (store?.db === db && store?.feed === feed) return;
  const isSame = store !== undefined && store.db === db;
  if (!isSame) store?.conversations.close();
  store = db === null ? undefined : { db, feed, conversations: isSame && store !== undefined ? store.conversations : new ConversationStore(db, announce) };
  store?.conversations.open(feed);
};

/** Reads all conversations and follows them from now on, whether anybody looks or not; once is enough. Resolves with the first that were read. */
export const keepConversations = (): Promise<Conversations['rows']> => {
  if (!isFollowing) subscribeArchive(follow);
  isFollowing = true;
  follow();
  return first;
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  void keepConversations();
  noteDrawn();
  return () => listeners.delete(listener);
};

const current = (): Conversations => shown;

/** Every conversation, live and incremental; filter and order them with `filterConversations`. */
export const useConversations = (): Conversations => useSyncExternalStore(subscribe, current, current);
