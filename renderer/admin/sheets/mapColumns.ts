import { AppError } from '#shared/domain/errors';
import type { SheetRows } from '../../sheets/sheetRows';

/** One column an area knows. `titles`: what a header may say, in any language, the first is what we write. */
export type SheetColumn<Key extends string> = { readonly key: Key; readonly titles: readonly string[]; readonly isRequired?: boolean };

/** One row below the header. `line` is the number a spreadsheet shows beside it. Columns not in the file are absent. */
export type SheetRecord<Key extends string> = { readonly line: number; readonly cells: Readonly<Partial<Record<Key, string>>> };

export type MappedSheet<Key extends string> = { readonly records: readonly SheetRecord<Key>[]; readonly present: readonly Key[]; readonly ignored: readonly string[] };

/** A header in one spelling. */
export const plainTitle = (title: string): string => title.normalize('NFKC').trim().toLowerCase();

/**
 * Names the cells by the header, whatever the order of columns; blank rows are left out. Rejects (throws) with
 * `sheet.missingColumn` when a required one is not there, `sheet.doubleColumn` when one is there twice.
 */
export const mapColumns = <Key extends string>([header = [], ...rows]: SheetRows, columns: readonly SheetColumn<Key>[]): MappedSheet<Key> => {
  const places = new Map<Key, number>();
  const ignored: string[] = [];
  header.forEach((title, place) => {
    const column = columns.find(({ titles }) => titles.some((one) => plainTitle(one) === plainTitle(title)));
    if (column !== undefined && places.has(column.key)) throw new AppError('sheet.doubleColumn', { column: title });
    if (column !== undefined) places.set(column.key, place);
    else if (title.trim() !== '') ignored.push(title);
  });
  const missing = columns.find(({ key, isRequired }) => isRequired === true && !places.has(key));
  if (missing !== undefined) throw new AppError('sheet.missingColumn', { column: missing.titles[0] ?? missing.key });
  const records = rows.flatMap((row, at): readonly SheetRecord<Key>[] => {
    if (row.every((cell) => cell.trim() === '')) return [];
    const cells: Partial<Record<Key, string>> = {};
    for (const [key, place] of places) cells[key] = (row[place] ?? '').trim();
    return [{ line: at + 2, cells }];
  });
  return { records, present: [...places.keys()], ignored };
};

/** The header we write: each column's first title. */
export const headerOf = <Key extends string>(columns: readonly SheetColumn<Key>[]): readonly string[] => columns.map(({ key, titles }) => titles[0] ?? key);
