/** Which column of a file is which of ours, where its header does not say so by itself. Pure. */
import type { SheetRows } from '../../sheets/sheetRows';
import { plainTitle, type SheetColumn } from './mapColumns';

/** For each column of the file the key of ours, `null` for one that is left out. */
export type ColumnPlan = readonly (string | null)[];

/** What people call it: shared characters count, so that 客户姓名 finds 姓名 and 收货地址 finds 地址. */
const likeness = (header: string, title: string): number => {
  if (header === '' || title === '') return 0;
  if (header === title) return 3;
  return header.length > 1 && title.length > 1 && (header.includes(title) || title.includes(header)) ? 2 : 0;
};

/** A first guess: the known names, then those that hold or are held by one. No column of ours is used twice. */
export const guessColumns = (header: readonly string[], columns: readonly SheetColumn<string>[]): ColumnPlan => {
  const chosen: (string | null)[] = header.map(() => null);
  const used = new Set<string>();
  for (const least of [3, 2]) {
    header.forEach((title, at) => {
      if (chosen[at] !== null) return;
      const fit = columns.find(({ key, titles }) => !used.has(key) && titles.some((one) => likeness(plainTitle(title), plainTitle(one)) >= least));
      if (fit === undefined) return;
      chosen[at] = fit.key;
      used.add(fit.key);
    });
  }
  return chosen;
};

/** The table under our own header; what is left out has none. */
export const renamedSheet = ([header = [], ...rows]: SheetRows, plan: ColumnPlan, columns: readonly SheetColumn<string>[]): SheetRows => {
  const titleOf = new Map(columns.map(({ key, titles }) => [key, titles[0] ?? key]));
  return [header.map((_, at) => titleOf.get(plan[at] ?? '') ?? ''), ...rows];
};

export const leftOut = (header: readonly string[], plan: ColumnPlan): readonly string[] => header.filter((title, at) => title.trim() !== '' && (plan[at] ?? null) === null);

/** A column of ours chosen for two of theirs. */
export const chosenTwice = (plan: ColumnPlan): ReadonlySet<string> => new Set(plan.filter((key, at): key is string => key !== null && plan.indexOf(key) !== at));

/** The same set of headers, whatever else is in the file. */
export const headerKey = (header: readonly string[]): string => header.map(plainTitle).join('\u001f');

/** What was chosen before for this header; `undefined` where nothing was, or a column is gone since. */
export const rememberedPlan = (kept: unknown, header: readonly string[], columns: readonly SheetColumn<string>[]): ColumnPlan | undefined => {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const plan = (kept as Readonly<Record<string, unknown>>)[headerKey(header)]; // probed below
  const known = new Set(columns.map(({ key }) => key));
  if (!Array.isArray(plan) || plan.length !== header.length) return undefined;
  return plan.every((key): key is string | null => key === null || (typeof key === 'string' && known.has(key))) ? plan : undefined;
};
