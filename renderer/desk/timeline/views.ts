/** Where each timeline was left: kept while tabs switch, and beside the ledger over a restart. No record. */
import { useEffect, useState } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { loadLayout, saveLayout } from '../../state/layout';
import { forgetWithPerson } from '../../state/personal';
import { tornConversation } from '../../state/windowKind';

/** The topmost line in view, how far it is scrolled under the edge (px), and how many lines lie below it. */
export type View = { readonly key: string; readonly offset: number; readonly below: number };

const KEPT = 200;
/** A first start may wait this long for the engine's file, in ms; later reads are in memory. */
const PATIENCE_MS = 100;

const views = new Map<ConversationId, View>();
let isLoaded = false;
forgetWithPerson(() => {
  views.clear();
  isLoaded = false;
});

const restore = (saved: unknown): void => {
  if (typeof saved !== 'object' || saved === null) return;
  for (const [id, view] of Object.entries(saved)) {
    const { key, offset, below } = (view ?? {}) as Readonly<Record<string, unknown>>; // probed field by field
    const conversation = id as ConversationId; // our own saved key
    if (typeof key === 'string' && typeof offset === 'number' && typeof below === 'number' && !views.has(conversation)) views.set(conversation, { key, offset, below });
  }
};

/** The place a timeline was left at; `undefined` = at its end. */
export const viewOf = (conversation: ConversationId): View | undefined => views.get(conversation);

/** A window of one conversation tells its place to the main one, which keeps the file. */
const between = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('zuoxi:views');
type Told = { readonly conversation: ConversationId; readonly view: View | undefined };
if (tornConversation === undefined) between?.addEventListener('message', ({ data }: MessageEvent<Told>) => remember(data.conversation, data.view));

/** Remembers a place, or with `undefined` that the end is on show. */
export const keepView = (conversation: ConversationId, view: View | undefined): void => {
  remember(conversation, view);
  if (tornConversation !== undefined) between?.postMessage({ conversation, view } satisfies Told);
};

const remember = (conversation: ConversationId, view: View | undefined): void => {
  if (view === undefined && !views.has(conversation)) return;
  views.delete(conversation);
  if (view !== undefined) views.set(conversation, view);
  const [oldest] = views.keys();
  if (views.size > KEPT && oldest !== undefined) views.delete(oldest);
  saveLayout('views', () => Object.fromEntries([...views].map(([id, { key, offset, below }]) => [id, { key, offset, below }])));
};

/** True once kept places are known, or the engine took too long to tell: then timelines open at their end. */
export const useViewsLoaded = (): boolean => {
  const [isReady, setReady] = useState(isLoaded);
  useEffect(() => {
    if (isLoaded) return;
    let isGone = false;
    const finish = (): void => {
      isLoaded = true;
      if (!isGone) setReady(true);
    };
    const timer = setTimeout(finish, PATIENCE_MS);
    void loadLayout().then((layout) => {
      restore(layout['views']);
      finish();
    });
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, []);
  return isReady;
};
