/// <reference path="./openccDict.d.ts" />
import table from 'opencc-js/dict/TSCharacters';
import { createFold, type Fold } from '#shared/text/fold';

/** OpenCC's character table: `繁 简 [other 简]`, entries separated by `|`. The first simplified form counts. */
const simplified = (): ReadonlyMap<string, string> => {
  const map = new Map<string, string>();
  for (const line of table.split('|')) {
    const [from, to] = line.split(' ');
    if (from !== undefined && to !== undefined && from !== to) map.set(from, to);
  }
  // A chain (甲→乙→丙) would make folding twice differ from folding once.
  for (const [from, to] of map) map.set(from, map.get(to) ?? to);
  return map;
};

let made: Fold | undefined;

/** The fold of search: width, case, compatibility forms, traditional and simplified. Made on first use. */
export const chineseFold = (): Fold => (made ??= createFold(simplified()));
