import { useSyncExternalStore } from 'react';
import { AppError, fromWireError } from '#shared/domain/errors';
import { openingSearch, SEARCH_CHANNEL, type SearchMessage, type SearchState } from './messages';
import type { SearchPage, SearchQuery } from './searchQuery';

/** Longer than this without a word of it, nobody will answer. */
const ANSWER_MS = 20_000;
/** The desk first: the index opens when the window has been up for a moment. */
const START_AFTER_MS = 3000;

export type SearchWatch = {
  /** Nobody wants the answer any more: the promise rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Hears how far back a long search has come: every line behind that time (ms) was looked at. */
  readonly onCovered?: ((behind: number) => void) | undefined;
};

type Pending = Pick<SearchWatch, 'onCovered'> & { readonly resolve: (page: SearchPage) => void; readonly reject: (error: Error) => void; timer: ReturnType<typeof setTimeout> };

let state: SearchState = openingSearch;
let channel: BroadcastChannel | undefined;
const listeners = new Set<() => void>();
const pending = new Map<string, Pending>();

const settle = (id: string): Pending | undefined => {
  const asked = pending.get(id);
  if (asked === undefined) return undefined;
  pending.delete(id);
  clearTimeout(asked.timer);
  return asked;
};

/** No answer in time. */
const timeOut = (id: string): ReturnType<typeof setTimeout> => setTimeout(() => { settle(id)?.reject(new AppError('search.noAnswer')); }, ANSWER_MS);

const hearCovered = (id: string, behind: number): void => {
  const asked = pending.get(id);
  if (asked === undefined) return;
  clearTimeout(asked.timer);
  asked.timer = timeOut(id);
  asked.onCovered?.(behind);
};

const hear = ({ data }: MessageEvent<SearchMessage>): void => {
  if (data.kind === 'state') {
    ({ state } = data);
    for (const listener of [...listeners]) listener();
  }
  if (data.kind === 'covered') hearCovered(data.id, data.behind);
  if (data.kind !== 'answer') return;
  const asked = settle(data.id);
  if (data.page !== undefined) asked?.resolve(data.page);
  else if (data.error !== undefined) asked?.reject(fromWireError(data.error));
};

const open = (): BroadcastChannel => {
  if (channel !== undefined) return channel;
  channel = new BroadcastChannel(SEARCH_CHANNEL);
  channel.onmessage = hear;
  channel.postMessage({ kind: 'askState' } satisfies SearchMessage);
  return channel;
};

/** Starts this window's search worker a moment later; only one of all windows' workers holds the index. Returns the stopper. */
export const startSearch = (): (() => void) => {
  let worker: Worker | undefined;
  const timer = setTimeout(() => {
    open();
    worker = new Worker(new URL('./searchWorker.ts', import.meta.url), { type: 'module', name: 'search' });
  }, START_AFTER_MS);
  return () => {
    clearTimeout(timer);
    worker?.terminate();
    channel?.close();
    channel = undefined;
  };
};

/** Rejects with `search.noAnswer` when the worker does not answer, else with what it says. */
export const searchMessages = (query: SearchQuery, { signal, onCovered }: SearchWatch = {}): Promise<SearchPage> => {
  const id = crypto.randomUUID();
  return new Promise((resolve, reject) => {
    pending.set(id, { resolve, reject, onCovered, timer: timeOut(id) });
    signal?.addEventListener('abort', () => {
      const asked = settle(id);
      if (asked === undefined) return;
      open().postMessage({ kind: 'drop', id } satisfies SearchMessage);
      asked.reject(signal.reason);
    }, { once: true });
    open().postMessage({ kind: 'ask', id, query } satisfies SearchMessage);
  });
};

const subscribe = (listener: () => void): (() => void) => {
  open();
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useSearchState = (): SearchState => useSyncExternalStore(subscribe, () => state, () => state);
