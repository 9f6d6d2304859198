import { describe, expect, it } from 'vitest';
import { actionOf, keyMap, type Chord, type KeyPress } from '#renderer/state/keyMap';

const press = (code: string, part: Partial<KeyPress> = {}): KeyPress =>
  ({ code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, keyCode: 0, ...part });

describe('key map', () => {
  it('needs every modifier exactly (bug: Alt+Shift+↓ also walks to the next)', () => {
    expect(actionOf(press('ArrowDown', { altKey: true }), false)).toBe('nextConversation');
    expect(actionOf(press('ArrowDown', { altKey: true, shiftKey: true }), false)).toBe('longestWaiting');
    expect(actionOf(press('ArrowDown'), false)).toBeUndefined();
    expect(actionOf(press('KeyK', { ctrlKey: true, altKey: true }), false)).toBeUndefined();
  });

  it('is silent while an input method composes (bug: Enter or Ctrl+K tears a half-typed word)', () => {
    expect(actionOf(press('KeyK', { ctrlKey: true, isComposing: true }), false)).toBeUndefined();
    expect(actionOf(press('KeyK', { ctrlKey: true, keyCode: 229 }), false)).toBeUndefined();
  });

  it('takes the command key on a Mac and only there', () => {
    expect(actionOf(press('KeyK', { metaKey: true }), true)).toBe('jump');
    expect(actionOf(press('KeyK', { ctrlKey: true }), true)).toBeUndefined();
    expect(actionOf(press('KeyK', { metaKey: true }), false)).toBeUndefined();
  });

  it('gives no chord to two actions', () => {
    const chords = Object.values(keyMap).map((chord: Chord) => [chord.code, chord.mod === true, chord.alt === true, chord.shift === true].join());
    expect(new Set(chords).size).toBe(chords.length);
  });
});
