/** How alike two texts are, and which of many are nearly the same. Pure. */

/** Marks and figures differ between copies of one text: `{?单号}`, `{customer}` and 18:00 all count as a gap. */
const plain = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/\{[^{}\n]{1,60}\}|\d+/gu, '#').replace(/[\s\p{P}\p{S}]/gu, (sign) => (sign === '#' ? '#' : ''));

/** Pairs of neighbouring characters; a text of one character is that character. */
export type Shingles = ReadonlySet<string>;
export const shinglesOf = (text: string): Shingles => {
  const characters = [...plain(text)];
  if (characters.length < 2) return new Set(characters);
  return new Set(characters.slice(1).map((character, at) => `${characters[at]}${character}`));
};

/** Jaccard: 0 nothing in common, 1 the same but for marks, figures and punctuation. Two empty texts are not alike. */
export const likeness = (one: Shingles, other: Shingles): number => {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared += 1;
  const all = one.size + other.size - shared;
  return all === 0 ? 0 : shared / all;
};

/** From here on two wordings are shown as nearly the same. */
export const NEARLY_SAME = 0.6;

export type Pair = { readonly one: number; readonly other: number; readonly likeness: number };

/** How often each shingle occurs; the rarest come first. */
const byRarity = (texts: readonly Shingles[]): readonly (readonly string[])[] => {
  const count = new Map<string, number>();
  for (const text of texts) for (const shingle of text) count.set(shingle, (count.get(shingle) ?? 0) + 1);
  const rarer = (a: string, b: string): number => (count.get(a) ?? 0) - (count.get(b) ?? 0) || (a < b ? -1 : 1);
  return texts.map((text) => [...text].sort(rarer));
};

/**
 * All pairs (places in `texts`, the lower first) at least `least` alike, the most alike first. Two such texts share
 * one of their rarest `n − ⌈least·n⌉ + 1` shingles, so only texts that meet there are compared: 5,000 take no
 * twelve million comparisons.
 */
export const similarPairs = (texts: readonly Shingles[], least: number = NEARLY_SAME): readonly Pair[] => {
  const metAt = new Map<string, number[]>();
  const pairs: Pair[] = [];
  for (const [other, shingles] of byRarity(texts).entries()) {
    const candidates = new Set<number>();
    for (const shingle of shingles.slice(0, shingles.length - Math.ceil(least * shingles.length) + 1)) {
      const met = metAt.get(shingle) ?? [];
      for (const one of met) candidates.add(one);
      met.push(other);
      metAt.set(shingle, met);
    }
    for (const one of candidates) {
      const value = likeness(texts[one] ?? new Set(), texts[other] ?? new Set());
      if (value >= least) pairs.push({ one, other, likeness: value });
    }
  }
  return pairs.sort((a, b) => b.likeness - a.likeness || a.one - b.one || a.other - b.other);
};
