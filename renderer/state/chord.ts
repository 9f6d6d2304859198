/** One combination of keys. `code` is the physical key (KeyboardEvent.code): the same in every layout and input method. */
export type Chord = { readonly code: string; readonly mod?: boolean; readonly alt?: boolean; readonly shift?: boolean };

/** What of a KeyboardEvent decides; a test needs no browser. */
export type KeyPress = {
  readonly code: string; readonly ctrlKey: boolean; readonly metaKey: boolean; readonly altKey: boolean; readonly shiftKey: boolean;
  readonly isComposing: boolean; readonly keyCode: number; readonly getModifierState?: (key: string) => boolean;
};

/** True while an input method is at work: that key press belongs to it (229 is the browser's word for it). */
export const isComposing = (press: Pick<KeyPress, 'isComposing' | 'keyCode'>): boolean => press.isComposing || press.keyCode === 229;

/** AltGr writes a character (€ on many keyboards) although it says Ctrl and Alt. */
const writesCharacter = (press: KeyPress): boolean => press.getModifierState?.('AltGraph') ?? false;

const MODIFIERS: ReadonlySet<string> = new Set(['ControlLeft', 'ControlRight', 'AltLeft', 'AltRight', 'ShiftLeft', 'ShiftRight', 'MetaLeft', 'MetaRight', 'CapsLock', 'Fn']);

/** The chord of a key press; undefined during composition, for AltGr, and for a modifier alone. `mod` is Ctrl, on a Mac the command key. */
export const chordOf = (press: KeyPress, isMac: boolean): Chord | undefined => {
  if (isComposing(press) || writesCharacter(press) || MODIFIERS.has(press.code) || press.code === '') return undefined;
  if (isMac ? press.ctrlKey : press.metaKey) return undefined;
  const mod = isMac ? press.metaKey : press.ctrlKey;
  return { code: press.code, ...(mod && { mod }), ...(press.altKey && { alt: true }), ...(press.shiftKey && { shift: true }) };
};

export const isSameChord = (a: Chord, b: Chord): boolean =>
  a.code === b.code && (a.mod ?? false) === (b.mod ?? false) && (a.alt ?? false) === (b.alt ?? false) && (a.shift ?? false) === (b.shift ?? false);

/** The chord as it is kept and exported: `Mod+Alt+Shift+KeyE`. */
export const chordText = (chord: Chord): string => [...(chord.mod ? ['Mod'] : []), ...(chord.alt ? ['Alt'] : []), ...(chord.shift ? ['Shift'] : []), chord.code].join('+');

const TEXT = /^(Mod\+)?(Alt\+)?(Shift\+)?([A-Z][A-Za-z0-9]{1,24})$/;

/** Reads `chordText` back; undefined for anything else. */
export const parseChord = (text: string): Chord | undefined => {
  const match = TEXT.exec(text);
  const code = match?.[4];
  if (!match || code === undefined || MODIFIERS.has(code)) return undefined;
  return { code, ...(match[1] && { mod: true }), ...(match[2] && { alt: true }), ...(match[3] && { shift: true }) };
};

const CAPS: Readonly<Record<string, string>> = {
  ArrowDown: '↓', ArrowUp: '↑', ArrowLeft: '←', ArrowRight: '→', Slash: '/', Backslash: '\\', Comma: ',', Period: '.', Semicolon: ';', Quote: "'",
  BracketLeft: '[', BracketRight: ']', Minus: '-', Equal: '=', Backquote: '`', Space: 'Space', Escape: 'Esc', Delete: 'Del', PageUp: 'PgUp', PageDown: 'PgDn',
};
const cap = (code: string): string => CAPS[code] ?? code.replace(/^(Key|Digit)/, '').replace(/^Numpad/, 'Num ');

const join = (chord: Chord, isMac: boolean, key: string): string =>
  [...(chord.mod ? [isMac ? '⌘' : 'Ctrl'] : []), ...(chord.alt ? [isMac ? '⌥' : 'Alt'] : []), ...(chord.shift ? ['Shift'] : []), key].join('+');

/** As a person reads it: `Alt+Shift+↓`. */
export const chordWords = (chord: Chord, isMac: boolean): string => join(chord, isMac, cap(chord.code));

/** As `aria-keyshortcuts` wants it: `Alt+Shift+ArrowDown`. */
export const chordForAria = (chord: Chord, isMac: boolean): string =>
  join(chord, isMac, chord.code.replace(/^(Key|Digit)/, '')).replace('Ctrl', 'Control').replace('⌘', 'Meta').replace('⌥', 'Alt');

/**
 * Why a chord cannot be given to an action. `plain`: it would swallow a character or a movement of the caret.
 * `editing`: copy, paste, undo and the like belong to the text. `system`: the window or the system keeps it.
 * `messenger`: QQ and WeChat take it everywhere on most desks (warned about, not refused).
 */
export type ChordProblem = 'plain' | 'editing' | 'system' | 'messenger';

const EDITING: readonly string[] = ['Mod+KeyC', 'Mod+KeyV', 'Mod+KeyX', 'Mod+KeyA', 'Mod+KeyZ', 'Mod+KeyY', 'Mod+Shift+KeyZ', 'Mod+Shift+KeyV', 'Mod+Enter', 'Mod+Backspace', 'Mod+Delete', 'Mod+ArrowLeft', 'Mod+ArrowRight'];
const SYSTEM: readonly string[] = ['Alt+F4', 'Alt+Tab', 'Alt+Space', 'F11', 'Mod+Alt+Delete', 'Mod+Shift+Escape'];
const MESSENGER: readonly string[] = ['Mod+Alt+KeyA', 'Mod+Alt+KeyW', 'Mod+Alt+KeyZ'];

export const chordProblem = (chord: Chord): ChordProblem | undefined => {
  const text = chordText(chord);
  if (SYSTEM.includes(text)) return 'system';
  if (EDITING.includes(text)) return 'editing';
  if (!chord.mod && !chord.alt && !/^F\d{1,2}$/.test(chord.code)) return 'plain';
  return MESSENGER.includes(text) ? 'messenger' : undefined;
};
