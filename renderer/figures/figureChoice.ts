import { create } from 'zustand';
import type { AccountId, PersonId } from '#shared/domain/ids';
import type { HoursCounted } from '#shared/rules/figures/figureSheet';
import { periodOf, type Period, type PeriodName } from '#shared/rules/figures/period';
import type { FigureQuestion } from '../archive/queries/figureFacts';
import { forgetWithPerson } from '../state/personal';

export type FigureChoice = {
  /** `own` uses the period beside it. */
  readonly name: PeriodName | 'own';
  readonly own: Period;
  readonly account?: AccountId;
  readonly channel?: string;
  readonly person?: PersonId;
  readonly hours: HoursCounted;
};

const atFirst = (): FigureChoice => ({ name: 'days7', own: periodOf('days7', Date.now()), hours: 'all' });

/** What the pages of figures ask; it stays while the person is elsewhere, for as long as the window lives. */
export const useFigureChoice = create<FigureChoice>(atFirst);
forgetWithPerson(() => useFigureChoice.setState(atFirst(), true));

export const chooseFigures = (change: (choice: FigureChoice) => FigureChoice): void => useFigureChoice.setState(change, true);

/** The question of a choice as it stands at `now`. */
export const questionOf = ({ name, own, account, channel, person, hours }: FigureChoice, now: number): FigureQuestion => ({
  period: name === 'own' ? own : periodOf(name, now), hours,
  ...(account !== undefined && { account }), ...(channel !== undefined && { channel }), ...(person !== undefined && { person }),
});
