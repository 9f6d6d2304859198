import { AppError } from '#shared/domain/errors';
import { decodeText, type TextEncoding } from './decodeText';
import { fromNeutral } from '../../sheets/neutral';
import { LARGEST_SHEET, MOST_ROWS, type SheetRows } from '../../sheets/sheetRows';

export type ReadSheet = { readonly rows: SheetRows; readonly kind: 'csv' | 'xlsx' | 'xls'; readonly encoding?: TextEncoding };

const startsWith = (bytes: Uint8Array, ...magic: readonly number[]): boolean => magic.every((byte, at) => bytes[at] === byte);
const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, 0x50, 0x4b);
const isCompoundFile = (bytes: Uint8Array): boolean => startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0);

const two = (value: number): string => String(value).padStart(2, '0');

/** Sheets know no time zone: the library gives the written date as UTC. */
const dateText = (date: Date): string => {
  if (Number.isNaN(date.getTime())) return '';
  const day = `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  const isMidnight = date.getTime() % 86_400_000 === 0;
  return isMidnight ? day : `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
};

/** A cell as the person sees it: long numbers (telephone, order) never in scientific notation. */
const cellText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value).toString() : String(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return value instanceof Date ? dateText(value) : '';
};

const isBlank = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === '');

/** Same line ends everywhere, our apostrophes off, no empty rows at the end (those inside keep their numbers). */
const tidy = (rows: readonly (readonly string[])[]): SheetRows => {
  const clean = rows.map((row) => row.map((cell) => fromNeutral(cell.replace(/\r\n?/gu, '\n'))));
  return clean.slice(0, clean.findLastIndex((row) => !isBlank(row)) + 1);
};

const readBook = async (bytes: Uint8Array, kind: 'xlsx' | 'xls'): Promise<SheetRows> => {
  const { readXls, readXlsx } = await import('hucre/xlsx');
  const book = kind === 'xls' ? await readXls(bytes) : await readXlsx(bytes, { sheets: (sheet) => sheet.hidden !== true && sheet.veryHidden !== true });
  return (book.sheets[0]?.rows ?? []).map((row) => row.map(cellText));
};

const readBookOrSay = async (bytes: Uint8Array, kind: 'xlsx' | 'xls'): Promise<SheetRows> => {
  try {
    return await readBook(bytes, kind);
  } catch (cause) {
    throw new AppError('sheet.unreadable', {}, { cause });
  }
};

/** What parts the columns of the header, quoted stretches aside: the rows below may be full of the other signs. */
const delimiterOf = (text: string): string => {
  const [header = ''] = text.replace(/"(?:[^"]|"")*"/gu, '').split(/\r?\n|\r/u).filter((line) => line.trim() !== '');
  const count = (sign: string): number => header.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
};

const readText = async (bytes: Uint8Array): Promise<{ readonly rows: SheetRows; readonly encoding: TextEncoding }> => {
  const decoded = decodeText(bytes);
  if (decoded === undefined) throw new AppError('sheet.notText', {});
  const { parseCsv } = await import('hucre/csv');
  return { rows: parseCsv(decoded.text, { delimiter: delimiterOf(decoded.text) }).map((row) => row.map(cellText)), encoding: decoded.encoding };
};

/**
 * Reads a file somebody chose: by its first bytes, never by its name. The first visible sheet of a workbook. Every
 * cell is text; formulas give their last value. Rejects with `sheet.tooLarge`, `sheet.unreadable` (damaged or sealed
 * by a password), `sheet.notText`, `sheet.empty`, `sheet.tooManyRows`.
 */
export const readSheet = async (bytes: Uint8Array): Promise<ReadSheet> => {
  if (bytes.length > LARGEST_SHEET) throw new AppError('sheet.tooLarge', { size: bytes.length, limit: LARGEST_SHEET });
  const kind = isZip(bytes) ? 'xlsx' : isCompoundFile(bytes) ? 'xls' : 'csv';
  const read = kind === 'csv' ? await readText(bytes) : { rows: await readBookOrSay(bytes, kind) };
  const rows = tidy(read.rows);
  if (rows.length === 0) throw new AppError('sheet.empty', {});
  if (rows.length > MOST_ROWS + 1) throw new AppError('sheet.tooManyRows', { rows: rows.length - 1, limit: MOST_ROWS });
  return { ...read, rows, kind };
};
