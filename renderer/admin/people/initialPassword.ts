/** Nothing that is mistaken for something else when read aloud or from a note. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 3;
const PER_GROUP = 4;

/** A password to hand over: three groups of four, about 59 bits. */
export const makeInitialPassword = (random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes)): string => {
  const picked: string[] = [];
  while (picked.length < GROUPS * PER_GROUP) {
    for (const byte of random(new Uint8Array(GROUPS * PER_GROUP))) {
      // Bytes past the last whole round would favour the first letters.
      const letter = byte < 256 - (256 % LETTERS.length) ? LETTERS[byte % LETTERS.length] : undefined;
      if (letter !== undefined && picked.length < GROUPS * PER_GROUP) picked.push(letter);
    }
  }
  return Array.from({ length: GROUPS }, (_, group) => picked.slice(group * PER_GROUP, (group + 1) * PER_GROUP).join('')).join('-');
};
