/** Tables behind suggestions: places, phone regions, occupations. Loaded after the panel, by itself. */
import { phoneRegions } from '#shared/text/phoneRegion';
import { placeReader } from '#shared/text/places';
import places from '../../../resources/divisions/places.json';
import provinces from '../../../resources/divisions/provinces.json';
import occupationList from '../../../resources/occupations/default.json';
import phones from '../../../resources/phones/regions.json';
import type { SuggestTables } from './suggest';

/** Words people use for an occupation beside its name. */
const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  teacher: ['老师'], student: ['大学生', '研究生', '高中生'], doctor: ['大夫'], soldier: ['现役军人', '当兵的'], artist: ['画家', '音乐家'], engineer: ['程序员'],
};

export const suggestTables: SuggestTables = {
  places: placeReader({ provinces, places }), phones: phoneRegions(phones),
  occupations: occupationList.map(({ key, zh }) => ({ key, words: [zh, ...(OTHER_WORDS[key] ?? [])] })),
};
