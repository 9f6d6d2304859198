import { joinSpans, type Fold, type Span } from '#shared/text/fold';
import { spelledFrom, type Readings } from '#shared/text/spelling';

/** Every reading of one character without tones, the same table names are found by (`state/nameReadings`). */
export type CharacterReadings = (character: string) => readonly string[];

let made: CharacterReadings | undefined;

/** The dictionary is large and seldom asked: loaded when somebody searches by pinyin. */
export const loadReadings = async (): Promise<CharacterReadings> => {
  if (made !== undefined) return made;
  const { pinyin } = await import('pinyin-pro');
  const known = new Map<string, readonly string[]>();
  made ??= (character) => {
    const before = known.get(character);
    if (before !== undefined) return before;
    const found = /\p{Script=Han}/u.test(character) ? [...new Set(pinyin(character, { toneType: 'none', type: 'array', multiple: true, v: true }))] : [character];
    known.set(character, found);
    return found;
  };
  return made;
};

/** Words that may be pinyin: two and more small Latin letters. One letter would fit nearly everything. */
export const isSpelling = (word: string): boolean => /^[a-z]{2,}$/u.test(word);

const readingsOf = (folded: string, readings: CharacterReadings): Readings => [...folded].map(readings);

const startsWith = (list: readonly string[] | undefined, letter: string): boolean => list?.some((reading) => reading.startsWith(letter)) ?? false;

/** Whether some characters of a folded text are spelled by the word. */
export const isSpelledIn = (folded: string, word: string, readings: CharacterReadings): boolean => {
  const letter = word[0] ?? '';
  const all = readingsOf(folded, readings);
  return all.some((list, place) => startsWith(list, letter) && spelledFrom(all, place, word) > 0);
};

/** Where the words are spelled in `text`, in its own units. */
export const spelledSpans = ({ foldWithPlaces }: Fold, text: string, words: readonly string[], readings: CharacterReadings): readonly Span[] => {
  const { folded, places } = foldWithPlaces(text);
  const characters = [...folded];
  const all = characters.map(readings);
  const starts: number[] = [];
  let unit = 0;
  for (const character of characters) {
    starts.push(places[unit] ?? 0);
    unit += character.length;
  }
  starts.push(text.length);
  const found = words.filter(isSpelling).flatMap((word) => all.flatMap((_, place): readonly Span[] => {
    const length = spelledFrom(all, place, word);
    return length === 0 ? [] : [{ from: starts[place] ?? 0, to: starts[place + length] ?? text.length }];
  }));
  return joinSpans(found);
};
