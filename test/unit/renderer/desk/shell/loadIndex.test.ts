import fc from 'fast-check';
import { isOverdue, type RunningClock } from '#shared/rules/clock';
import { calendarSchema, scheduleOf } from '#shared/rules/schedule';
import { isUnhandled } from '#shared/rules/waiting';
import { describe, expect, it } from 'vitest';
import type { ConversationRow } from '#renderer/archive/schema/conversationRows';
import { isEscalated, LoadIndex, noLoad, type DeskLoad } from '#renderer/desk/shell/loadIndex';
import { longestWaiting } from '#renderer/desk/shell/longestWaiting';

const row = (id: string, account: string, waitingSince: number, more: Partial<ConversationRow> = {}): ConversationRow => ({ id, account, waitingSince, unread: 0, ...more }) as ConversationRow; // only what the load reads
const always = { ...scheduleOf('always', calendarSchema.parse({}), { days: 'every', spans: [{ from: '00:00', to: '24:00' }] }) };
const clockOf = ({ waitingSince: since }: ConversationRow): RunningClock | undefined =>
  (since === 0 ? undefined : { schedule: always, since, limit: 100_000, warnAt: since + 60_000, due: since + 100_000, escalateAt: Infinity, rule: {} as RunningClock['rule'] }); // the load reads no words

/** The load looked up row by row, remembering nothing. */
const plain = (rows: readonly ConversationRow[], now: number): Omit<DeskLoad, 'loads'> => {
  const late = rows.filter((each) => isOverdue(clockOf(each), now));
  const turns = rows.flatMap((each) => { const clock = clockOf(each); return clock === undefined ? [] : [clock.warnAt, clock.due]; }).filter((at) => at > now);
  return {
    total: { unread: rows.filter(({ unread }) => unread > 0).length, waiting: rows.filter(isUnhandled).length, overdue: late.length },
    longest: longestWaiting(rows), longestLate: longestWaiting(late), escalated: rows.filter(isEscalated).length, next: Math.min(Infinity, ...turns),
  };
};

describe('LoadIndex', () => {
  const rows = [row('a/1', 'a', 1_000, { unread: 2 }), row('a/2', 'a', 0, { unread: 1 }), row('b/1', 'b', 50_000), row('b/2', 'b', 0)];

  it('counts conversations, not messages, and lateness by target (bug: the rail turns red for a mere wait)', () => {
    const { loads, total, longest } = new LoadIndex().view(rows, clockOf, 101_000);
    expect(loads.get('a')).toEqual({ unread: 2, waiting: 1, overdue: 1 });
    expect(loads.get('b')).toEqual({ unread: 0, waiting: 1, overdue: 0 });
    expect(total).toEqual({ unread: 2, waiting: 2, overdue: 1 });
    expect(longest?.id).toBe('a/1');
  });

  it('knows the very next change of colour (bug: the count turns late only with the next message)', () => {
    const nextAt = (now: number): number => new LoadIndex().view(rows, clockOf, now).next;
    expect([2_000, 70_000, 101_000, 150_000].map(nextAt)).toEqual([61_000, 101_000, 110_000, Infinity]);
  });

  it('keeps the same map while no number changed (bug: every message draws the rail anew)', () => {
    const index = new LoadIndex();
    const { loads } = index.view(rows, clockOf, 2_000);
    expect(index.view(rows.map((each) => ({ ...each })), clockOf, 3_000).loads).toBe(loads);
    expect(index.view(rows, clockOf, 101_000).loads).not.toBe(loads);
  });

  it('says after any run of changes what a look at every row says (bug: counts that drift)', () => {
    const changeArb = fc.record({
      name: fc.integer({ min: 0, max: 7 }), waits: fc.constantFrom(0, 0, 5_000, 20_000, 70_000, 110_000), unread: fc.integer({ min: 0, max: 2 }), snoozed: fc.boolean(), told: fc.boolean(),
      passes: fc.integer({ min: -40_000, max: 60_000 }), isAnew: fc.boolean(),
    });
    fc.assert(fc.property(fc.array(changeArb, { minLength: 1, maxLength: 40 }), (changes) => {
      const index = new LoadIndex();
      const known = new Map<number, ConversationRow>();
      let now = 1_000_000;
      for (const { name, waits, unread, snoozed, told, passes, isAnew } of changes) {
        now += passes;
        const waitingSince = waits === 0 ? 0 : now - waits + name; // no two wait equally long
        known.set(name, row(`c/${name}`, `a${name % 3}`, waitingSince, { unread, ...(snoozed && { snooze: { at: 1 } }), ...(told && { breach: { since: waitingSince, escalatedAt: now } as ConversationRow['breach'] }) })); // only what the load reads
        const all = [...known.values()];
        const { loads, ...load } = index.view(all, isAnew ? (each) => clockOf(each) : clockOf, now);
        expect(load).toEqual(plain(all, now));
        for (const account of ['a0', 'a1', 'a2']) expect(loads.get(account) ?? noLoad).toEqual(plain(all.filter((each) => each.account === account), now).total);
      }
    }), { numRuns: 150 });
  });
});
