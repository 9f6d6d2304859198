import { AppError } from '#shared/domain/errors';
import { toNeutral, toTypedNeutral } from './neutral';
import { LONGEST_CELL, type SheetFormat, type SheetRows } from './sheetRows';

const mimes: Readonly<Record<SheetFormat, string>> = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const checkLengths = (rows: SheetRows): void => {
  const line = rows.findIndex((row) => row.some((cell) => cell.length > LONGEST_CELL));
  if (line >= 0) throw new AppError('sheet.cellTooLong', { line: line + 1, limit: LONGEST_CELL });
};

const MOST_WIDTH = 60;
/** CJK characters take two columns. */
const widthOf = (cell: string): number => Math.max(...cell.split('\n').map((line) => [...line].reduce((sum, char) => sum + (char > '\u2e80' ? 2 : 1), 0)));
const columnsOf = (rows: SheetRows): { readonly width: number }[] => {
  const count = Math.max(...rows.map((row) => row.length));
  return Array.from({ length: count }, (_, at) => ({ width: Math.min(MOST_WIDTH, Math.max(8, ...rows.slice(0, 200).map((row) => widthOf(row[at] ?? '') + 2))) }));
};

/**
 * The table as a file. CSV: UTF-8 with the BOM Excel needs, CRLF, every formula neutralised by an apostrophe. XLSX: all
 * cells text, header frozen. `readSheet` gives back the same rows. Rejects with `sheet.cellTooLong`.
 */
export const writeSheet = async (format: SheetFormat, rows: SheetRows, sheetName: string): Promise<Uint8Array> => {
  checkLengths(rows);
  if (format === 'csv') {
    const { writeCsv } = await import('hucre/csv');
    return new TextEncoder().encode(writeCsv(rows.map((row) => row.map(toNeutral)), { bom: true, lineSeparator: '\r\n' }));
  }
  const { writeXlsx } = await import('hucre/xlsx');
  return writeXlsx({ sheets: [{ name: sheetName.replace(/[\\/?*[\]:]/gu, ' ').slice(0, 31), rows: rows.map((row) => row.map(toTypedNeutral)), columns: columnsOf(rows), freezePane: { rows: 1 } }] });
};

/** Offers bytes as a file; the system asks where to put it. `name` without its ending. */
export const saveSheet = (format: SheetFormat, bytes: Uint8Array, name: string): void => {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: mimes[format] }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.${format}`;
  link.click();
  // The download has taken its own hold of the blob by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};
