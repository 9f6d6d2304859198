/**
 * How far scorers agree over the same contacts. Definitions, also shown to people:
 * - exact: of all pairs of answers to one item of one contact, how many are equal; *within one*: differ by at most 1 on
 *   the scale (met / not met: equal). "Not applicable" makes no pair.
 * - alpha: Krippendorff's alpha with the interval metric (squared difference; met = 1, not met = 0). 1 = as one,
 *   0 = as by chance, below 0 = worse. alpha = 1 - Do/De. Units are contacts with at least two values:
 *   Do = Σ_u [ Σ_{pairs i≠j in u} (v_i - v_j)² / (m_u - 1) ] / n, De = Σ_{pairs i≠j of all n values} (v_i - v_j)² / (n (n - 1)).
 * - strictness of a scorer: mean of own total minus mean total of the others, over contacts scored by both.
 */

/** Values of one unit by different scorers; missing ones are left out. */
export type Unit = readonly number[];

/** Null with fewer than two units (one alone always comes to 0), or when all values are equal: there is nothing chance could explain. */
export const alphaOf = (units: readonly Unit[]): number | null => {
  const pairable = units.filter((unit) => unit.length > 1);
  const values = pairable.flat();
  const n = values.length;
  if (pairable.length < 2) return null;
  const squares = (list: readonly number[]): number => list.reduce((sum, a) => sum + list.reduce((inner, b) => inner + (a - b) ** 2, 0), 0);
  const expected = squares(values) / (n * (n - 1));
  if (expected === 0) return null;
  const observed = pairable.reduce((sum, unit) => sum + squares(unit) / (unit.length - 1), 0) / n;
  return 1 - observed / expected;
};

export type PairCount = { readonly pairs: number; readonly exact: number; readonly near: number };

/** Pairs within each unit, `near` = differing by at most `tolerance`. */
export const pairsOf = (units: readonly Unit[], tolerance: number): PairCount => {
  let [pairs, exact, near] = [0, 0, 0];
  for (const unit of units) {
    for (const [at, a] of unit.entries()) {
      for (const b of unit.slice(at + 1)) {
        pairs += 1;
        if (a === b) exact += 1;
        if (Math.abs(a - b) <= tolerance) near += 1;
      }
    }
  }
  return { pairs, exact, near };
};

export type ScoredUnit = readonly { readonly scorer: string; readonly total: number }[];

/** By scorer: own total minus the mean of the others' over the same contacts; above 0 = milder. */
export const strictnessOf = (units: readonly ScoredUnit[]): ReadonlyMap<string, { readonly difference: number; readonly contacts: number }> => {
  const sums = new Map<string, { sum: number; contacts: number }>();
  for (const unit of units.filter((each) => each.length > 1)) {
    for (const { scorer, total } of unit) {
      const others = unit.filter((each) => each.scorer !== scorer);
      const mean = others.reduce((sum, each) => sum + each.total, 0) / others.length;
      const known = sums.get(scorer) ?? { sum: 0, contacts: 0 };
      sums.set(scorer, { sum: known.sum + total - mean, contacts: known.contacts + 1 });
    }
  }
  return new Map([...sums].map(([scorer, { sum, contacts }]) => [scorer, { difference: sum / contacts, contacts }]));
};
