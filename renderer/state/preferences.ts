import { useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { app } from '../bridge/app';
import type { Locale } from '../i18n/catalog/all';
import { changeLocale } from '../i18n/translate';
import { loadLayout, saveLayout } from './layout';

export type ThemeChoice = 'system' | 'light' | 'dark';
export type ResolvedTheme = 'light' | 'dark';
export type Preferences = { readonly theme: ThemeChoice; readonly locale: Locale };

/** A copy in the window's own storage so that the first frame has the right theme and language. */
const COPY_KEY = 'zuoxi.preferences';
const systemDark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

/** Anything saved, made whole. */
export const restorePreferences = (saved: unknown, fallback: Preferences): Preferences => {
  if (typeof saved !== 'object' || saved === null) return fallback;
  const it = saved as Readonly<Record<string, unknown>>; // probed field by field
  const theme = it['theme'];
  const locale = it['locale'];
  return {
    theme: theme === 'light' || theme === 'dark' || theme === 'system' ? theme : fallback.theme,
    locale: locale === 'en' || locale === 'zh-CN' ? locale : fallback.locale,
  };
};

const readCopy = (): unknown => {
  try {
    return JSON.parse(localStorage.getItem(COPY_KEY) ?? 'null');
  } catch {
    return null; // a broken copy is no copy; the engine has the real one
  }
};

const firstPreferences = (): Preferences =>
  restorePreferences(readCopy(), { theme: 'system', locale: navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh-CN' });

/** Theme and language of this seat. */
export const usePreferences = create<Preferences>(firstPreferences);

const resolve = (theme: ThemeChoice): ResolvedTheme => (theme === 'system' ? (systemDark().matches ? 'dark' : 'light') : theme);

/** Writes the theme where CSS reads it. Before any component renders, so tokens are right when antd reads them. */
const applyTheme = (): void => {
  document.documentElement.dataset['theme'] = resolve(usePreferences.getState().theme);
};

const remember = (): void => {
  const { theme, locale } = usePreferences.getState();
  localStorage.setItem(COPY_KEY, JSON.stringify({ theme, locale }));
  saveLayout('preferences', () => ({ theme, locale }));
};

export const chooseTheme = (theme: ThemeChoice): void => {
  usePreferences.setState({ theme });
  applyTheme();
  remember();
  // The window's own frame follows; without main (a page in a test) there is no frame.
  app.request('window.theme', { theme }).catch(() => undefined);
};

export const chooseLocale = async (locale: Locale): Promise<void> => {
  usePreferences.setState({ locale });
  remember();
  await changeLocale(locale);
};

/** Applies the stored choice and follows the system. Call once, before the first render. */
export const startPreferences = (): void => {
  applyTheme();
  document.documentElement.lang = usePreferences.getState().locale;
  systemDark().addEventListener('change', applyTheme);
};

/** Takes over what the engine kept for this seat. */
export const restorePreferencesFromLayout = async (): Promise<void> => {
  const before = usePreferences.getState();
  const saved = restorePreferences((await loadLayout())['preferences'], before);
  if (saved.theme !== before.theme) chooseTheme(saved.theme);
  if (saved.locale !== before.locale) await chooseLocale(saved.locale);
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
