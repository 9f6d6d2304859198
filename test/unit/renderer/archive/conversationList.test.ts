import { describe, expect, it } from 'vitest';
import type { AccountId, ConversationId } from '#shared/domain/ids';
import { nobodyWaits } from '#shared/rules/waiting';
import { filterConversations, type ListContext, type ListFilter } from '#renderer/archive/queries/conversationList';
import type { ConversationRow } from '#renderer/archive/schema/rows';

const NOW = 10_000_000;
const context: ListContext = { now: NOW, targetOf: (account) => (account === 'slow' ? 3_600_000 : 180_000) };

const row = (id: string, more: Partial<ConversationRow> = {}): ConversationRow => ({
  id: id as ConversationId, account: 'shop' as AccountId, chat: { id: id as never, kind: 'private' }, kind: 'private', title: id, // test ids
  touched: 1, lastAt: NOW - 1000, lastSeq: 1, unread: 0, readSeq: 0, waitingSince: 0, status: 'open', queued: 0, failed: 0, uncertain: 0, stage: 'potential',
  marks: { newest: 1, unreadSeqs: [], firstAt: 0, hasForeign: false, undeliveredFrom: 0, unseenFrom: 0, waiting: nobodyWaits }, ...more,
});
const list = (rows: readonly ConversationRow[], filter: Partial<ListFilter> = {}, more: Partial<ListContext> = {}) =>
  filterConversations(rows, { scope: 'all', ...filter }, { ...context, ...more });
const ids = (rows: readonly ConversationRow[]) => rows.map(({ id }) => id);

const rows = [
  row('answered-old', { lastAt: NOW - 9000 }),
  row('answered-new', { lastAt: NOW - 1000, unread: 2, province: '110000' }),
  row('waits-short', { waitingSince: NOW - 10_000, lastAt: NOW - 500, unread: 1, province: '110000', occupation: 'teacher' }),
  row('waits-long', { waitingSince: NOW - 400_000, lastAt: NOW - 300_000, grade: 'A', tags: ['大单', '老客户'] }),
  row('patient', { account: 'slow' as AccountId, waitingSince: NOW - 400_000, lastAt: NOW - 200_000 }), // test id
  row('empty', { lastAt: 0 }),
];

describe('filterConversations', () => {
  it('puts who waits longest first, then the answered ones, latest first; what nobody wrote in is left out', () => {
    const { waiting, answered } = list(rows);
    expect(ids(waiting)).toEqual(['patient', 'waits-long', 'waits-short']);
    expect(ids(answered)).toEqual(['answered-new', 'answered-old']);
  });

  it('counts every chip whatever chip is chosen, overdue by the target of each account', () => {
    const counts = { all: 5, unread: 2, waiting: 3, overdue: 1 };
    expect(list(rows).counts).toEqual(counts);
    const overdue = list(rows, { scope: 'overdue' });
    expect(overdue.counts).toEqual(counts);
    expect(ids(overdue.waiting)).toEqual(['waits-long']);
    expect(ids([...list(rows, { scope: 'unread' }).waiting, ...list(rows, { scope: 'unread' }).answered])).toEqual(['waits-short', 'answered-new']);
  });

  it('shows beside each value what choosing it would give, the other filters kept', () => {
    const result = list(rows, { province: '110000' });
    expect([...result.byProvince]).toEqual([['110000', 2]]);
    expect([...result.byOccupation]).toEqual([['teacher', 1]]);
    expect(result.byAccount.get('slow' as AccountId)).toBeUndefined(); // test id
    expect(list(rows, { province: '310000' }).byProvince.get('110000')).toBe(2);
    expect(list(rows, { scope: 'waiting' }).byProvince.get('110000')).toBe(1);
    expect([...list(rows, { tag: '大单' }).byTag]).toEqual([['大单', 1], ['老客户', 1]]);
  });

  it('combines filters', () => {
    expect(ids(list(rows, { province: '110000', occupation: 'teacher' }).waiting)).toEqual(['waits-short']);
    expect(list(rows, { province: '110000', grade: 'A' }).counts.all).toBe(0);
  });

  it('finds a name by all words in any case, an empty chat too', () => {
    expect(ids(list([row('x', { title: 'Li Lei 旗舰' })], { text: 'LEI 旗' }).answered)).toEqual(['x']);
    expect(ids(list(rows, { text: 'emp' }).answered)).toEqual(['empty']);
  });

  it('leaves out hidden accounts and keeps the open conversation although the chip would drop it', () => {
    expect(list(rows, {}, { isHidden: (account) => account === 'slow' }).counts.all).toBe(4);
    expect(ids(list(rows, { scope: 'unread' }, { keep: 'waits-long' as ConversationId }).waiting)).toContain('waits-long'); // test id
    expect(ids(list(rows, {}, { keep: 'empty' as ConversationId }).answered)).toContain('empty'); // test id
  });
});
