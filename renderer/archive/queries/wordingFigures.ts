/** What came of prepared wording, counted from its uses. Pure. */
import type { PersonId, WordingId } from '#shared/domain/ids';
import type { WordingPolicy } from '#shared/rules/wordingPolicy';
import type { WordingUseRow } from '../schema/wordingRows';

export type WordingFigures = {
  /** Replies sent from it; those taken back are none. */
  readonly uses: number;
  /** Changed beyond its blanks before sending. */
  readonly edited: number;
  /** The customer wrote within the hours of the policy. */
  readonly answered: number;
  /** The conversation was closed as sold within its days. */
  readonly sold: number;
  /** ms; 0 = never. */
  readonly lastAt: number;
};

export const noFigures: WordingFigures = { uses: 0, edited: 0, answered: 0, sold: 0, lastAt: 0 };

type Limits = Pick<WordingPolicy, 'answeredHours' | 'soldDays'>;

const add = (sum: WordingFigures, use: WordingUseRow, limits: Limits): WordingFigures => ({
  uses: sum.uses + 1,
  edited: sum.edited + (use.isEdited ? 1 : 0),
  answered: sum.answered + (use.answeredAt !== undefined && use.answeredAt - use.at <= limits.answeredHours * 3_600_000 ? 1 : 0),
  sold: sum.sold + (use.soldAt !== undefined && use.soldAt - use.at <= limits.soldDays * 86_400_000 ? 1 : 0),
  lastAt: Math.max(sum.lastAt, use.at),
});

const sumBy = <Key>(uses: readonly WordingUseRow[], limits: Limits, keyOf: (use: WordingUseRow) => Key): ReadonlyMap<Key, WordingFigures> => {
  const sums = new Map<Key, WordingFigures>();
  for (const use of uses) {
    if (use.isWithdrawn) continue;
    const key = keyOf(use);
    sums.set(key, add(sums.get(key) ?? noFigures, use, limits));
  }
  return sums;
};

export const figuresByWording = (uses: readonly WordingUseRow[], limits: Limits): ReadonlyMap<WordingId, WordingFigures> => sumBy(uses, limits, (use) => use.wording);

/** Of one wording; `undefined` = a reply of the system. */
export const figuresByPerson = (uses: readonly WordingUseRow[], limits: Limits): ReadonlyMap<PersonId | undefined, WordingFigures> => sumBy(uses, limits, (use) => use.by);
