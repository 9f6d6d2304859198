import { create } from 'zustand';
import type { DutyRules } from '#shared/rules/duties/dutyRules';
import type { FlagPack } from '#shared/rules/flags/flagPack';
import type { QualityRules } from '#shared/rules/quality/qualityRules';
import type { Regulation } from '#shared/rules/regulation/regulationPack';
import type { RulePack } from '#shared/rules/rulePack';
import { forgetAtSignOut } from '../../state/personal';

/** What each page of rules changes. Daily duties begin on a day of their own. */
type Rules = {
  readonly clocks: RulePack;
  readonly regulation: Regulation;
  readonly flags: FlagPack;
  readonly dailyDuties: DutyRules & { readonly from?: string };
  readonly scorecards: QualityRules;
};
export type RulePage = keyof Rules;

/** Rules changed and not saved, by page: they stay while the person is elsewhere, and end with sign-out. */
export const useRuleDrafts = create<Partial<Rules>>(() => ({}));
forgetAtSignOut(() => useRuleDrafts.setState({}, true));

/** The same rules; a version's number and the day it begins on are none. */
export const isSameRules = <R extends { readonly version: number; readonly from?: string }>(a: R, b: R): boolean =>
  JSON.stringify({ ...a, version: 0, from: undefined }) === JSON.stringify({ ...b, version: 0, from: undefined });

/** Keeps a draft; one that says what is in force again is none. */
export const keepDraft = <P extends RulePage>(page: P, draft: Rules[P], inForce: Rules[P]): void => {
  if (isSameRules(draft, inForce)) dropDraft(page);
  else useRuleDrafts.setState({ [page]: draft });
};

export const dropDraft = (page: RulePage): void => {
  const { [page]: _dropped, ...others } = useRuleDrafts.getState();
  useRuleDrafts.setState(others, true);
};

export type RuleDraft<R> = {
  /** The rules as they are being changed; those in force while nothing is. Its version is the one the change began with. */
  readonly draft: R;
  readonly isChanged: boolean;
  readonly change: (draft: R) => void;
  /** Saved, or thrown away. */
  readonly drop: () => void;
};

/** The draft of a page over what is in force. */
export const useRuleDraft = <P extends RulePage>(page: P, inForce: Rules[P]): RuleDraft<Rules[P]> => {
  const kept = useRuleDrafts((drafts) => drafts[page]);
  return { draft: kept ?? inForce, isChanged: kept !== undefined, change: (draft) => keepDraft(page, draft, inForce), drop: () => dropDraft(page) };
};

/** Whether a page has changes that are not saved. */
export const useUnsaved = (): ((page: string) => boolean) => {
  const drafts = useRuleDrafts();
  return (page) => page in drafts;
};
