/**
 * A text as the matcher reads it: one spelling (`shared/text/fold`), separators left out but remembered, each unit
 * traced to where it stood. Pure.
 */
import type { Fold } from '../../text/fold';
import type { FlagTables } from './charTables';

/** What stood between a unit and the one before it. */
export const NOTHING = 0;
/** Blanks, dots, stars, drawings: no sentence ends there. */
export const LIGHT = 1;
/** A mark that ends or parts sentences, or a new line. */
export const HEAVY = 2;

export type View = {
  readonly text: string;
  /** Per unit: where it begins and ends in the original text. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly before: readonly number[];
};

const LETTER = /^[\p{L}\p{N}]$/u;
const SENTENCE = /^[。！？!?；;，,：:、.…\n\r「」『』“”"()（）《》【】[\]]$/u;

/** What the fold makes of a text, before separators are looked at. */
export type Folded = { readonly folded: string; readonly places: readonly number[]; readonly original: string };

export const foldText = (fold: Fold, original: string): Folded => ({ ...fold.foldWithPlaces(original), original });

/** Where the folded unit's character ends in the original text. */
const endOf = (places: readonly number[], unit: number, length: number): number => {
  const start = places[unit];
  let next = unit + 1;
  while (next < places.length && places[next] === start) next += 1;
  return places[next] ?? length;
};

/** Every folded character, separators too. */
export const plainView = ({ folded, places, original }: Folded): View => {
  const from: number[] = [];
  const to: number[] = [];
  for (let unit = 0; unit < folded.length; unit += 1) {
    from.push(places[unit] ?? 0);
    to.push(endOf(places, unit, original.length));
  }
  return { text: folded, from, to, before: new Array<number>(folded.length).fill(NOTHING) };
};

const isNewLine = (original: string, at: number): boolean => original[at] === '\n' || original[at] === '\r';

/** Letters and digits alone; what stood between is told by `before`. */
export const squeeze = (view: View, original: string): View => {
  let text = '';
  const from: number[] = [];
  const to: number[] = [];
  const before: number[] = [];
  let between = NOTHING;
  let at = 0;
  for (const character of view.text) {
    if (LETTER.test(character)) {
      for (let unit = 0; unit < character.length; unit += 1) {
        from.push(view.from[at + unit] ?? 0);
        to.push(view.to[at + unit] ?? 0);
        before.push(unit === 0 ? between : NOTHING);
      }
      text += character;
      between = NOTHING;
    } else if (SENTENCE.test(character) || isNewLine(original, view.from[at] ?? 0)) between = HEAVY;
    else between = Math.max(between, LIGHT);
    at += character.length;
  }
  return { text, from, to, before };
};

/** The view with parts put together (亻言 → 信); undefined when there are none. */
export const joinParts = (view: View, { parts }: FlagTables): View | undefined => {
  let text = '';
  const from: number[] = [];
  const to: number[] = [];
  const before: number[] = [];
  for (let unit = 0; unit < view.text.length; unit += 1) {
    const whole = view.before[unit + 1] === NOTHING ? parts.get(view.text.slice(unit, unit + 2)) : undefined;
    from.push(view.from[unit] ?? 0);
    before.push(view.before[unit] ?? NOTHING);
    text += whole ?? view.text.charAt(unit);
    if (whole !== undefined) unit += 1;
    to.push(view.to[unit] ?? 0);
  }
  return text.length === view.text.length ? undefined : { text, from, to, before };
};

/** The view by sound: unit for unit, so that places stay. */
export const bySound = (view: View, { sounds }: FlagTables): View => {
  let text = '';
  for (const unit of view.text.split('')) text += sounds.get(unit) ?? unit;
  return { ...view, text };
};

const isLetter = (unit: string): boolean => unit >= 'a' && unit <= 'z';
const isDigit = (unit: string): boolean => unit >= '0' && unit <= '9';
const isOneRun = (a: string, b: string): boolean => (isLetter(a) && isLetter(b)) || (isDigit(a) && isDigit(b));

/** A Latin word or number counts only as a whole: sb is not in usb, 250 not in 1250. */
export const standsAlone = ({ text, before }: View, start: number, end: number): boolean =>
  !(start > 0 && before[start] === NOTHING && isOneRun(text.charAt(start - 1), text.charAt(start)))
  && !(end < text.length && before[end] === NOTHING && isOneRun(text.charAt(end - 1), text.charAt(end)));

/** What stands between the units of a match: nothing at all, only light marks, or the same game between all of them. */
export const gapsOf = ({ before }: View, start: number, end: number): 'none' | 'light' | 'even' | 'broken' => {
  let heaviest = NOTHING;
  let hasNone = false;
  for (let unit = start + 1; unit < end; unit += 1) {
    const gap = before[unit] ?? NOTHING;
    if (gap > heaviest) heaviest = gap;
    if (gap === NOTHING) hasNone = true;
  }
  if (heaviest === NOTHING) return 'none';
  if (heaviest === LIGHT) return 'light';
  return !hasNone && end - start >= 3 ? 'even' : 'broken';
};
