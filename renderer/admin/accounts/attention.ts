import { isSelfHealing, type AccountStatus } from '#shared/domain/account';
import type { AccountRow } from '../../archive/schema/rows';

/** A person must act before this account works again. */
export const needsAction = (status: AccountStatus): boolean => !isSelfHealing(status.state) && status.state !== 'online' && status.state !== 'paused';

export type AccountFilter = { readonly chip: 'all' | 'attention' | 'demo'; readonly text: string };

/** Accounts a filter leaves, in the order they were registered. */
export const filterAccounts = (rows: readonly AccountRow[], filter: AccountFilter, isDemo: (row: AccountRow) => boolean): readonly AccountRow[] => {
  const text = filter.text.trim().toLowerCase();
  return rows.filter((row) =>
    (filter.chip !== 'attention' || needsAction(row.status))
    && (filter.chip !== 'demo' || isDemo(row))
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
