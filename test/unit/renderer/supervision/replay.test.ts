import { describe, expect, it } from 'vitest';
import type { ConversationId } from '#shared/domain/ids';
import { defaultRulePack } from '#renderer/archive/queries/rulePack';
import type { TimelineRow } from '#renderer/archive/schema/timelineRows';
import { advance, clockDuring, lineAt, replayOf, silencesOf, stopsOf, talkAround } from '#renderer/supervision/reader/replay';

/** A weekday morning in China, inside the shifts of the default rules. */
const T = Date.UTC(2026, 10, 18, 2, 0, 0);
const MINUTE = 60_000;
const line = (seq: number, minute: number, direction: 'in' | 'out', text: string, more: Partial<TimelineRow> = {}): TimelineRow => ({
  conversation: 'a/b' as ConversationId, back: -(T + minute * MINUTE), backSeq: -seq, keys: [], kind: 'message', at: T + minute * MINUTE, seq, direction, parts: [{ kind: 'text', text }], ...more,
});
const scene = { pack: defaultRulePack, channel: 'onebot', kind: 'private' } as const;

const talk = [
  line(1, 0, 'in', '在吗'),
  line(2, 10, 'out', '您好', { delivery: 'read', acceptedAt: T + 10 * MINUTE }),
  line(3, 11, 'in', '多少钱', { recalled: { at: T + 12 * MINUTE } }),
  line(4, 13, 'out', '1680', { delivery: 'accepted', acceptedAt: T + 14 * MINUTE, versions: [{ at: T + 15 * MINUTE, parts: [{ kind: 'text', text: '1599' }] }] }),
];

describe('replay', () => {
  it('takes the talk around a line, not the one of yesterday (bug: an axis of months)', () => {
    const before = line(0, -60 * 24, 'in', '昨天的');
    expect(talkAround([before, ...talk], 3).map((row) => row.seq)).toEqual([1, 2, 3, 4]);
    expect(talkAround(talk, 99)).toEqual([]);
  });

  it('shows every wait until it was answered, red from the target on (bug: the clock stops when typed, not when accepted)', () => {
    const { waits, moments } = replayOf(talk, scene);
    expect(waits[0]).toMatchObject({ from: T, to: T + 10 * MINUTE });
    expect(waits[0]?.overdueFrom).toBeGreaterThan(T);
    expect(waits[0]?.overdueFrom).toBeLessThan(T + 10 * MINUTE);
    expect(waits[1]).toMatchObject({ from: T + 11 * MINUTE, to: T + 14 * MINUTE });
    expect(moments.map(({ side }) => side)).toEqual(['in', 'out', 'in', 'out']);
    expect(clockDuring(talk, T + 5 * MINUTE, scene)).toBeDefined();
    expect(clockDuring(talk, T + 10.5 * MINUTE, scene)).toBeUndefined();
  });

  it('shows recalls, wordings and sending as they stood (bug: the end is shown from the beginning)', () => {
    const [, , asked, answer] = talk;
    if (asked === undefined || answer === undefined) throw new Error('four lines');
    expect(lineAt(asked, T + 11.5 * MINUTE).recalled).toBeUndefined();
    expect(lineAt(asked, T + 12 * MINUTE).recalled).toEqual({ at: T + 12 * MINUTE });
    expect(lineAt(answer, T + 14.5 * MINUTE).parts).toEqual([{ kind: 'text', text: '1599' }]);
    expect(lineAt(answer, T + 15 * MINUTE).parts).toEqual([{ kind: 'text', text: '1680' }]);
    expect(lineAt(answer, T + 13.5 * MINUTE).delivery).toBe('queued');
    expect(lineAt(answer, T + 14 * MINUTE).delivery).toBe('accepted');
  });

  it('tells which answer ended a wait and what was allowed, and how long nobody wrote (bug: the wait hangs on the wrong reply)', () => {
    expect(replayOf(talk, scene).waits.map(({ seq }) => seq)).toEqual([2, 4]);
    expect(replayOf(talk, scene).waits[0]?.limit).toBeGreaterThan(0);
    expect([...silencesOf(talk)]).toEqual([[2, 10 * MINUTE], [3, MINUTE], [4, 2 * MINUTE]]);
  });

  it('runs at its speed, jumps silences when asked and ends at the end (bug: the head runs past the last line)', () => {
    const stops = stopsOf(talk);
    expect(advance(T, 1000, { speed: 4, skipsIdle: false, stops, end: T + 15 * MINUTE })).toBe(T + 4000);
    expect(advance(T, 16, { speed: 4, skipsIdle: true, stops, end: T + 15 * MINUTE })).toBe(T + 10 * MINUTE - 1000);
    expect(advance(T + 15 * MINUTE - 1, 1000, { speed: 16, skipsIdle: false, stops, end: T + 15 * MINUTE })).toBe(T + 15 * MINUTE);
  });
});
