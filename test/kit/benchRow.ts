/**
 * One line of `npm run bench`. `value` is what was measured; `baseline` the same measured in the same run on the
 * plain thing it is compared with (null when the target is absolute); `ratio` is value over baseline; `target`
 * is shown as written, e.g. `ratio >= 0.5` or `value <= 150 ms`; `met` is null when there is no target.
 */
export type BenchRow = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number | null;
  readonly ratio: number | null;
  readonly target: string | null;
  readonly met: boolean | null;
};

type Bound = { readonly atLeast: number } | { readonly atMost: number };

const holds = (bound: Bound, value: number): boolean => ('atLeast' in bound ? value >= bound.atLeast : value <= bound.atMost);
const written = (of: string, bound: Bound, unit: string): string => ('atLeast' in bound ? `${of} >= ${bound.atLeast}${unit}` : `${of} <= ${bound.atMost}${unit}`);

/** A measure against its baseline of the same run; the bound is on the ratio. */
export const ratioRow = (name: string, value: number, unit: string, baseline: number, bound?: Bound): BenchRow => {
  const ratio = value / baseline;
  return { name, value, unit, baseline, ratio, target: bound ? written('ratio', bound, '') : null, met: bound ? holds(bound, ratio) : null };
};

/** A measure by itself; the bound is on the value. */
export const valueRow = (name: string, value: number, unit: string, bound?: Bound): BenchRow =>
  ({ name, value, unit, baseline: null, ratio: null, target: bound ? written('value', bound, ` ${unit}`) : null, met: bound ? holds(bound, value) : null });

/** A measure whose bound is on the value, with something known beside it for scale (a frame, say). */
export const valueBeside = (name: string, value: number, unit: string, baseline: number, bound?: Bound): BenchRow =>
  ({ ...valueRow(name, value, unit, bound), baseline, ratio: value / baseline });

/** The smallest value that at least `share` (0 to 1) of the values do not exceed; NaN for none. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
};
