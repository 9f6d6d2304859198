import { useSyncExternalStore } from 'react';

// One timer for every clock on the screen; it sleeps while nobody looks.
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setTimeout> | undefined;

const tick = (): void => {
  now = Date.now();
  for (const listener of listeners) listener();
  plan();
};

const plan = (): void => {
  if (timer !== undefined) clearTimeout(timer);
  timer = undefined;
  if (listeners.size > 0 && document.visibilityState === 'visible') timer = setTimeout(tick, 1000 - (Date.now() % 1000));
};

const subscribe = (listener: () => void): (() => void) => {
  if (listeners.size === 0) {
    now = Date.now();
    document.addEventListener('visibilitychange', tick);
  }
  listeners.add(listener);
  plan();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener('visibilitychange', tick);
    plan();
  };
};

/** Wall clock in ms, renewed once per whole second while the window is visible. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);
