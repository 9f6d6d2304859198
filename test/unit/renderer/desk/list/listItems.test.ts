import { describe, expect, it } from 'vitest';
import type { ConversationId } from '#shared/domain/ids';
import type { ConversationRow } from '#renderer/archive/schema/conversationRows';
import { groupedItems, idsOf, neighbourOf } from '#renderer/desk/list/listItems';
import { rowState, sentMark } from '#renderer/desk/list/rowPreview';
import { facetMatches, facetValues } from '#renderer/desk/list/facets';

const row = (id: string): ConversationRow => ({ id }) as ConversationRow; // only the id matters here
const ids = (...names: readonly string[]): readonly ConversationId[] => names as readonly ConversationId[]; // test ids

const empty = { pinned: [], waiting: [], later: [], answered: [] };

describe('list items', () => {
  it('puts each group under its header and leaves an empty one out (bug: a header over nothing)', () => {
    const items = groupedItems({ ...empty, pinned: [row('a/0')], waiting: [row('a/1'), row('a/2')], answered: [row('a/3')] });
    expect(items.map((item) => (item.kind === 'group' ? `${item.group} ${item.count}` : item.id))).toEqual(['pinned 1', 'a/0', 'waiting 2', 'a/1', 'a/2', 'answered 1', 'a/3']);
    expect(groupedItems(empty)).toEqual([]);
    expect(idsOf(items)).toEqual(['a/0', 'a/1', 'a/2', 'a/3']);
    expect(items.flatMap((item) => (item.kind === 'row' ? [item.place] : []))).toEqual([1, 2, 3, 4]);
    expect(groupedItems({ ...empty, answered: [row('a/3')] }, true)[0]).toEqual({ kind: 'group', group: 'recent', count: 1 });
  });

  it('walks over headers, stops at the ends and enters from outside at the near end (bug: wraps to the top)', () => {
    const all = ids('a/1', 'a/2', 'a/3');
    expect(neighbourOf(all, 'a/1' as ConversationId, 1)).toBe('a/2');
    expect(neighbourOf(all, 'a/3' as ConversationId, 1)).toBe('a/3');
    expect(neighbourOf(all, 'a/1' as ConversationId, -1)).toBe('a/1');
    expect(neighbourOf(all, null, 1)).toBe('a/1');
    expect(neighbourOf(all, 'gone/1' as ConversationId, -1)).toBe('a/3');
    expect(neighbourOf(all, 'a/2' as ConversationId, Infinity)).toBe('a/3');
    expect(neighbourOf([], null, 1)).toBeUndefined();
  });
});

describe('row words', () => {
  const none = { failed: 0, uncertain: 0, queued: 0 };
  it('names what needs the agent most (bug: a draft hides a failed reply)', () => {
    expect(rowState({ failed: 1, uncertain: 1, queued: 1 }, 'x')).toBe('failed');
    expect(rowState({ ...none, uncertain: 1, queued: 1 }, 'x')).toBe('uncertain');
    expect(rowState({ ...none, queued: 1 }, 'x')).toBe('queued');
    expect(rowState(none, 'x')).toBe('draft');
    expect(rowState(none, '  ')).toBeUndefined();
  });

  it('ticks only what arrived', () => {
    expect(sentMark({ text: '', direction: 'out', delivery: 'read' })).toBe('read');
    expect(sentMark({ text: '', direction: 'out', delivery: 'queued' })).toBeUndefined();
    expect(sentMark({ text: '', direction: 'in' })).toBeUndefined();
  });
});

const words = { locale: 'zh-CN', t: (key: string) => key, personName: () => undefined, reasonName: () => undefined };

describe('facets', () => {
  it('keeps the chosen value in the menu when nobody carries it (bug: a filter that cannot be taken off)', () => {
    expect(facetValues('province', new Map([['110000', 2]]), '330000')).toEqual([{ value: '110000', count: 2 }, { value: '330000', count: 0 }]);
    expect(facetValues('grade', new Map([['B', 9], ['A', 1]]), null).map(({ value }) => value)).toEqual(['A', 'B']);
  });

  it('finds a province by its initials', () => {
    expect(facetMatches('province', '330000', 'zj', words)).toBe(true);
    expect(facetMatches('province', '330000', '浙', words)).toBe(true);
    expect(facetMatches('tag', '老客户', '客', words)).toBe(true);
  });
});
