import type { RunningClock } from '#shared/rules/clock';
import { calendarSchema, scheduleOf } from '#shared/rules/schedule';
import { describe, expect, it } from 'vitest';
import type { ConversationRow } from '#renderer/archive/schema/conversationRows';
import { accountLoads, totalLoad } from '#renderer/desk/shell/accountLoads';
import { longestWaiting } from '#renderer/desk/shell/longestWaiting';
import { nextUrgency } from '#renderer/desk/shell/nextUrgency';

const row = (id: string, account: string, waitingSince: number, unread = 0): ConversationRow => ({ id, account, waitingSince, unread }) as ConversationRow; // only what urgency reads
const limit = { ...scheduleOf('always', calendarSchema.parse({}), { days: 'every', spans: [{ from: '00:00', to: '24:00' }] }) };
const target = ({ waitingSince: since }: ConversationRow): RunningClock | undefined =>
  (since === 0 ? undefined : { schedule: limit, since, limit: 100_000, warnAt: since + 60_000, due: since + 100_000, escalateAt: Infinity, rule: {} as RunningClock['rule'] }); // urgency reads no words

describe('urgency', () => {
  const rows = [row('a/1', 'a', 1_000, 2), row('a/2', 'a', 0, 1), row('b/1', 'b', 50_000), row('b/2', 'b', 0)];

  it('counts conversations, not messages, and lateness by target (bug: the rail turns red for a mere wait)', () => {
    const loads = accountLoads(rows, 101_000, target);
    expect(loads.get('a')).toEqual({ unread: 2, waiting: 1, overdue: 1 });
    expect(loads.get('b')).toEqual({ unread: 0, waiting: 1, overdue: 0 });
    expect(totalLoad(loads)).toEqual({ unread: 2, waiting: 2, overdue: 1 });
  });

  it('wakes at the very next change of colour (bug: the count turns late only with the next message)', () => {
    expect(nextUrgency(rows, 2_000, target)).toBe(61_000);
    expect(nextUrgency(rows, 70_000, target)).toBe(101_000);
    expect(nextUrgency(rows, 101_000, target)).toBe(110_000);
    expect(nextUrgency(rows, 150_000, target)).toBeUndefined();
  });

  it('finds who waits longest over everything', () => {
    expect(longestWaiting(rows)?.id).toBe('a/1');
    expect(longestWaiting([row('x/1', 'x', 0)])).toBeUndefined();
  });
});
