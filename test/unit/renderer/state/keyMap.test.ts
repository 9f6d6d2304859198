import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { messages } from '#renderer/i18n/catalog/all';
import { chordForAria, chordOf, chordProblem, chordText, chordWords, parseChord, type KeyPress } from '#renderer/state/chord';
import { actionsOf, canMeet, chordsOf, conflictsOf, keyActions, keyEntry, keyMap } from '#renderer/state/keyMap';

const press = (code: string, part: Partial<KeyPress> = {}): KeyPress =>
  ({ code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, keyCode: 0, ...part });

const sources = (folder: string): readonly string[] => readdirSync(folder).flatMap((name) => {
  const path = join(folder, name);
  return statSync(path).isDirectory() ? sources(path) : /\.tsx?$/u.test(name) ? [readFileSync(path, 'utf8')] : [];
});

describe('key map', () => {
  it('needs every modifier exactly (bug: Alt+Shift+↓ also walks to the next)', () => {
    expect(actionsOf(press('ArrowDown', { altKey: true }), false)).toEqual(['nextConversation']);
    expect(actionsOf(press('ArrowDown', { altKey: true, shiftKey: true }), false)).toEqual(['longestWaiting']);
    expect(actionsOf(press('ArrowDown'), false)).toEqual([]);
    expect(actionsOf(press('KeyK', { ctrlKey: true, altKey: true }), false)).toEqual([]);
  });

  it('is silent while an input method composes (bug: Enter or Ctrl+K tears a half-typed word)', () => {
    expect(actionsOf(press('KeyK', { ctrlKey: true, isComposing: true }), false)).toEqual([]);
    expect(actionsOf(press('KeyK', { ctrlKey: true, keyCode: 229 }), false)).toEqual([]);
  });

  it('leaves AltGr to the keyboard layout (bug: typing € finishes the conversation)', () => {
    const altGr = press('KeyE', { ctrlKey: true, altKey: true, getModifierState: (key) => key === 'AltGraph' });
    expect(actionsOf(altGr, false)).toEqual([]);
    expect(actionsOf(press('KeyE', { ctrlKey: true, altKey: true, getModifierState: () => false }), false)).toEqual(['doneAndNext']);
  });

  it('takes the command key on a Mac and only there', () => {
    expect(actionsOf(press('KeyK', { metaKey: true }), true)).toEqual(['jump']);
    expect(actionsOf(press('KeyK', { ctrlKey: true }), true)).toEqual([]);
    expect(actionsOf(press('KeyK', { metaKey: true }), false)).toEqual([]);
  });

  it('ships no chord twice where two actions can meet, none that is refused, none that QQ and WeChat take', () => {
    for (const action of keyActions) {
      for (const chord of chordsOf(action, {})) {
        expect(conflictsOf(action, chord, {}), action).toEqual([]);
        expect(chordProblem(chord), action).toBeUndefined();
      }
    }
  });

  it('answers a chosen chord alone, and gives up the shipped one (bug: the old key still acts after rebinding)', () => {
    const choices = { zoomIn: { code: 'KeyB', mod: true }, done: null } as const;
    expect(actionsOf(press('KeyB', { ctrlKey: true }), false, choices)).toEqual(['zoomIn']);
    expect(actionsOf(press('NumpadAdd', { ctrlKey: true }), false, choices)).toEqual([]);
    expect(actionsOf(press('KeyE', { altKey: true }), false, choices)).toEqual([]);
  });

  it('finds conflicts only where two actions can meet', () => {
    expect(conflictsOf('longestWaiting', { code: 'KeyE', alt: true }, {})).toEqual(['done']);
    expect(conflictsOf('longestWaiting', { code: 'KeyE', alt: true }, { done: null })).toEqual([]);
    expect(canMeet('conversation', 'window')).toBe(true);
    expect(canMeet('admin', 'conversation')).toBe(false);
  });

  it('names every action in both languages, and somebody answers each (bug: a line of the help does nothing)', () => {
    const all = sources(join(import.meta.dirname, '../../../../renderer')).join('\n');
    for (const action of keyActions) {
      for (const locale of ['zh-CN', 'en'] as const) {
        expect(messages[locale][`key.${action}`], `${locale} key.${action}`).toBeDefined();
        expect(messages[locale][`keyGroup.${keyEntry(action).group}`]).toBeDefined();
      }
      expect(all.includes(`useKey('${action}'`), `somebody calls useKey('${action}', …)`).toBe(true);
    }
    expect(keyActions).toEqual(Object.keys(keyMap));
  });
});

describe('chords', () => {
  it('read back what they write (bug: an exported key map cannot be imported)', () => {
    for (const text of ['Mod+Alt+Shift+KeyE', 'Alt+ArrowDown', 'F9', 'Mod+Slash']) {
      const chord = parseChord(text);
      expect(chord && chordText(chord)).toBe(text);
    }
    for (const text of ['', 'Ctrl+K', 'Shift+Mod+KeyK', 'Mod+', 'Mod+AltLeft', 'Mod+key', 'Mod+KeyK ']) expect(parseChord(text), text).toBeUndefined();
  });

  it('say why a chord cannot be taken (bug: binding E alone swallows every e)', () => {
    expect(chordProblem({ code: 'KeyE' })).toBe('plain');
    expect(chordProblem({ code: 'KeyE', shift: true })).toBe('plain');
    expect(chordProblem({ code: 'KeyC', mod: true })).toBe('editing');
    expect(chordProblem({ code: 'F4', alt: true })).toBe('system');
    expect(chordProblem({ code: 'KeyA', mod: true, alt: true })).toBe('messenger');
    expect(chordProblem({ code: 'F8' })).toBeUndefined();
  });

  it('wait for a key beside the modifiers, and read as people and screen readers want', () => {
    expect(chordOf(press('ControlLeft', { ctrlKey: true }), false)).toBeUndefined();
    const chord = { code: 'ArrowDown', alt: true, shift: true };
    expect(chordWords(chord, false)).toBe('Alt+Shift+↓');
    expect(chordForAria(chord, false)).toBe('Alt+Shift+ArrowDown');
    expect(chordWords({ code: 'KeyK', mod: true }, true)).toBe('⌘+K');
  });
});
