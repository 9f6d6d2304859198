import { useTranslation } from 'react-i18next';
import type { Locale } from './catalog/all';
import { currentLocale, i18nInstance, translate, type Translate } from './translate';

/** Typed sentences that follow the chosen language. */
export const useT = (): Translate => {
  useTranslation(undefined, { i18n: i18nInstance, useSuspense: false });
  return translate;
};

/** The language on the screen. */
export const useLocale = (): Locale => {
  useTranslation(undefined, { i18n: i18nInstance, useSuspense: false });
  return currentLocale();
};
