/** Facts a platform tells about a person, named and worded for people. Pure but for the language. */
import { translateMaybe } from '../../i18n/translate';

/** Facts that are shown elsewhere or mean nothing to a person. */
const hidden = new Set(['contact', 'id', 'updatedAt']);
/** Covered until somebody wants to see them. */
const covered = new Set(['phone', 'mobile', 'email', 'idNumber', 'address']);

export type FactLine = { readonly key: string; readonly label: string; readonly text: string; readonly isCovered: boolean };

const factText = (key: string, value: string | number | boolean): string => {
  if (typeof value === 'boolean') return translateMaybe(value ? 'fact.yes' : 'fact.no') ?? String(value);
  return translateMaybe(`fact.${key}.${value}`) ?? String(value);
};

/** Middle hidden: `138 **** 6021`; short values are hidden whole. */
export const coverText = (text: string): string => {
  const characters = [...text];
  if (characters.length <= 4) return '*'.repeat(characters.length);
  const edge = characters.length >= 9 ? 3 : 1;
  const tail = characters.length >= 9 ? 4 : 1;
  return `${characters.slice(0, edge).join('')} **** ${characters.slice(-tail).join('')}`;
};

export const factLines = (facts: Readonly<Record<string, string | number | boolean>>, channel: string | undefined): readonly FactLine[] =>
  Object.entries(facts)
    .filter(([key, value]) => !hidden.has(key) && value !== '')
    .map(([key, value]) => ({
      key, label: translateMaybe(`fact.${channel ?? ''}.${key}`) ?? translateMaybe(`fact.${key}`) ?? key, text: factText(key, value), isCovered: covered.has(key),
    }));
