import type { Regulation } from '#shared/rules/regulation/regulationPack';
import type { ViolationRow } from '../../archive/schema/violationRows';

const DAY = 86_400_000;

/** Until when a confirmed violation can be appealed, ms; the engine refuses later by itself. */
export const appealEnds = (row: ViolationRow, pack: Regulation | undefined): number =>
  (row.steps.findLast(({ type }) => type === 'confirmed')?.at ?? 0) + (pack?.appealDays ?? 0) * DAY;
