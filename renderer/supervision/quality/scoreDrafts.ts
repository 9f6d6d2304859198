import { create } from 'zustand';
import { z } from 'zod';
import { scoreInputSchema, type ScoreInput } from '#shared/ledger/bodies/quality';
import type { Answer } from '#shared/rules/quality/scorecard';
import { loadLayout, saveLayout } from '../../state/layout';
import { forgetWithPerson } from '../../state/personal';

const keptSchema = z.record(z.string(), scoreInputSchema);
type Kept = { readonly drafts: Readonly<Record<string, ScoreInput>>; readonly isLoaded: boolean };

const MOST = 100;
const blank: ScoreInput = { answers: {} };
const empty: Kept = { drafts: {}, isLoaded: false };
const useKept = create<Kept>(() => empty);
forgetWithPerson(() => useKept.setState(empty, true));

/** What was kept in a form this version does not know is left alone; what was typed meanwhile wins. */
const load = async (): Promise<void> => {
  const read = keptSchema.safeParse((await loadLayout())['reviews']);
  useKept.setState(({ drafts }) => ({ drafts: { ...(read.success ? read.data : {}), ...drafts }, isLoaded: true }));
};

const keep = (drafts: Kept['drafts']): void => {
  useKept.setState({ drafts });
  saveLayout('reviews', () => JSON.parse(JSON.stringify(useKept.getState().drafts)) as never); // JSON by construction
};

/** Loads this person's drafts once; until then nothing is shown that could be overwritten. */
export const loadScoreDrafts = (): void => {
  if (!useKept.getState().isLoaded) load().catch(() => useKept.setState({ isLoaded: true })); // the engine is away: a new draft is kept with the next change
};
export const useDraftsLoaded = (): boolean => useKept(({ isLoaded }) => isLoaded);
/** The score of that review as far as it is made; `start` is what it begins with. */
export const useScoreDraft = (review: string, start: ScoreInput = blank): ScoreInput => useKept(({ drafts }) => drafts[review]) ?? start;
export const hasDraft = (review: string): boolean => useKept.getState().drafts[review] !== undefined;

export const changeDraft = (review: string, start: ScoreInput | undefined, change: (draft: ScoreInput) => ScoreInput): void => {
  const { drafts } = useKept.getState();
  const { [review]: before, ...others } = drafts;
  keep(Object.fromEntries([...Object.entries(others).slice(-MOST), [review, change(before ?? start ?? blank)]]));
};
export const dropDraft = (review: string): void => {
  const { [review]: _done, ...others } = useKept.getState().drafts;
  keep(others);
};

/** The same answer again takes it back. */
export const withAnswer = (draft: ScoreInput, criterion: string, answer: Answer): ScoreInput => {
  const { [criterion]: before, ...rest } = draft.answers;
  return { ...draft, answers: before === answer ? rest : { ...rest, [criterion]: answer } };
};
export const withNote = (draft: ScoreInput, criterion: string, note: string): ScoreInput => {
  const { [criterion]: _before, ...rest } = draft.notes ?? {};
  return { ...draft, notes: note === '' ? rest : { ...rest, [criterion]: note } };
};
export const withEvidence = (draft: ScoreInput, criterion: string, line: { readonly seq: number; readonly at: number }): ScoreInput => {
  const all = draft.evidence ?? [];
  const isThere = all.some((each) => each.criterion === criterion && each.seq === line.seq);
  return { ...draft, evidence: isThere ? all.filter((each) => each.criterion !== criterion || each.seq !== line.seq) : [...all, { criterion, seq: line.seq, at: line.at }] };
};
export const withCause = (draft: ScoreInput, cause: string): ScoreInput => {
  const all = draft.causes ?? [];
  return { ...draft, causes: all.includes(cause) ? all.filter((each) => each !== cause) : [...all, cause] };
};
