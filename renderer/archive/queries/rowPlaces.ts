/** Finds rows of an array by their id. Rows keep their places as those of a `RowStore` do: only added ones are noted. */
export class RowPlaces<Row extends { readonly id: string }> {
  private rows: readonly Row[] = [];
  private places = new Map<string, number>();

  /** Finds in these rows, also later on. */
  finder(rows: readonly Row[]): (id: Row['id']) => Row | undefined {
    // The map is shared by former answers: a place only means something together with the row that stands there.
    if (!this.patch(rows)) this.places = new Map(rows.map(({ id }, at) => [id, at]));
    this.rows = rows;
    const { places } = this;
    return (id) => {
      const row = rows[places.get(id) ?? -1];
      return row?.id === id ? row : undefined;
    };
  }

  private patch(rows: readonly Row[]): boolean {
    for (let at = 0; at < rows.length; at += 1) {
      const [row, old] = [rows[at], this.rows[at]];
      if (row === old || row === undefined) continue;
      if (old !== undefined && old.id !== row.id) return false;
      if (old === undefined) this.places.set(row.id, at);
    }
    return rows.length >= this.rows.length;
  }
}
