/**
 * The generator of samples: sfc32 (Chris Doty-Humphrey, PractRand) over the four 32-bit words of a 128-bit seed
 * written as 32 hexadecimal digits (word 0 = digits 0–7 …), word 3 with its last bit turned is the counter, the first 12 outputs thrown
 * away. Chosen because it fits on a page in any language: whoever doubts a sample writes it again.
 */
export const seedPattern = /^[0-9a-f]{32}$/;

/** Whole numbers 0 … 2^32-1, one per call. */
export const randomOf = (seed: string): (() => number) => {
  const word = (at: number): number => Number.parseInt(seed.slice(at * 8, at * 8 + 8), 16) | 0;
  let [a, b, c, counter] = [word(0), word(1), word(2), word(3) ^ 1];
  const next = (): number => {
    const t = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t | 0;
    return t >>> 0;
  };
  for (let thrown = 0; thrown < 12; thrown += 1) next();
  return next;
};

/** 0 … below-1, each as likely: outputs above the last whole multiple are drawn again. */
const belowOf = (next: () => number, below: number): number => {
  const limit = 2 ** 32 - (2 ** 32 % below);
  let drawn = next();
  while (drawn >= limit) drawn = next();
  return drawn % below;
};

/** Fisher–Yates from the end: for i = n-1 … 1 swap i with a number of 0 … i. The list given stays as it is. */
export const shuffled = <T>(items: readonly T[], next: () => number): readonly T[] => {
  const list = [...items];
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = belowOf(next, at + 1);
    const [kept, moved] = [list[at] as T, list[other] as T]; // both within the list
    list[at] = moved;
    list[other] = kept;
  }
  return list;
};
