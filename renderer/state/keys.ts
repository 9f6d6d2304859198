import { useEffect, useEffectEvent } from 'react';
import { actionOf, keyMap, type Chord, type KeyAction } from './keyMap';

const isMac = navigator.userAgent.includes('Mac OS');
const handlers = new Map<KeyAction, (() => void)[]>();

/** Listens for the whole window, before any field sees the key. Call once. */
export const startKeys = (): void => {
  window.addEventListener('keydown', (event) => {
    const action = actionOf(event, isMac);
    const handler = action === undefined ? undefined : handlers.get(action)?.at(-1);
    if (handler === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    handler();
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

const arrows: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑', ArrowLeft: '←', ArrowRight: '→', Slash: '/' };
const cap = (code: string): string => arrows[code] ?? code.replace(/^(Key|Digit)/, '');
const parts = (chord: Chord, key: string): readonly string[] => [
  ...(chord.mod ? [isMac ? '⌘' : 'Ctrl'] : []), ...(chord.alt ? [isMac ? '⌥' : 'Alt'] : []), ...(chord.shift ? ['Shift'] : []), key,
];

/** As a person reads it: `Alt+Shift+↓`. */
export const keyWords = (action: KeyAction): string => parts(keyMap[action], cap(keyMap[action].code)).join('+');

/** As `aria-keyshortcuts` wants it: `Alt+Shift+ArrowDown`. */
export const keyShortcut = (action: KeyAction): string =>
  parts(keyMap[action], keyMap[action].code.replace(/^(Key|Digit)/, '')).join('+').replace('Ctrl', 'Control').replace('⌘', 'Meta').replace('⌥', 'Alt');
