import i18next from 'i18next';
import type { ErrorFacts } from '#shared/domain/errors';
import { messages, type Locale, type MessageKey } from './catalog/all';

/** Facts of a sentence; `count` picks the plural form where a language has one. */
export type Facts = Readonly<Record<string, string | number | boolean>>;
export type Translate = (key: MessageKey, facts?: Facts) => string;

const engine = i18next.createInstance();

/** Prepares the catalog at once (no loading, no suspense). Call before the first render. */
export const startI18n = (locale: Locale): void => {
  if (engine.isInitialized) return;
  void engine.init({
    lng: locale, fallbackLng: 'zh-CN', initAsync: false, keySeparator: false, nsSeparator: false, returnNull: false,
    interpolation: { escapeValue: false }, // React escapes; doubling it would show entities
    resources: { 'zh-CN': { translation: messages['zh-CN'] }, en: { translation: messages.en } },
  });
};

/** Hears of another language; returns the undoing. */
export const subscribeLocale = (listener: () => void): (() => void) => {
  engine.on('languageChanged', listener);
  return () => engine.off('languageChanged', listener);
};

export const currentLocale = (): Locale => (engine.language === 'en' ? 'en' : 'zh-CN');

/** Switches the language of everything on the screen. */
export const changeLocale = async (locale: Locale): Promise<void> => {
  await engine.changeLanguage(locale);
  document.documentElement.lang = locale;
};

/** Sentences without facts, in the language shown: one frame asks for hundreds. */
const plain = new Map<MessageKey, string>();
engine.on('languageChanged', () => plain.clear());

const plainSentence = (key: MessageKey): string => {
  const known = plain.get(key);
  if (known !== undefined) return known;
  const sentence = engine.t(key);
  if (engine.isInitialized) plain.set(key, sentence);
  return sentence;
};

/** A sentence outside React; inside, `useT` re-renders when the language changes. */
export const translate: Translate = (key, facts) => (facts === undefined ? plainSentence(key) : engine.t(key, { ...facts }));

/** A key built at run time (channel form labels, codes): undefined when the catalog lacks it. */
export const translateMaybe = (key: string, facts?: Facts): string | undefined =>
  engine.exists(key) ? engine.t(key, { ...facts }) : undefined;

/**
 * The sentence of an error code and its facts. A code without its own sentence says so with the code, so that
 * a person can report it.
 */
export const errorSentence = (code: string, data: ErrorFacts = {}): string =>
  translateMaybe(`error.${code}`, data) ?? translate('error.unknown', { code });
