/** The supervisor's list of reviews, in the order things have to be done. Pure. */
import type { ReviewRow } from '../../archive/schema/qualityRows';

export type ReviewGroup = 'appeals' | 'overdue' | 'due' | 'done' | 'skipped';
export const reviewGroups: readonly ReviewGroup[] = ['appeals', 'overdue', 'due', 'done', 'skipped'];

/** `now` ms. An open appeal comes first, whoever scored: somebody waits for an answer. */
export const groupOf = ({ state, appeal, due }: ReviewRow, now: number): ReviewGroup => {
  if (appeal?.state === 'open') return 'appeals';
  if (state === 'open') return due < now ? 'overdue' : 'due';
  return state === 'scored' ? 'done' : 'skipped';
};

/** Rows of `me` alone (and appeals, which anybody may answer), or all; grouped, what is done newest first. */
export const groupedReviews = (rows: readonly ReviewRow[], me: string | undefined, isMine: boolean, now: number): readonly { readonly group: ReviewGroup; readonly rows: readonly ReviewRow[] }[] => {
  const shown = rows.filter((row) => !isMine || row.reviewer === me || (row.appeal?.state === 'open' && row.agent !== me));
  return reviewGroups.map((group) => {
    const own = shown.filter((row) => groupOf(row, now) === group);
    return { group, rows: group === 'done' || group === 'skipped' ? [...own].sort((a, b) => (b.score?.at ?? b.due) - (a.score?.at ?? a.due)) : own };
  }).filter((each) => each.rows.length > 0);
};

/** The next one to score after `current`, in the order of the list. */
export const nextToScore = (rows: readonly ReviewRow[], current: string, me: string | undefined): string | undefined => {
  const open = rows.filter(({ state, reviewer, id }) => (state === 'open' && reviewer === me) || id === current);
  const at = open.findIndex(({ id }) => id === current);
  return (open[at + 1] ?? open.find(({ id }) => id !== current))?.id;
};
