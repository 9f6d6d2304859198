import { useSyncExternalStore, type ComponentType } from 'react';

/** A component in a chunk of its own that is asked for before it is drawn. */
export type Preloaded<P> = {
  /** Once is enough; after a failure the next call asks again. */
  readonly load: () => Promise<void>;
  /** `undefined` until it is there; asks for it where nobody has. */
  readonly useComponent: () => ComponentType<P> | undefined;
};

/** Drawn in the very frame that wants it: a fallback of React's `lazy`, once shown, stands for 300 ms (FALLBACK_THROTTLE_MS). */
export const preloaded = <P>(bring: () => Promise<ComponentType<P>>): Preloaded<P> => {
  const listeners = new Set<() => void>();
  let component: ComponentType<P> | undefined;
  let asked: Promise<void> | undefined;
  const load = (): Promise<void> => {
    asked ??= bring().then((brought) => {
      component = brought;
      for (const listener of [...listeners]) listener();
    }).catch((cause: unknown) => {
      asked = undefined;
      throw cause;
    });
    return asked;
  };
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    void load();
    return () => listeners.delete(listener);
  };
  const current = (): ComponentType<P> | undefined => component;
  return { load, useComponent: () => useSyncExternalStore(subscribe, current, current) };
};
