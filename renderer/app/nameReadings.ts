import { pinyin } from 'pinyin-pro';
import type { Readings } from './nameMatch';

const known = new Map<string, Readings>();

/** Every way to spell one character; what is not Chinese stands for itself. */
const spellings = (character: string, inName: string | undefined): readonly string[] => {
  if (!/\p{Script=Han}/u.test(character)) return [character.toLowerCase()];
  const others = pinyin(character, { toneType: 'none', type: 'array', multiple: true, v: true });
  return [...new Set([...(inName === undefined ? [] : [inName]), ...others])];
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
