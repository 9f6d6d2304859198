/** Every shortcut of the desk. `code` is the physical key (KeyboardEvent.code): the same in every layout and input method. */
export type Chord = { readonly code: string; readonly mod?: boolean; readonly alt?: boolean; readonly shift?: boolean };

/** `mod` is Ctrl, on a Mac the command key. */
export const keyMap = {
  nextConversation: { code: 'ArrowDown', alt: true },
  previousConversation: { code: 'ArrowUp', alt: true },
  longestWaiting: { code: 'ArrowDown', alt: true, shift: true },
  jump: { code: 'KeyK', mod: true },
  closeTab: { code: 'KeyW', mod: true },
  nextTab: { code: 'Tab', mod: true },
  previousTab: { code: 'Tab', mod: true, shift: true },
  tab1: { code: 'Digit1', mod: true },
  tab2: { code: 'Digit2', mod: true },
  tab3: { code: 'Digit3', mod: true },
  tab4: { code: 'Digit4', mod: true },
  tab5: { code: 'Digit5', mod: true },
  tab6: { code: 'Digit6', mod: true },
  tab7: { code: 'Digit7', mod: true },
  tab8: { code: 'Digit8', mod: true },
  tab9: { code: 'Digit9', mod: true },
  done: { code: 'KeyE', alt: true },
  doneAndNext: { code: 'KeyE', alt: true, mod: true },
  customerPanel: { code: 'KeyI', alt: true },
} as const satisfies Readonly<Record<string, Chord>>;

export type KeyAction = keyof typeof keyMap;

/** What of a KeyboardEvent decides; a test needs no browser. */
export type KeyPress = {
  readonly code: string; readonly ctrlKey: boolean; readonly metaKey: boolean; readonly altKey: boolean; readonly shiftKey: boolean;
  readonly isComposing: boolean; readonly keyCode: number;
};

/** True while an input method is at work: that key press belongs to it (229 is the browser's word for it). */
export const isComposing = (press: Pick<KeyPress, 'isComposing' | 'keyCode'>): boolean => press.isComposing || press.keyCode === 229;

/** The action of a key press, every modifier exactly as named; undefined during composition or for any other key. */
export const actionOf = (press: KeyPress, isMac: boolean, map: Readonly<Record<string, Chord>> = keyMap): KeyAction | undefined => {
  if (isComposing(press)) return undefined;
  const mod = isMac ? press.metaKey : press.ctrlKey;
  const other = isMac ? press.ctrlKey : press.metaKey;
  if (other) return undefined;
  const found = Object.entries(map).find(([, chord]) =>
    chord.code === press.code && (chord.mod ?? false) === mod && (chord.alt ?? false) === press.altKey && (chord.shift ?? false) === press.shiftKey);
  return found?.[0] as KeyAction | undefined; // keys of the map
};
