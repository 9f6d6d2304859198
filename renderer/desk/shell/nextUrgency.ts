import type { RunningClock } from '#shared/rules/clock';
import type { ConversationRow } from '../../archive/schema/conversationRows';

/** When the next conversation turns amber or red, in ms; undefined when none will. */
export const nextUrgency = (rows: readonly ConversationRow[], now: number, clockOf: (row: ConversationRow) => RunningClock | undefined): number | undefined => {
  let next = Infinity;
  for (const row of rows) {
    if (row.waitingSince <= 0) continue;
    const clock = clockOf(row);
    if (clock === undefined) continue;
    if (clock.warnAt > now && clock.warnAt < next) next = clock.warnAt;
    else if (clock.due > now && clock.due < next) next = clock.due;
  }
  return next === Infinity ? undefined : next;
};
