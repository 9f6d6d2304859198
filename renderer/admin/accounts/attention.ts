import { isSelfHealing, type AccountStatus } from '#shared/domain/account';
import type { AccountRow } from '../../archive/schema/accountRows';
import { isDue, type Custody } from './custodyOf';

/** A person must act before this account works again. */
export const needsAction = (status: AccountStatus): boolean => !isSelfHealing(status.state) && status.state !== 'online' && status.state !== 'paused';

export type AccountFilter = { readonly chip: 'all' | 'attention' | 'breach' | 'due' | 'demo' | 'removed'; readonly text: string };

/** What decides under which chips an account stands. */
export type ChipTests = { readonly isDemo: (row: AccountRow) => boolean; readonly custodyOf: (row: AccountRow) => Custody };

/** Whether an account stands under a chip; removed ones under their own alone. */
export const fitsChip = (row: AccountRow, chip: AccountFilter['chip'], { isDemo, custodyOf }: ChipTests): boolean => {
  if (row.removed || chip === 'removed') return row.removed && chip === 'removed';
  switch (chip) {
    case 'all': return true;
    case 'attention': return needsAction(row.status);
    case 'demo': return isDemo(row);
    case 'breach': return custodyOf(row).breaches.length > 0;
    case 'due': return isDue(custodyOf(row));
  }
};

/** Accounts a filter leaves, in the order they were registered. */
export const filterAccounts = (rows: readonly AccountRow[], filter: AccountFilter, tests: ChipTests): readonly AccountRow[] => {
  const text = filter.text.trim().toLowerCase();
  return rows.filter((row) =>
    fitsChip(row, filter.chip, tests)
    && (text === '' || row.name.toLowerCase().includes(text) || row.mark.code.toLowerCase().includes(text) || (row.nickname ?? '').toLowerCase().includes(text)));
};

/** The colour and the code least likely to be mistaken for another account's. */
export const freshMark = (rows: readonly AccountRow[], name: string): { readonly code: string; readonly color: number } => {
  const used = new Map<number, number>();
  for (const row of rows) used.set(row.mark.color, (used.get(row.mark.color) ?? 0) + 1);
  const colors = Array.from({ length: 12 }, (_, index) => index + 1);
  const color = colors.reduce((best, each) => ((used.get(each) ?? 0) < (used.get(best) ?? 0) ? each : best), 1);
  return { code: [...name.trim()].slice(0, 4).join(''), color };
};
