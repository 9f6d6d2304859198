import { pinyin } from 'pinyin-pro';
import type { Readings } from '#shared/text/spelling';

const known = new Map<string, Readings>();

/** Asking the dictionary for every reading is the slow part; names share their characters. */
const ofCharacter = new Map<string, readonly string[]>();

const allReadings = (character: string): readonly string[] => {
  const before = ofCharacter.get(character);
  if (before !== undefined) return before;
  const found = pinyin(character, { toneType: 'none', type: 'array', multiple: true, v: true });
  ofCharacter.set(character, found);
  return found;
};

/** Every way to spell one character; what is not Chinese stands for itself. */
const spellings = (character: string, inName: string | undefined): readonly string[] => {
  if (!/\p{Script=Han}/u.test(character)) return [character.toLowerCase()];
  return [...new Set([...(inName === undefined ? [] : [inName]), ...allReadings(character)])];
};

/** Spellings of a name, a surname read as one (单 shan, 仇 qiu). Kept per name; loaded only when somebody searches. */
export const readingsOfName = (name: string): Readings => {
  const before = known.get(name);
  if (before !== undefined) return before;
  const characters = [...name].filter((character) => !/\s/u.test(character));
  const inName = pinyin(characters.join(''), { toneType: 'none', type: 'array', surname: 'head', v: true });
  const isAligned = inName.length === characters.length;
  const readings = characters.map((character, at) => spellings(character, isAligned ? inName[at] : undefined));
  known.set(name, readings);
  return readings;
};
