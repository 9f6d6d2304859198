import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { EngineState, VaultState } from '#shared/ipc/appRoutes';
import type { DeskEvents } from '#shared/ipc/deskRoutes';
import { app } from './app';
import { desk } from './desk';

/** The last announcement of main, asked for once at the start; undefined until it is known. */
const watch = <T>(read: () => Promise<T>, listen: (listener: (value: T) => void) => () => void) => {
  let value: T | undefined;
  let stop: (() => void) | undefined;
  const listeners = new Set<() => void>();
  const set = (next: T): void => {
    value = next;
    for (const listener of listeners) listener();
  };
  const start = (): void => {
    let isNewer = false;
    stop = listen((next) => {
      isNewer = true;
      set(next);
    });
    read().then((first) => {
      if (!isNewer) set(first);
    }).catch(() => undefined); // no main to ask: the value stays unknown, which the screen shows as such
  };
  return {
    subscribe: (listener: () => void): (() => void) => {
      if (listeners.size === 0) start();
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stop?.();
      };
    },
    get: (): T | undefined => value,
  };
};

const engine = watch<EngineState>(() => app.request('engine.state'), (listener) => app.on('engine.state', listener));
const vault = watch<VaultState>(() => app.request('vault.state'), (listener) => app.on('vault.state', listener));
const maximized = watch<boolean>(() => Promise.resolve(false), (listener) => app.on('window.maximized', (data) => listener(data.maximized)));

/** State of the engine as main sees it; undefined for the first moment. */
export const useEngineState = (): EngineState | undefined => useSyncExternalStore(engine.subscribe, engine.get);

/** State of the vault; undefined for the first moment. */
export const useVaultState = (): VaultState | undefined => useSyncExternalStore(vault.subscribe, vault.get);

export const useIsMaximized = (): boolean => useSyncExternalStore(maximized.subscribe, maximized.get) ?? false;

/** Whether commands reach the engine now (else they wait up to ten seconds). */
export const useIsDeskConnected = (): boolean => useSyncExternalStore(desk.onConnection, desk.isConnected);

/** Calls `listener` for each such event of the engine while mounted; the latest listener counts. */
export const useDeskEvent = <E extends keyof DeskEvents>(event: E, listener: (data: DeskEvents[E]) => void): void => {
  const latest = useEffectEvent(listener);
  useEffect(() => desk.on(event, (data) => latest(data)), [event]);
};
