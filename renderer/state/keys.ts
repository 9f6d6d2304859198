import { useEffect, useEffectEvent } from 'react';
import { chordForAria, chordWords } from './chord';
import { actionsOf, chordFor, keyActions, keyEntry, type KeyAction, type KeyChoices } from './keyMap';
import { usePreferences } from './preferences';

export const isMac = navigator.userAgent.includes('Mac OS');
const handlers = new Map<KeyAction, (() => void)[]>();

/** A dialog over the desk keeps the desk's keys away; what belongs to the whole window still works. */
const hasModal = (): boolean =>
  document.querySelector('dialog:modal, [aria-modal="true"]:not([aria-hidden="true"])')?.checkVisibility() ?? false;

/** Keys pressed in an embedded page are that page's, those pressed to be recorded the recorder's. */
const isForeign = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.matches('webview, iframe, [data-recorder]');

/** The action this press means now: bound to it, mounted, and not under a dialog. */
const meant = (event: KeyboardEvent): KeyAction | undefined => {
  if (isForeign(event.target)) return undefined;
  const bound = actionsOf(event, isMac, usePreferences.getState().keys).filter(isAvailable);
  return bound.length > 0 && hasModal() ? bound.find((action) => keyEntry(action).scope === 'window') : bound[0];
};

/** Listens for the whole window, before any field sees the key. Call once. */
export const startKeys = (): void => {
  window.addEventListener('keydown', (event) => {
    const action = meant(event);
    if (action === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    // A key held down must not finish one conversation after the other.
    if (!event.repeat || keyEntry(action).repeats) runAction(action);
  }, { capture: true });
};

/** Answers a shortcut while mounted; of several the one mounted last. Without a handler the key does nothing special. */
export const useKey = (action: KeyAction, handler: () => void): void => {
  const latest = useEffectEvent(handler);
  useEffect(() => {
    const own = (): void => latest();
    handlers.set(action, [...(handlers.get(action) ?? []), own]);
    return () => {
      handlers.set(action, (handlers.get(action) ?? []).filter((other) => other !== own));
    };
  }, [action]);
};

/** Whether the action can be done now: somebody on the screen answers it. */
export const isAvailable = (action: KeyAction): boolean => (handlers.get(action)?.length ?? 0) > 0;

/** Everything that can be done now, in the order of the registry. */
export const availableActions = (): readonly KeyAction[] => keyActions.filter(isAvailable);

/** Does it; nothing when it cannot be done now. */
export const runAction = (action: KeyAction): void => handlers.get(action)?.at(-1)?.();

const wordsOf = (action: KeyAction, choices: KeyChoices): string => {
  const chord = chordFor(action, choices);
  return chord === null ? '' : chordWords(chord, isMac);
};

/** The shortcut as a person reads it, `Alt+Shift+↓`; '' when it has none. Read at render: what stays on screen uses `useKeyWords`. */
export const keyWords = (action: KeyAction): string => wordsOf(action, usePreferences.getState().keys);

/** As `aria-keyshortcuts` wants it: `Alt+Shift+ArrowDown`; undefined when it has none. */
export const keyShortcut = (action: KeyAction): string | undefined => {
  const chord = chordFor(action, usePreferences.getState().keys);
  return chord === null ? undefined : chordForAria(chord, isMac);
};

/** `keyWords` that follows rebinding. */
export const useKeyWords = (): ((action: KeyAction) => string) => {
  const choices = usePreferences((preferences) => preferences.keys);
  return (action) => wordsOf(action, choices);
};
