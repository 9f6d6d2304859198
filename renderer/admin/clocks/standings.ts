import { clockAt, clocksOf } from '#shared/rules/clock';
import type { RulePack } from '#shared/rules/rulePack';
import type { ConversationRow } from '../../archive/schema/conversationRows';

/** Conversations that wait, by how their first clock stands; `none` = no clock concerns them. */
export type Standings = Readonly<Record<'overdue' | 'warn' | 'ok' | 'paused' | 'none', number>>;

/** How everybody who waits now would stand under a pack. */
export const standingsOf = (pack: RulePack, rows: readonly ConversationRow[], channelOf: (row: ConversationRow) => string | undefined, now: number): Standings => {
  const standings = { overdue: 0, warn: 0, ok: 0, paused: 0, none: 0 };
  for (const row of rows) {
    const channel = channelOf(row);
    if (row.waitingSince === 0 || row.snooze !== undefined || channel === undefined) continue;
    standings[clockAt(clocksOf(pack, row, channel)[0], now).state] += 1;
  }
  return standings;
};
