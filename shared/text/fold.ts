/**
 * One spelling for what people take for the same words: full and half width, case, compatibility forms (Unicode NFKC,
 * UAX 15) and, through the map given, traditional and simplified characters. Done character by character, so that
 * every folded character can be traced to where it stood.
 */
export type Fold = {
  /** Idempotent: folding twice changes nothing. */
  readonly fold: (text: string) => string;
  /** The folded text and, for each of its UTF-16 units, the unit of `text` it came from; one more at the end. */
  readonly foldWithPlaces: (text: string) => { readonly folded: string; readonly places: readonly number[] };
};

const INVISIBLE = /^[\p{Cf}\p{Variation_Selector}]$/u;
const SPACE = /^[\s\p{Z}\p{Cc}\p{Cs}]$/u;

const foldCharacter = (character: string, simplify: ReadonlyMap<string, string>): string => {
  if (INVISIBLE.test(character)) return '';
  if (SPACE.test(character)) return ' ';
  const plain = character.normalize('NFKC').toLowerCase().normalize('NFKC');
  return [...plain].map((each) => (INVISIBLE.test(each) ? '' : SPACE.test(each) ? ' ' : simplify.get(each) ?? each)).join('');
};

const KNOWN_MOST = 50_000;

/** `simplify`: traditional character to simplified, values never again keys. */
export const createFold = (simplify: ReadonlyMap<string, string>): Fold => {
  const known = new Map<string, string>();
  const of = (character: string): string => {
    const found = known.get(character);
    if (found !== undefined) return found;
    if (known.size >= KNOWN_MOST) known.clear();
    const made = foldCharacter(character, simplify);
    known.set(character, made);
    return made;
  };
  return {
    fold: (text) => {
      let folded = '';
      for (const character of text) folded += of(character);
      return folded;
    },
    foldWithPlaces: (text) => {
      let folded = '';
      let place = 0;
      const places: number[] = [];
      for (const character of text) {
        const made = of(character);
        for (let unit = 0; unit < made.length; unit += 1) places.push(place);
        folded += made;
        place += character.length;
      }
      places.push(place);
      return { folded, places };
    },
  };
};

export type Span = { readonly from: number; readonly to: number };

/** Where any of the folded `words` stands in `text`, in its own units, ascending, overlaps joined. */
export const findSpans = ({ foldWithPlaces }: Fold, text: string, words: readonly string[]): readonly Span[] => {
  const { folded, places } = foldWithPlaces(text);
  const found: Span[] = [];
  for (const word of words) {
    if (word === '') continue;
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      // The end is where the next folded unit of another character begins.
      let end = at + word.length;
      while (end < folded.length && places[end] === places[at + word.length - 1]) end += 1;
      found.push({ from: places[at] ?? 0, to: places[end] ?? text.length });
    }
  }
  return joinSpans(found);
};

/** Ascending, overlapping and touching ones joined. */
export const joinSpans = (spans: readonly Span[]): readonly Span[] => {
  const joined: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = joined.at(-1);
    if (last !== undefined && span.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else joined.push(span);
  }
  return joined;
};
