import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimelineRow } from '#renderer/archive/schema/timelineRows';
import { arrivedAfter, FIRST_INDEX, keyOfRow, newestSeq, shiftedFirstIndex, timelineItems } from '#renderer/desk/timeline/timelineItems';
import { isSameRow, keepSameRows } from '#renderer/desk/timeline/sameRow';

const at = (day: number, hour: number): number => new Date(2026, 10, day, hour, 0).getTime();
const row = (seq: number, over: Partial<TimelineRow> = {}): TimelineRow => ({
  conversation: 'a/c', back: 0, backSeq: -seq, keys: [`a/c#${seq}`], kind: 'message', at: at(20, 10), seq, direction: 'in', parts: [{ kind: 'text', text: `${seq}` }], ...over,
} as TimelineRow); // ids are plain strings here

describe('timelineItems', () => {
  it('opens each local day once, also over midnight', () => {
    const items = timelineItems([row(1, { at: at(20, 23) }), row(2, { at: at(21, 0) }), row(3, { at: at(21, 9) })], false);
    expect(items.map((item) => item.day)).toEqual([at(20, 0), at(21, 0), undefined]);
  });

  it('names the speaker in groups at the first of a run, and again on a new day', () => {
    const li = { id: 'li', name: '李' };
    const wu = { id: 'wu', name: '吴' };
    const rows = [row(1, { sender: li } as never), row(2, { sender: li } as never), row(3, { sender: wu } as never), row(4, { sender: wu, at: at(21, 1) } as never)];
    expect(timelineItems(rows, true).map((item) => item.hasSender)).toEqual([true, false, true, true]);
    expect(timelineItems(rows, false).some((item) => item.hasSender)).toBe(false);
  });

  it('bug: a reply changes its key when the platform gives it an id, and the list draws it as another line', () => {
    const queued = row(5, { client: 'c-1', keys: ['a/c~c-1'], direction: 'out' } as never);
    expect(keyOfRow({ ...queued, keys: ['a/c~c-1', 'a/c#77'], remote: '77' } as never)).toBe(keyOfRow(queued));
  });

  it('says of a reply that it waits behind an earlier unsent one', () => {
    const rows = [row(1, { delivery: 'accepted' }), row(2, { delivery: 'queued' }), row(3, { delivery: 'queued' })];
    expect(timelineItems(rows, false).map((item) => item.isBehind)).toEqual([false, false, true]);
  });

  it('counts what came after the last line seen, only from the customer', () => {
    const items = timelineItems([row(1), row(2), row(3, { direction: 'out' }), row(4, { kind: 'notice' }), row(5)], false);
    expect(arrivedAfter(items, items[0]?.key)).toBe(2);
    expect(arrivedAfter(items, items[4]?.key)).toBe(0);
  });

  it('bug: the read mark takes the last line although a late one in the past has a higher number', () => {
    expect(newestSeq([row(9), row(4)])).toBe(9);
  });
});

describe('shiftedFirstIndex', () => {
  it('older pages in front move the first index down by their number', () => {
    expect(shiftedFirstIndex(FIRST_INDEX, ['c', 'd'], ['a', 'b', 'c', 'd'])).toBe(FIRST_INDEX - 2);
  });

  it('appended lines and dropped ones keep the index of those that stay', () => {
    expect(shiftedFirstIndex(100, ['a', 'b'], ['a', 'b', 'c'])).toBe(100);
    expect(shiftedFirstIndex(100, ['a', 'b', 'c'], ['b', 'c', 'd'])).toBe(101);
  });

  it('bug: a line that arrives late in the past pushes down what is being read', () => {
    expect(shiftedFirstIndex(100, ['a', 'b', 'c'], ['a', 'late', 'b', 'c'], 'b')).toBe(99);
  });

  it('the anchor keeps its absolute index whatever changes around it', () => {
    const keys = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 30 });
    fc.assert(fc.property(keys, keys, fc.nat(), (before, after, pick) => {
      const shared = before.filter((key) => after.includes(key));
      fc.pre(shared.length > 0);
      const anchor = shared[pick % shared.length] ?? '';
      const first = shiftedFirstIndex(500, before, after, anchor);
      expect(first + after.indexOf(anchor)).toBe(500 + before.indexOf(anchor));
    }));
  });
});

describe('keepSameRows', () => {
  it('bug: every message that arrives draws all visible bubbles again', () => {
    const old = [row(1), row(2)];
    const fresh = [row(1), row(2, { delivery: 'read' }), row(3)];
    const kept = keepSameRows(new Map(old.map((one) => [keyOfRow(one), one])), fresh, keyOfRow);
    expect(kept[0]).toBe(old[0]);
    expect(kept[1]).toBe(fresh[1]);
    expect(kept[2]).toBe(fresh[2]);
  });

  it('sees every change that a bubble shows', () => {
    expect(isSameRow(row(1), row(1))).toBe(true);
    expect(isSameRow(row(1), row(1, { recalled: { at: 5 } }))).toBe(false);
    expect(isSameRow(row(1, { recalled: { at: 5 } }), row(1))).toBe(false);
    expect(isSameRow(row(1), row(1, { parts: [{ kind: 'text', text: 'x' }] }))).toBe(false);
  });
});
