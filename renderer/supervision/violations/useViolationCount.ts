import { useOpenViolations } from '../../archive/queries/useViolations';

/** Proposals and appeals that wait for a supervisor. */
export const useViolationCount = (): number => useOpenViolations()?.length ?? 0;
