import { create } from 'zustand';
import type { QualityRules } from '#shared/rules/quality/qualityRules';
import { forgetWithPerson } from '../../state/personal';

type State = { readonly draft: QualityRules | undefined; readonly chosen: string | undefined };

const atFirst: State = { draft: undefined, chosen: undefined };

/** Scorecards not saved yet, and the one that is open: both stay while the person is elsewhere. */
export const useScorecardDraft = create<State>(() => atFirst);
forgetWithPerson(() => useScorecardDraft.setState(atFirst, true));

export const changeDraft = (draft: QualityRules): void => useScorecardDraft.setState({ draft });
export const dropDraft = (): void => useScorecardDraft.setState({ draft: undefined });
export const chooseCard = (chosen: string | undefined): void => useScorecardDraft.setState({ chosen });
