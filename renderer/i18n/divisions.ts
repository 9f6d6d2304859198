import { z } from 'zod';
import raw from '../../resources/divisions/provinces.json';
import { searchKeyMatches } from './searchKey';

const divisionSchema = z.object({
  code: z.string().regex(/^\d{6}$/),
  zh: z.string().min(1),
  fullZh: z.string().min(1),
  en: z.string().min(1),
  kind: z.enum(['municipality', 'province', 'region', 'sar']),
  pinyin: z.string().min(1),
  initials: z.string().min(1),
}).readonly();
export type Division = z.infer<typeof divisionSchema>;

/** The 34 province-level divisions in the order of their GB/T 2260 codes. */
export const divisions: readonly Division[] = z.array(divisionSchema).length(34).parse(raw);

const byCode = new Map(divisions.map((division) => [division.code, division]));

/** Name of a `province` tag; an unknown code is shown as it is, never hidden. */
export const divisionName = (code: string, language: string): string => {
  const found = byCode.get(code);
  if (!found) return code;
  return language.startsWith('zh') ? found.zh : found.en;
};

/** True when `query` is part of a name, or starts the pinyin or its initials. */
export const divisionMatches = (code: string, query: string): boolean => {
  const found = byCode.get(code);
  return found ? searchKeyMatches(query, [found.zh, found.fullZh, found.en], found.pinyin, found.initials) : false;
};
