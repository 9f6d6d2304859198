import { useSyncExternalStore } from 'react';
import type { Locale } from './catalog/all';
import { currentLocale, subscribeLocale, translate, type Translate } from './translate';

/** The language on the screen. */
export const useLocale = (): Locale => useSyncExternalStore(subscribeLocale, currentLocale, currentLocale);

/** Typed sentences that follow the chosen language. */
export const useT = (): Translate => {
  useLocale();
  return translate;
};
