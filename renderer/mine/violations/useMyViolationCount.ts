import { usePersonViolations, useRegulationOf } from '../../archive/queries/useViolations';
import { useMe } from '../../state/session';
import { appealEnds } from './appealEnds';

/** Confirmed ones that can still be appealed. */
export const useMyViolationCount = (): number => {
  const me = useMe();
  const rows = usePersonViolations(me);
  const packOf = useRegulationOf();
  const now = Date.now();
  return rows?.filter((row) => row.state === 'confirmed' && appealEnds(row, packOf(row.pack)) > now).length ?? 0;
};
