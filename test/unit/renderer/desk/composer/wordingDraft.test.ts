import { describe, expect, it } from 'vitest';
import type { WordingRow } from '#renderer/archive/schema/rows';
import { groupByCategory } from '#renderer/desk/composer/wording/groupByCategory';
import { categoryPath, draftOf, troubleOf, wordingOf } from '#renderer/desk/composer/wording/wordingDraft';

const row = (over: object): WordingRow => ({ id: 'w1', title: '发货', category: ['发货', '时效'], shortcut: 'fh', parts: [{ kind: 'text', text: '好' }], accounts: [], search: [], uses: 0, savedAt: 0, ...over }) as unknown as WordingRow; // ids are plain strings here
const blank = draftOf(undefined, () => 'new' as never);

describe('wordingDraft', () => {
  it('goes from row to form and back without loss', () => {
    expect(wordingOf(draftOf(row({}), () => 'x' as never))).toMatchObject({ id: 'w1', title: '发货', category: ['发货', '时效'], shortcut: 'fh', parts: [{ kind: 'text', text: '好' }] });
  });

  it('takes both slashes between levels and drops empty ones', () => {
    expect(categoryPath(' 发货 /时效／ /')).toEqual(['发货', '时效']);
  });

  it('says at each field what is wrong', () => {
    expect(troubleOf(blank, [])).toEqual({ title: 'empty', text: 'empty' });
    expect(troubleOf({ ...blank, title: 'x', text: 'y', shortcut: 'a b' }, [])).toEqual({ shortcut: 'badShortcut' });
    expect(troubleOf({ ...blank, title: 'x', text: 'y', category: 'a/b/c/d/e' }, [])).toEqual({ category: 'tooDeep' });
  });

  it('bug: two wordings answer to one shortcut; saving one again is no clash', () => {
    expect(troubleOf({ ...blank, title: 'x', text: 'y', shortcut: 'FH' }, [row({})])).toEqual({ shortcut: 'taken' });
    expect(troubleOf(draftOf(row({}), () => 'x' as never), [row({})])).toEqual({});
  });

  it('groups by the whole path in order', () => {
    expect(groupByCategory([row({}), row({ id: 'w2', category: [] }), row({ id: 'w3' })]).map((group) => [group.category, group.rows.length])).toEqual([['发货 / 时效', 2], ['', 1]]);
  });
});
