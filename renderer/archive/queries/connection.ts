import { useSyncExternalStore } from 'react';
import { ArchiveDb, EARLY_ARCHIVE, MAIN_ARCHIVE } from '../schema/db';
import { receiveChange } from './changeFeed';
import { openKept } from './keptArchive';
import { ARCHIVE_CHANNEL, CHANGES_CHANNEL, openingState, type ArchiveBroadcast, type ArchiveChange, type ArchiveState, type FromWorker, type ToWorker } from '../worker/messages';

type Connection = { readonly state: ArchiveState; readonly db: ArchiveDb | null };

let connection: Connection = { state: openingState, db: null };
const listeners = new Set<() => void>();

/** Read before the worker has said a word: it takes over with `ready`, or with another phase when it is not so. */
const keptState: ArchiveState = { ...openingState, phase: 'ready' };

const isReadable = (state: ArchiveState): boolean => state.phase === 'ready' || state.phase === 'rebuilding';
const nameOf = (state: ArchiveState): string => (state.early ? EARLY_ARCHIVE : MAIN_ARCHIVE);

const databaseFor = (state: ArchiveState): ArchiveDb | null => {
  const { db } = connection;
  const isKept = connection.state === keptState && state.phase === 'ready';
  const isSame = db !== null && db.name === nameOf(state) && (isKept || connection.state.generation === state.generation);
  if (isReadable(state) && isSame) return db;
  db?.close({ disableAutoOpen: true });
  return isReadable(state) ? new ArchiveDb(nameOf(state)) : null;
};

const setConnection = (next: Connection): void => {
  connection = next;
  for (const listener of [...listeners]) listener();
};

/** Shows what an earlier run completed, unless the worker spoke first; whether there was any. Exported for tests. */
export const showKept = async (name?: string): Promise<boolean> => {
  const db = await openKept(name);
  if (db === undefined) return false;
  if (connection.state === openingState) setConnection({ state: keptState, db });
  else db.close({ disableAutoOpen: true });
  return true;
};

let tellShown: () => void = () => undefined;
const shown = new Promise<void>((resolve) => { tellShown = resolve; });

/** The first rows of this window are there to be drawn. */
export const noteShown = (): void => tellShown();

/** Longer than a list needs even on a slow machine, ms: a window that shows no list must be kept up to date as well. */
const LIST_MS = 1_500;

/** Until the kept list stands on the screen. */
const untilShown = async (): Promise<void> => {
  if (await showKept()) await Promise.race([shown, new Promise((resolve) => { setTimeout(resolve, LIST_MS); })]);
};

/** Takes what the writing worker says. Exported for tests, which have no worker. */
export const receiveState = (state: ArchiveState): void => {
  setConnection({ state, db: databaseFor(state) });
};

export const subscribeArchive = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The database queries read now; null while none can be read. */
export const currentDb = (): ArchiveDb | null => connection.db;
export const currentState = (): ArchiveState => connection.state;

/** Number of the archive whose writer tells its changes; `undefined` when only a live query hears of them. */
export const currentFeed = (): number | undefined => (connection.db !== null && connection.state.fed === true ? connection.state.generation : undefined);

export const useArchiveFeed = (): number | undefined => useSyncExternalStore(subscribeArchive, currentFeed, currentFeed);

export const useArchiveDb = (): ArchiveDb | null => useSyncExternalStore(subscribeArchive, currentDb, currentDb);

/** Phase and progress of the archive, for the start screen and the line "rebuilding, 62 %". */
export const useArchiveState = (): ArchiveState => useSyncExternalStore(subscribeArchive, currentState, currentState);

const isMadeAnew = (): boolean => connection.state.phase === 'rebuilding' && !connection.state.early;

/** True while the archive is made anew and only holds what was applied so far: what is missing is no news. */
export const useIsArchiveMadeAnew = (): boolean => useSyncExternalStore(subscribeArchive, isMadeAnew, isMadeAnew);

export type Archive = {
  /** A fresh port that came unasked (the engine started again): replaces the one in use. */
  readonly givePort: (port: MessagePort) => void;
  readonly stop: () => void;
};

/**
 * Starts this window's archive worker. `getPort` is called at once and whenever the worker lost its port; when it
 * rejects, it is asked again after a pause. Call once per window, early.
 */
export const startArchive = (getPort: () => Promise<MessagePort>): Archive => {
  let worker: Worker | undefined;
  const channel = new BroadcastChannel(ARCHIVE_CHANNEL);
  const others = new BroadcastChannel(CHANGES_CHANNEL);
  let isStopped = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  // The list of the last run comes first: loading the worker beside it would take the processor from it.
  const listFirst = untilShown();
  const givePort = (port: MessagePort): void => {
    void listFirst.then(() => {
      if (isStopped) return;
      worker ??= startWorker();
      worker.postMessage({ cmd: 'port' } satisfies ToWorker, [port]);
    });
  };
  const askPort = (): void => {
    if (isStopped) return;
    getPort().then(givePort, () => { retry = setTimeout(askPort, PORT_RETRY_MS); });
  };

  const startWorker = (): Worker => {
    const started = new Worker(new URL('../worker/worker.ts', import.meta.url), { type: 'module', name: 'archive' });
    started.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.cmd !== 'changed') return askPort();
      // This window's worker is the one that writes, and does so until it ends with the window: no other's news will come.
      others.close();
      receiveChange(data.change);
    };
    return started;
  };
  channel.onmessage = ({ data }: MessageEvent<ArchiveBroadcast>) => {
    if ('state' in data) receiveState(data.state);
  };
  others.onmessage = ({ data }: MessageEvent<ArchiveChange>) => receiveChange(data);
  channel.postMessage({ ask: true } satisfies ArchiveBroadcast);
  askPort();

  const stop = (): void => {
    isStopped = true;
    clearTimeout(retry);
    channel.close();
    others.close();
    worker?.terminate();
    receiveState(openingState);
  };
  return { givePort, stop };
};

const PORT_RETRY_MS = 500;
