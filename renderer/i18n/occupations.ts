import { z } from 'zod';
import raw from '../../resources/occupations/default.json';
import { searchKeyMatches } from './searchKey';

const occupationSchema = z.object({
  key: z.string().min(1),
  zh: z.string().min(1),
  en: z.string().min(1),
  pinyin: z.string().min(1),
  initials: z.string().min(1),
}).readonly();
export type Occupation = z.infer<typeof occupationSchema>;

/** Occupations offered; a company's own word is allowed beside them. */
export const occupations: readonly Occupation[] = z.array(occupationSchema).min(1).parse(raw);

const byKey = new Map(occupations.map((occupation) => [occupation.key, occupation]));

/** Name of an `occupation` tag; a company's own word names itself. */
export const occupationName = (value: string, language: string): string => {
  const found = byKey.get(value);
  if (!found) return value;
  return language.startsWith('zh') ? found.zh : found.en;
};

/** True when `query` is part of a name, or starts the pinyin or its initials; own words match by their text. */
export const occupationMatches = (value: string, query: string): boolean => {
  const found = byKey.get(value);
  return found
    ? searchKeyMatches(query, [found.zh, found.en], found.pinyin, found.initials)
    : searchKeyMatches(query, [value], '', '');
};

/** What a person typed becomes the key when it is the name of a known one, so that "教师" and `teacher` are one tag. */
export const occupationValueOf = (typed: string): string => {
  const word = typed.trim();
  const lower = word.toLowerCase();
  return occupations.find((one) => one.zh === word || one.en.toLowerCase() === lower || one.key.toLowerCase() === lower)?.key ?? word;
};
