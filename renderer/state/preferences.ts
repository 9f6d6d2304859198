import { useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { app } from '../bridge/app';
import type { Locale } from '../i18n/catalog/all';
import { changeLocale } from '../i18n/translate';
import { loadLayout, saveLayout } from './layout';
import { defaultPreferences, preferencesToJson, restorePreferences, ZOOMS, type Preferences, type ThemeChoice } from './preferenceFields';

export type { Preferences, ThemeChoice } from './preferenceFields';
export type ResolvedTheme = 'light' | 'dark';

/** A copy in the window's own storage so that the first frame has the right theme and language. */
const COPY_KEY = 'zuoxi.preferences';
const systemDark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

const readCopy = (): unknown => {
  try {
    return JSON.parse(localStorage.getItem(COPY_KEY) ?? 'null');
  } catch {
    return null; // a broken copy is no copy; the engine has the real one
  }
};

const shipped = (): Preferences => ({ ...defaultPreferences, locale: globalThis.navigator?.language.toLowerCase().startsWith('en') === true ? 'en' : 'zh-CN' });

/** Everything the person at this seat chose. Select one field: `usePreferences((p) => p.theme)`. */
export const usePreferences = create<Preferences>(() => restorePreferences(readCopy(), shipped()));

const resolve = (theme: ThemeChoice): ResolvedTheme => (theme === 'system' ? (systemDark().matches ? 'dark' : 'light') : theme);

/** Line height that goes with a size of message text, px. */
const lineOf = (size: number): number => Math.round(size * 1.57);

/** Writes what CSS reads. Before any component renders, so tokens are right when antd reads them. */
const applyLook = (): void => {
  const { theme, density, messageSize } = usePreferences.getState();
  const root = document.documentElement;
  root.dataset['theme'] = resolve(theme);
  root.dataset['density'] = density;
  root.style.setProperty('--t-message', `${messageSize}px`);
  root.style.setProperty('--lh-message', `${lineOf(messageSize)}px`);
};

/** What main does by these choices: frame, zoom, notices and sounds. Without main (a page in a test) there is nothing to tell. */
const tellMain = (before: Partial<Preferences>): void => {
  const { theme, zoom, alerts, locale } = usePreferences.getState();
  if (before.theme !== theme) app.request('window.theme', { theme }).catch(() => undefined);
  if (before.zoom !== zoom) app.request('window.zoom', { zoom }).catch(() => undefined);
  if (before.alerts !== alerts || before.locale !== locale) app.request('alerts.configure', { settings: alerts, locale }).catch(() => undefined);
};

const remember = (): void => {
  const json = preferencesToJson(usePreferences.getState());
  localStorage.setItem(COPY_KEY, JSON.stringify(json));
  saveLayout('preferences', () => json);
};

const change = (part: Partial<Preferences>): void => {
  const before = usePreferences.getState();
  usePreferences.setState(part);
  applyLook();
  tellMain(before);
  remember();
};

/** Changes any choices but the language, at once and for good. */
export const choosePreferences = (part: Partial<Omit<Preferences, 'locale'>>): void => change(part);

export const chooseTheme = (theme: ThemeChoice): void => change({ theme });

export const chooseLocale = async (locale: Locale): Promise<void> => {
  change({ locale });
  await changeLocale(locale);
};

/** Everything as shipped, but the language. */
export const resetPreferences = (): void => {
  const { locale: _shown, ...rest } = shipped();
  change(rest);
};

/** The next larger (+1) or smaller (-1) size of the window, 0 for the normal one. */
export const stepZoom = (by: 1 | -1 | 0): void => {
  const now = usePreferences.getState().zoom;
  const next = by === 0 ? 1 : by === 1 ? ZOOMS.find((zoom) => zoom > now + 0.001) : ZOOMS.findLast((zoom) => zoom < now - 0.001);
  if (next !== undefined && next !== now) change({ zoom: next });
};

/** Light and dark by turns; from "like the system" to the other one. */
export const toggleTheme = (): void => chooseTheme(resolve(usePreferences.getState().theme) === 'dark' ? 'light' : 'dark');

export const toggleDoNotDisturb = (): void => {
  const { alerts } = usePreferences.getState();
  change({ alerts: { ...alerts, doNotDisturb: !alerts.doNotDisturb } });
};

/** Applies the stored choice, tells main, follows the system and the tray. Call once, before the first render. */
export const startPreferences = (): void => {
  applyLook();
  const { theme, zoom } = usePreferences.getState();
  // Where nothing was ever chosen here, frame and size stay as the window remembers them.
  tellMain(readCopy() === null ? { theme, zoom } : {});
  document.documentElement.lang = usePreferences.getState().locale;
  systemDark().addEventListener('change', applyLook);
  app.on('alerts.doNotDisturb', ({ on }) => {
    const { alerts } = usePreferences.getState();
    if (alerts.doNotDisturb !== on) change({ alerts: { ...alerts, doNotDisturb: on } });
  });
};

/** Takes over what the engine kept for this person; who has nothing yet begins as shipped, in the look that is on the screen. */
export const restorePreferencesFromLayout = async (): Promise<void> => {
  const kept = (await loadLayout())['preferences'];
  const before = usePreferences.getState();
  const { theme, zoom, locale: shown } = before;
  const saved = restorePreferences(kept, { ...shipped(), theme, zoom, locale: shown });
  const { locale, ...rest } = saved;
  usePreferences.setState(rest);
  applyLook();
  tellMain(before);
  localStorage.setItem(COPY_KEY, JSON.stringify(preferencesToJson(saved)));
  if (locale !== before.locale) await chooseLocale(locale);
};

const watchTheme = (listener: () => void): (() => void) => {
  const stop = usePreferences.subscribe(listener);
  const query = systemDark();
  query.addEventListener('change', listener);
  return () => {
    stop();
    query.removeEventListener('change', listener);
  };
};

/** The theme on the screen now. */
export const useResolvedTheme = (): ResolvedTheme => useSyncExternalStore(watchTheme, () => resolve(usePreferences.getState().theme));
