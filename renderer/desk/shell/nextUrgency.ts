import type { AccountId } from '#shared/domain/ids';
import { WARN_AT } from '#shared/rules/clock';
import type { ConversationRow } from '../../archive/schema/rows';

/** When the next conversation turns amber or red, in ms; undefined when none will. */
export const nextUrgency = (rows: readonly ConversationRow[], now: number, targetOf: (account: AccountId) => number): number | undefined => {
  let next: number | undefined;
  for (const row of rows) {
    if (row.waitingSince <= 0) continue;
    const target = targetOf(row.account);
    for (const at of [row.waitingSince + target * WARN_AT, row.waitingSince + target]) {
      if (at > now && (next === undefined || at < next)) next = at;
    }
  }
  return next;
};
