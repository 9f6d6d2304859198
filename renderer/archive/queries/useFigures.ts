import { useCallback, useEffect, useRef, useState } from 'react';
import { accountOfConversation, type PersonId, type WordingId } from '#shared/domain/ids';
import { dayOf, startOfDay } from '#shared/rules/contactDays';
import type { FigureSheet } from '#shared/rules/figures/figureSheet';
import { periodBefore } from '#shared/rules/figures/period';
import type { ArchiveDb } from '../schema/db';
import { useArchiveDb } from './connection';
import { accountsChosen, readFigures, type FigureQuestion } from './figureFacts';
import type { WordingUseRow } from '../schema/wordingRows';

export type FigureAnswer = {
  readonly question: FigureQuestion;
  /** When it was counted, ms. */
  readonly asOf: number;
  readonly sheet: FigureSheet;
  /** The same question about as many days straight before. */
  readonly before: FigureSheet;
  /** Uses of wording in the period, within the scope; titles of what was used, removed ones too. */
  readonly uses: readonly WordingUseRow[];
  readonly titles: ReadonlyMap<WordingId, string>;
  readonly names: ReadonlyMap<PersonId, string>;
};

export type Figures = { readonly answer: FigureAnswer | undefined; readonly phase: 'counting' | 'ready' | 'failed'; readonly again: () => void };

const usesIn = async (db: ArchiveDb, question: FigureQuestion): Promise<readonly WordingUseRow[]> => {
  const { period, person } = question;
  const accounts = accountsChosen(await db.accounts.toArray(), question);
  const rows = await db.wordingUses.where('at').between(startOfDay(period.from), startOfDay(period.to), true, false).toArray();
  return rows.filter((use) => (person === undefined || use.by === person) && accounts.has(accountOfConversation(use.conversation)));
};

export const countFigures = async (db: ArchiveDb, question: FigureQuestion, now: number, signal: AbortSignal): Promise<FigureAnswer> => {
  const sheet = await readFigures(db, question, now, signal);
  const before = await readFigures(db, { ...question, period: periodBefore(question.period) }, now, signal);
  const [uses, wordings, people] = await Promise.all([usesIn(db, question), db.wordings.toArray(), db.people.toArray()]);
  return {
    question, asOf: now, sheet, before, uses,
    titles: new Map(wordings.map(({ id, title }) => [id, title])), names: new Map(people.map(({ id, name }) => [id, name])),
  };
};

const RENEWED_MS = 60_000;

/** Counts once per question and whenever `again` is called, and every minute while the period lasts; an answer stays shown while the next is counted. */
export const useFigures = (question: FigureQuestion): Figures => {
  const db = useArchiveDb();
  const [state, setState] = useState<{ readonly key?: string; readonly answer?: FigureAnswer; readonly isFailed?: true }>({});
  const [turn, setTurn] = useState(0);
  // The key stands for all the question holds; another turn is the same question at another time.
  const key = `${turn} ${JSON.stringify(question)}`;
  const asked = useRef(question);
  useEffect(() => { asked.current = question; });
  useEffect(() => {
    if (db === null) return undefined;
    const stop = new AbortController();
    countFigures(db, asked.current, Date.now(), stop.signal).then(
      (answer) => { if (!stop.signal.aborted) setState({ key, answer }); },
      () => { if (!stop.signal.aborted) setState(({ answer }) => ({ key, isFailed: true, ...(answer !== undefined && { answer }) })); },
    );
    return () => stop.abort();
  }, [db, key]);
  // Of a day that is not over the answer grows old by itself.
  const isOver = question.period.to <= dayOf(Date.now());
  useEffect(() => {
    if (isOver) return undefined;
    const timer = setInterval(() => { if (document.visibilityState === 'visible') setTurn((times) => times + 1); }, RENEWED_MS);
    return () => clearInterval(timer);
  }, [isOver]);
  const again = useCallback(() => setTurn((times) => times + 1), []);
  return { answer: state.answer, phase: state.key !== key ? 'counting' : state.isFailed === true ? 'failed' : 'ready', again };
};
