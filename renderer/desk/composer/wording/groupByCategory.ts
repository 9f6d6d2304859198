import type { WordingRow } from '../../../archive/schema/wordingRows';

export type WordingGroup = { readonly category: string; readonly rows: readonly WordingRow[] };

/** Groups by the whole category path, in the order of the rows (they come sorted by category and title). */
export const groupByCategory = (rows: readonly WordingRow[]): readonly WordingGroup[] => {
  const groups = new Map<string, WordingRow[]>();
  for (const row of rows) {
    const category = row.category.join(' / ');
    const group = groups.get(category);
    if (group === undefined) groups.set(category, [row]);
    else group.push(row);
  }
  return [...groups].map(([category, members]) => ({ category, rows: members }));
};
