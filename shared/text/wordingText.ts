/** The marks in a prepared answer: variables, blanks, and where one message ends. Pure. */
export const variables = ['customer', 'shop', 'agent', 'date', 'order'] as const;
export type Variable = (typeof variables)[number];
export type Variables = Readonly<Partial<Record<Variable, string>>>;

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: Variable; readonly text: string }
  | { readonly kind: 'blank'; readonly label: string };

/** A blank a person must fill, written `{?label}`; places are UTF-16 units. */
export type Blank = { readonly start: number; readonly end: number; readonly label: string };

const pattern = (): RegExp => /\{(?:\?([^{}\n]{1,40})|(customer|shop|agent|date|order))\}/gu;
const blankPattern = (): RegExp => /\{\?([^{}\n]{1,40})\}/gu;
const known: ReadonlySet<string> = new Set(variables);
const isVariable = (word: string): word is Variable => known.has(word);

export const findBlanks = (text: string): readonly Blank[] =>
  [...text.matchAll(blankPattern())].map((match) => ({ start: match.index, end: match.index + match[0].length, label: match[1] ?? '' }));

/** A customer may be called `{?x}`; that must not turn into a blank. */
const withoutMarks = (value: string): string => value.replaceAll('{', '（').replaceAll('}', '）');

/**
 * Splits a wording text. A variable nobody knows becomes a blank with its label, so that no reply goes out with
 * a hole in it.
 */
export const wordingPieces = (text: string, values: Variables, labelOf: (name: Variable) => string): readonly Piece[] => {
  const pieces: Piece[] = [];
  let last = 0;
  for (const match of text.matchAll(pattern())) {
    if (match.index > last) pieces.push({ kind: 'text', text: text.slice(last, match.index) });
    last = match.index + match[0].length;
    const [, label, name] = match;
    if (label !== undefined) pieces.push({ kind: 'blank', label });
    else if (name !== undefined && isVariable(name)) {
      const value = values[name]?.trim();
      pieces.push(value ? { kind: 'variable', name, text: withoutMarks(value) } : { kind: 'blank', label: labelOf(name) });
    }
  }
  if (last < text.length) pieces.push({ kind: 'text', text: text.slice(last) });
  return pieces;
};

/** What is put into the composer: values written out, blanks as `{?label}`. */
export const textOfPieces = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (piece.kind === 'blank' ? `{?${piece.label}}` : piece.text)).join('');

export const countBlanks = (pieces: readonly Piece[]): number => pieces.filter((piece) => piece.kind === 'blank').length;

/** Stands on a line of its own between two messages: in the composer, and in a table cell. */
export const MESSAGE_BREAK = '{|}';

const isMark = (word: string): boolean => word === MESSAGE_BREAK || word.replace(pattern(), '') === '';

/** Braces that look like a mark and are none (`{custmer}`, `{?}`): they would go out as they stand. */
export const strayMarks = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{[^{}\n]{0,60}\}/gu)].map(([word]) => word).filter((word) => !isMark(word)))];

const breakLine = /[^\S\n]*\n?[^\S\n]*\{\|\}[^\S\n]*\n?/u;

/** The messages of a text with their places: one without words may hold only pictures. At least one. */
export const messageSlots = (text: string): readonly string[] => text.split(breakLine).map((part) => part.trimEnd());

/** The messages of a text, in order; those that say nothing are left out. */
export const splitMessages = (text: string): readonly string[] =>
  messageSlots(text).filter((part) => part.trim() !== '');

export const joinMessages = (messages: readonly string[]): string => messages.join(`\n${MESSAGE_BREAK}\n`);
