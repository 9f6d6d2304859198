/** What a person may choose about the desk, made whole from whatever was kept. Pure. */
import { z } from 'zod';
import { alertSettingsSchema, defaultAlerts, type AlertSettings } from '#shared/domain/alert';
import type { Locale } from '../i18n/catalog/all';
import { chordProblem, chordText, parseChord, type Chord } from './chord';
import { keyActions, type KeyChoices } from './keyMap';

export type ThemeChoice = 'system' | 'light' | 'dark';
/** `auto`: compact rows below 820 px of height, as the look has it. */
export type Density = 'auto' | 'compact' | 'roomy';
export type SendWith = 'enter' | 'modEnter';

export type Preferences = {
  readonly theme: ThemeChoice;
  readonly locale: Locale;
  /** Factor of the whole window, 0.8 … 2. */
  readonly zoom: number;
  readonly density: Density;
  /** px of message text and composer, 12 … 20. */
  readonly messageSize: number;
  readonly sendWith: SendWith;
  readonly keys: KeyChoices;
  readonly alerts: AlertSettings;
};

export const ZOOMS: readonly number[] = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];
export const MESSAGE_SIZES: readonly number[] = [12, 13, 14, 15, 16, 18, 20];

export const defaultPreferences: Preferences = {
  theme: 'system', locale: 'zh-CN', zoom: 1, density: 'auto', messageSize: 14, sendWith: 'enter', keys: {}, alerts: defaultAlerts,
};

const jsonSchema = z.json();
export type JsonValue = z.infer<typeof jsonSchema>;

const field = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** Field by field: one that is damaged or unknown falls back alone. */
const kept = z.object({
  theme: field(z.enum(['system', 'light', 'dark'])),
  locale: field(z.enum(['zh-CN', 'en'])),
  zoom: field(z.number().min(0.5).max(2)),
  density: field(z.enum(['auto', 'compact', 'roomy'])),
  messageSize: field(z.number().int().min(12).max(20)),
  sendWith: field(z.enum(['enter', 'modEnter'])),
  keys: field(z.record(z.string(), z.string().nullable())),
  alerts: field(z.record(z.string(), z.unknown())),
}).catch({});

/** Chords by action as they are kept and exported (`Mod+KeyK`, null = none); strangers and impossible chords are left out. */
export const keysFromJson = (json: Readonly<Record<string, string | null>>): KeyChoices => {
  const choices: Record<string, Chord | null> = {};
  for (const action of keyActions) {
    const text = json[action];
    if (text === undefined) continue;
    const chord = text === null ? null : parseChord(text);
    const problem = chord ? chordProblem(chord) : undefined;
    if (chord !== undefined && (problem === undefined || problem === 'messenger')) choices[action] = chord;
  }
  return choices;
};

export const keysToJson = (choices: KeyChoices): Record<string, string | null> =>
  Object.fromEntries(Object.entries(choices).map(([action, chord]) => [action, chord === null ? null : chordText(chord)]));

/** Alerts of an older or newer app: what fits is taken, the rest stays as shipped. */
const alertsOf = (saved: Readonly<Record<string, unknown>>, fallback: AlertSettings): AlertSettings => {
  const merged: Record<string, unknown> = { ...fallback };
  for (const [name, schema] of Object.entries(alertSettingsSchema.shape)) {
    const parsed = schema.safeParse(saved[name]);
    if (parsed.success) merged[name] = parsed.data;
  }
  return alertSettingsSchema.parse(merged);
};

/** Anything saved, made whole. */
export const restorePreferences = (saved: unknown, fallback: Preferences): Preferences => {
  const { keys, alerts, ...plain } = kept.parse(saved);
  const known = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  return {
    ...fallback, ...known,
    ...(keys !== undefined && { keys: keysFromJson(keys) }),
    ...(alerts !== undefined && { alerts: alertsOf(alerts, fallback.alerts) }),
  };
};

/** As it is kept; reading it back with `restorePreferences` gives the same. */
export const preferencesToJson = (preferences: Preferences): JsonValue =>
  jsonSchema.parse({ ...preferences, keys: keysToJson(preferences.keys) });
