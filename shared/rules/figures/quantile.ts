/** `sorted` ascending, `q` 0..1, by linear interpolation between neighbours (as spreadsheets' PERCENTILE.INC); `undefined` of nothing. */
export const quantile = (sorted: ArrayLike<number>, q: number): number | undefined => {
  const place = (sorted.length - 1) * q;
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  return low === undefined || high === undefined ? undefined : low + (high - low) * (place - Math.floor(place));
};

export type Spread = { readonly count: number; readonly mean: number; readonly median: number; readonly p90: number };

/** Mean beside median and p90: one who waited a night moves the mean alone. `undefined` of nothing. */
export const spreadOf = (values: readonly number[]): Spread | undefined => {
  const sorted = Float64Array.from(values).sort();
  const median = quantile(sorted, 0.5);
  const p90 = quantile(sorted, 0.9);
  if (median === undefined || p90 === undefined) return undefined;
  let sum = 0;
  for (const value of sorted) sum += value;
  return { count: sorted.length, mean: sum / sorted.length, median, p90 };
};
