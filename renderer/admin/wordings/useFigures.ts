import { useMemo } from 'react';
import { figuresByWording } from '../../archive/queries/wordingFigures';
import { useWordingPolicy } from '../../archive/queries/useWordingPolicy';
import { useWordingUses } from '../../archive/queries/useWordingUses';
import type { Figures } from './pickWordings';

/** How far back the figures count, days; 0 = ever. */
export const spans = [7, 30, 90, 0] as const;
export type Span = (typeof spans)[number];

const DAY = 86_400_000;

/** From the beginning of a local day, so that the question stays the same all day. */
export const sinceOf = (span: Span, now: number): number => (span === 0 ? 0 : new Date(now).setHours(0, 0, 0, 0) - (span - 1) * DAY);

const none: Figures = new Map();

/** Use and outcome of every wording within the span; empty until it is read. */
export const useFigures = (span: Span): Figures => {
  const { answeredHours, soldDays } = useWordingPolicy();
  const uses = useWordingUses(sinceOf(span, Date.now()));
  return useMemo(() => (uses === undefined ? none : figuresByWording(uses, { answeredHours, soldDays })), [uses, answeredHours, soldDays]);
};
