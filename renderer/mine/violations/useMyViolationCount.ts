import { usePersonViolations, useRegulationOf } from '../../archive/queries/useViolations';
import { useSession } from '../../state/session';
import { appealEnds } from './appealEnds';

/** Confirmed ones that can still be appealed. */
export const useMyViolationCount = (): number => {
  const me = useSession(({ info }) => info?.person?.id);
  const rows = usePersonViolations(me);
  const packOf = useRegulationOf();
  const now = Date.now();
  return rows?.filter((row) => row.state === 'confirmed' && appealEnds(row, packOf(row.pack)) > now).length ?? 0;
};
