import { isOverdue, type RunningClock } from '#shared/rules/clock';
import { isUnhandled } from '#shared/rules/waiting';
import type { ConversationRow } from '../../archive/schema/conversationRows';

/** What one account has on its plate, in conversations. */
export type AccountLoad = { readonly unread: number; readonly waiting: number; readonly overdue: number };
export const noLoad: AccountLoad = { unread: 0, waiting: 0, overdue: 0 };

/** Counts per account; `clockOf` gives a conversation's clock that is due first. */
export const accountLoads = (rows: readonly ConversationRow[], now: number, clockOf: (row: ConversationRow) => RunningClock | undefined): ReadonlyMap<string, AccountLoad> => {
  const loads = new Map<string, { unread: number; waiting: number; overdue: number }>();
  for (const row of rows) {
    const load = loads.get(row.account) ?? { unread: 0, waiting: 0, overdue: 0 };
    if (row.unread > 0) load.unread += 1;
    if (isUnhandled(row)) load.waiting += 1;
    if (isOverdue(clockOf(row), now)) load.overdue += 1;
    loads.set(row.account, load);
  }
  return loads;
};

/** Everything of every account. */
export const totalLoad = (loads: ReadonlyMap<string, AccountLoad>): AccountLoad => {
  const sum = { unread: 0, waiting: 0, overdue: 0 };
  for (const load of loads.values()) {
    sum.unread += load.unread;
    sum.waiting += load.waiting;
    sum.overdue += load.overdue;
  }
  return sum;
};
