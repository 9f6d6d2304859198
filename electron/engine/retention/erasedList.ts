/** What was erased from this ledger, as told to backup folders: copies made before still hold it. Pure. */
import type { ErasureSubject } from '#shared/ledger/bodies/retention';
import type { EntryData } from '#shared/ledger/entry';
import type { ErasureRequest } from '#shared/rules/retention/matters';
import type { RetentionFold } from './retentionFold';

/** One erasure, as it is carried out again on a restored copy. */
export type Erased = EntryData<'erasure.repeated'>;

const subjectOf = ({ request, subject, finishedAt }: ErasureRequest, fold: RetentionFold, now: number): ErasureSubject | undefined => {
  if (subject.kind === 'customer') return { ...subject, before: subject.before ?? finishedAt ?? now };
  const period = fold.erasedPeriod(subject);
  // One that reaches further stands for those before it.
  return period?.request === request ? { ...subject, before: period.before, spared: period.spared } : undefined;
};

/** Every customer erased, and how far each account's periods reached. An approved one counts: it can no longer be taken back. */
export const erasedSoFar = (fold: RetentionFold, now: number): readonly Erased[] => fold.matters.requests.flatMap((each) => {
  const { request, reason, clause, count, at, by, decided, state } = each;
  if (!decided || (state !== 'approved' && state !== 'finished')) return [];
  const subject = subjectOf(each, fold, now);
  const { at: decidedAt, by: decider, alone } = decided;
  return subject ? [{ request, subject, reason, clause, count, asked: { at, ...(by !== undefined && { by }) }, decided: { at: decidedAt, ...(decider !== undefined && { by: decider }), alone } }] : [];
});

const keyOf = ({ request, subject }: Erased): string => (subject.kind === 'customer' ? request : `${subject.what} ${subject.account}`);

const reaches = ({ subject }: Erased): number => subject.before ?? 0;

/** Both lists, each matter once: of two that tell of the same the one that reaches further, else the second. */
export const mergeErased = (known: readonly Erased[], more: readonly Erased[]): readonly Erased[] => {
  const all = new Map(known.map((each) => [keyOf(each), each]));
  for (const each of more) {
    const before = all.get(keyOf(each));
    if (!before || reaches(each) >= reaches(before) || each.subject.kind === 'customer') all.set(keyOf(each), each);
  }
  return [...all.values()];
};
