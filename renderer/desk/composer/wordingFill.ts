/** Fills the variables of a prepared answer. Pure; the same pieces feed the preview and the text inserted. */
export type Variable = 'customer' | 'shop' | 'agent' | 'date' | 'order';
export type Variables = Readonly<Partial<Record<Variable, string>>>;

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: Variable; readonly text: string }
  | { readonly kind: 'blank'; readonly label: string };

const pattern = (): RegExp => /\{(?:\?([^{}\n]{1,40})|(customer|shop|agent|date|order))\}/gu;
const known = new Set<string>(['customer', 'shop', 'agent', 'date', 'order']);
const isVariable = (word: string): word is Variable => known.has(word);

/** A customer may be called `{?x}`; that must not turn into a blank. */
const withoutMarks = (value: string): string => value.replaceAll('{', '（').replaceAll('}', '）');

/**
 * Splits a wording text. A variable nobody knows becomes a blank with its label, so that no reply goes out with
 * a hole in it.
 */
export const wordingPieces = (text: string, variables: Variables, labelOf: (name: Variable) => string): readonly Piece[] => {
  const pieces: Piece[] = [];
  let last = 0;
  for (const match of text.matchAll(pattern())) {
    if (match.index > last) pieces.push({ kind: 'text', text: text.slice(last, match.index) });
    last = match.index + match[0].length;
    const [, label, name] = match;
    if (label !== undefined) pieces.push({ kind: 'blank', label });
    else if (name !== undefined && isVariable(name)) {
      const value = variables[name]?.trim();
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
