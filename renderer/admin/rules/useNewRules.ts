import type { FlagRule } from '#shared/rules/flags/flagPack';
import type { RegulationRule } from '#shared/rules/regulation/regulationPack';
import { defaultFlagPack, useFlagPack, useFlagPackHistory } from '../../archive/queries/flagRules';
import { shippedRegulation, useRegulation, useRegulationHistory } from '../../archive/queries/useViolations';
import { newRules } from './newRules';
import { useRuleDrafts } from './ruleDrafts';

/** New word rules of this version of the program, not in the draft either; none while they are read. */
export const useNewFlagRules = (): readonly FlagRule[] => {
  const inForce = useFlagPack();
  const draft = useRuleDrafts(({ flags }) => flags) ?? inForce;
  const versions = useFlagPackHistory();
  return draft === undefined || versions === undefined ? [] : newRules(defaultFlagPack, draft, versions.map(({ pack }) => pack));
};

/** The same for the regulation. */
export const useNewRegulationRules = (): readonly RegulationRule[] => {
  const inForce = useRegulation();
  const draft = useRuleDrafts(({ regulation }) => regulation) ?? inForce;
  const versions = useRegulationHistory();
  return versions === undefined ? [] : newRules(shippedRegulation, draft, versions.map(({ pack }) => pack));
};
