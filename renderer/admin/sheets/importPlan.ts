/** What an import would do with one row. `refused` rows say why and are left out; the rest is applied as one or not at all. */
export type Verdict = 'new' | 'changed' | 'unchanged' | 'refused';
export const verdicts: readonly Verdict[] = ['new', 'changed', 'unchanged', 'refused'];

/** One field of a changed row, as words for the screen. */
export type PlannedChange = { readonly label: string; readonly before: string; readonly after: string };

export type PlannedRow = {
  /** The number a spreadsheet shows beside the row. */
  readonly line: number;
  readonly verdict: Verdict;
  readonly name: string;
  /** Why a row is refused: a sentence. */
  readonly reason?: string;
  readonly changes?: readonly PlannedChange[];
  /** What a new row brings, in one line. */
  readonly about?: string;
};

/** `items`: what applying hands over, one for each new or changed row, in the order of the file. */
export type ImportPlan<Item> = { readonly rows: readonly PlannedRow[]; readonly items: readonly Item[]; readonly ignored: readonly string[] };

export const countOf = (plan: ImportPlan<unknown>, verdict: Verdict): number => plan.rows.filter((row) => row.verdict === verdict).length;
