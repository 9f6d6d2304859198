/**
 * What passes of an array whose rows keep their places, as those of a `RowStore` do: only replaced and added rows
 * are asked again, and the answer is the same array while nothing of it changed.
 */
export class KeptFilter<Row> {
  private rows: readonly Row[] = [];
  private passes: ((row: Row) => boolean) | undefined;
  private passed: readonly Row[] = [];
  /** Where a row stands among those that pass, -1 where it does not. */
  private placeOf: number[] = [];

  /** Another function asks every row again. */
  view(rows: readonly Row[], passes: (row: Row) => boolean): readonly Row[] {
    if (passes !== this.passes || rows.length < this.rows.length || !this.patch(rows, passes)) this.begin(rows, passes);
    this.rows = rows;
    this.passes = passes;
    return this.passed;
  }

  /** False when a row came in or fell out in the middle. */
  private patch(rows: readonly Row[], passes: (row: Row) => boolean): boolean {
    let next: Row[] | undefined;
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at];
      if (row === undefined || (at < this.rows.length && row === this.rows[at])) continue;
      const isNew = at >= this.rows.length;
      const before = isNew ? -1 : this.placeOf[at] ?? -1;
      const isIn = passes(row);
      if (!isNew && isIn !== (before >= 0)) return false;
      if (isIn) next ??= [...this.passed];
      const place = isIn && isNew && next !== undefined ? next.length : before;
      if (next !== undefined && place >= 0) next[place] = row;
      this.placeOf[at] = place;
    }
    this.passed = next ?? this.passed;
    return true;
  }

  private begin(rows: readonly Row[], passes: (row: Row) => boolean): void {
    const passed: Row[] = [];
    this.placeOf = rows.map((row) => (passes(row) ? passed.push(row) - 1 : -1));
    this.passed = passed;
  }
}
