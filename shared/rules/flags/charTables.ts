/** Tables of `resources/text`, made ready for the matcher. */
import { z } from 'zod';

export const simplifiedSchema = z.object({ from: z.string(), to: z.string() }).refine(({ from, to }) => [...from].length === [...to].length);
export const soundsSchema = z.object({ sounds: z.record(z.string(), z.string()) });
export const partsSchema = z.object({ parts: z.record(z.string().length(2), z.string().min(1)) });

export type FlagTables = {
  /** Traditional character to simplified. */
  readonly simplified: ReadonlyMap<string, string>;
  /** Character to one private character per syllable, tones left out. */
  readonly sounds: ReadonlyMap<string, string>;
  /** Two parts of a character to the character. */
  readonly parts: ReadonlyMap<string, string>;
};

/** First of Unicode's private characters: no text a platform carries means anything by them. */
const FIRST_SOUND = 0xe000;

const soundsOf = (sounds: Readonly<Record<string, string>>): ReadonlyMap<string, string> => {
  const map = new Map<string, string>();
  for (const [place, characters] of Object.values(sounds).entries()) {
    for (const character of characters) map.set(character, String.fromCharCode(FIRST_SOUND + place));
  }
  return map;
};

/** Throws on a broken resource, which is a bug of ours. */
export const flagTablesOf = (simplified: unknown, sounds: unknown, parts: unknown): FlagTables => {
  const { from, to } = simplifiedSchema.parse(simplified);
  const after = [...to];
  return {
    simplified: new Map([...from].map((character, place) => [character, after[place] ?? character])),
    sounds: soundsOf(soundsSchema.parse(sounds).sounds),
    parts: new Map(Object.entries(partsSchema.parse(parts).parts)),
  };
};
