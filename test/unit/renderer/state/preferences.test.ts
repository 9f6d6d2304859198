import { describe, expect, it } from 'vitest';
import { recordPress, withChord, withShipped } from '#renderer/admin/settings/recordChord';
import { readKeyFile, writeKeyFile } from '#renderer/admin/settings/keyFile';
import type { KeyPress } from '#renderer/state/chord';
import { defaultPreferences, preferencesToJson, restorePreferences, type Preferences } from '#renderer/state/preferenceFields';

const press = (code: string, part: Partial<KeyPress> = {}): KeyPress =>
  ({ code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, keyCode: 0, ...part });

describe('preferences', () => {
  it('come back as they were kept', () => {
    const chosen: Preferences = {
      ...defaultPreferences, theme: 'dark', locale: 'en', zoom: 1.25, density: 'roomy', messageSize: 18, sendWith: 'modEnter',
      keys: { done: { code: 'KeyJ', alt: true }, closeTab: null },
      alerts: { ...defaultPreferences.alerts, volume: 0.2, accounts: { 'acc-1': 'none' }, repeats: ['overdue', 'failed'] },
    };
    expect(restorePreferences(JSON.parse(JSON.stringify(preferencesToJson(chosen))), defaultPreferences)).toEqual(chosen);
  });

  it('lose only what is damaged (bug: one bad field resets the language)', () => {
    const restored = restorePreferences({ theme: 'dark', zoom: 'huge', keys: { done: 'nonsense', nobody: 'Alt+KeyJ', closeTab: 'KeyE', help: 'F2' }, alerts: { volume: 7, notify: false }, extra: 1 }, defaultPreferences);
    expect(restored).toMatchObject({ theme: 'dark', zoom: 1, keys: { help: { code: 'F2' } }, alerts: { volume: 0.6, notify: false } });
    expect(Object.keys(restored.keys)).toEqual(['help']);
    for (const nothing of [undefined, null, 'x', []]) expect(restorePreferences(nothing, defaultPreferences)).toEqual(defaultPreferences);
  });
});

describe('recording a chord', () => {
  const record = (code: string, part: Partial<KeyPress> = {}) => recordPress(press(code, part), false, 'longestWaiting', {});

  it('waits for a key, cancels, clears, refuses, warns, names who has it', () => {
    expect(record('AltLeft', { altKey: true }).kind).toBe('nothing');
    expect(record('KeyK', { ctrlKey: true, isComposing: true }).kind).toBe('nothing');
    expect(record('Escape').kind).toBe('cancel');
    expect(record('Backspace').kind).toBe('clear');
    expect(record('KeyJ')).toMatchObject({ kind: 'refused', problem: 'plain' });
    expect(record('KeyA', { ctrlKey: true, altKey: true })).toMatchObject({ kind: 'set', warning: 'messenger' });
    expect(record('KeyE', { altKey: true })).toMatchObject({ kind: 'taken', others: ['done'] });
    expect(record('KeyJ', { altKey: true })).toEqual({ kind: 'set', chord: { code: 'KeyJ', alt: true } });
  });

  it('takes over, and gives back: nobody ever shares a chord (bug: resetting one leaves two on the same key)', () => {
    const taken = withChord({}, 'longestWaiting', { code: 'KeyE', alt: true }, ['done']);
    expect(taken).toEqual({ done: null, longestWaiting: { code: 'KeyE', alt: true } });
    expect(withShipped(taken, 'done', { code: 'KeyE', alt: true })).toEqual({ longestWaiting: null });
  });
});

describe('file of shortcuts', () => {
  it('is read back and nothing else is', () => {
    const keys = { done: { code: 'KeyJ', alt: true }, closeTab: null } as const;
    expect(readKeyFile(writeKeyFile(keys))).toEqual(keys);
    for (const text of ['', '{}', '[]', '{"zuoxi":"keys","version":2,"keys":{}}']) expect(readKeyFile(text), text).toBeUndefined();
  });
});
