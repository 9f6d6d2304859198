import { pinyin } from 'pinyin-pro';
import { textOf } from '#shared/domain/message';
import type { Wording } from '#shared/domain/wording';

const isHan = (character: string): boolean => /\p{Script=Han}/u.test(character);

/** Readings of one title, see `schema/wordingFields`: the reading in context first, then the character's others. */
const readingsOf = (title: string): string => {
  const characters = [...title];
  const inContext = pinyin(title, { toneType: 'none', type: 'array', v: true });
  const aligned = inContext.length === characters.length ? inContext : characters;
  return characters.map((character, place) => {
    if (/\s/u.test(character)) return '_';
    if (!isHan(character)) return character.toLowerCase();
    const others = pinyin(character, { toneType: 'none', type: 'array', multiple: true, v: true });
    return [...new Set([aligned[place] ?? character, ...others])].join('|');
  }).join(' ');
};

/** Search keys of a wording, made once when it is saved (the dictionary stays out of the window). */
export const searchKeysOf = (wording: Wording): readonly string[] => [
  wording.title.toLowerCase(),
  wording.shortcut.toLowerCase(),
  wording.category.join('/').toLowerCase(),
  readingsOf(wording.title),
  textOf(wording.parts).toLowerCase().slice(0, 500),
];
