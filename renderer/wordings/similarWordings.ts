/** Wordings that say nearly the same. Pure. */
import { textOf } from '#shared/domain/message';
import { messagesOf, type Wording } from '#shared/domain/wording';
import { likeness, NEARLY_SAME, shinglesOf, similarPairs, type Shingles } from '#shared/text/similar';

type Comparable = Pick<Wording, 'id' | 'parts' | 'more'>;

const made = new WeakMap<Comparable, Shingles>();

/** Made once for each row: rows keep their identity until their words change. */
const shinglesFor = (wording: Comparable): Shingles => {
  const known = made.get(wording);
  if (known !== undefined) return known;
  const fresh = shinglesOf(wordsOf(wording));
  made.set(wording, fresh);
  return fresh;
};

export const wordsOf = (wording: Pick<Wording, 'parts' | 'more'>): string => messagesOf(wording).map(textOf).filter((text) => text !== '').join('\n');

export type Similar<Row> = { readonly row: Row; readonly likeness: number };
export type SimilarPair<Row> = { readonly one: Row; readonly other: Row; readonly likeness: number };

/** Those of `rows` that say nearly what `text` says, the most alike first; `id` itself is left out. */
export const similarTo = <Row extends Comparable>(text: string, id: Wording['id'], rows: readonly Row[]): readonly Similar<Row>[] => {
  const shingles = shinglesOf(text);
  return rows
    .flatMap((row) => (row.id === id ? [] : [{ row, likeness: likeness(shingles, shinglesFor(row)) }]))
    .filter((one) => one.likeness >= NEARLY_SAME)
    .sort((a, b) => b.likeness - a.likeness);
};

/** All pairs that say nearly the same, the most alike first. */
export const similarWordings = <Row extends Comparable>(rows: readonly Row[]): readonly SimilarPair<Row>[] =>
  similarPairs(rows.map(shinglesFor)).flatMap(({ one, other, likeness: value }) => {
    const [first, second] = [rows[one], rows[other]];
    return first === undefined || second === undefined ? [] : [{ one: first, other: second, likeness: value }];
  });
