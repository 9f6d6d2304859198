import { describe, expect, it } from 'vitest';
import type { WordingRow } from '#renderer/archive/schema/wordingRows';
import { groupByCategory } from '#renderer/desk/composer/wording/groupByCategory';
import { categoryPath, dayOf, draftOf, emptyDraft, endOfDay, troubleOf, wordingOf } from '#renderer/wordings/wordingDraft';

const row = (over: object): WordingRow => ({ id: 'w1', title: '发货', category: ['发货', '时效'], shortcut: 'fh', parts: [{ kind: 'text', text: '好' }], accounts: [], search: [], version: 1, savedAt: 0, ...over }) as unknown as WordingRow; // ids are plain strings here
const blank = emptyDraft('new' as never);
const said = (text: string) => [{ key: 'm0', text, media: [] }];
const NOW = new Date(2026, 10, 21, 12).getTime();
const troubles = (over: object, others: readonly WordingRow[] = []) => troubleOf({ ...blank, title: 'x', messages: said('y'), ...over }, others, NOW);

describe('wordingDraft', () => {
  it('goes from row to form and back without loss', () => {
    const media = { name: 'a.pdf', mime: 'application/pdf', state: 'stored', blob: 'a'.repeat(64) };
    const whole = row({ parts: [{ kind: 'text', text: '好' }, { kind: 'image', media: { ...media, mime: 'image/png' } }], more: [[{ kind: 'file', media }], [{ kind: 'text', text: '再见' }]], owner: 'p1', expiresAt: new Date(2026, 11, 1).getTime() });
    const { id, title, category, shortcut, parts, more, accounts, owner, expiresAt } = whole;
    expect(wordingOf(draftOf(whole), 'p1' as never)).toEqual({ id, title, category, shortcut, parts, more, accounts, owner, expiresAt });
  });

  it('takes both slashes between levels and drops empty ones', () => {
    expect(categoryPath(' 发货 /时效／ /')).toEqual(['发货', '时效']);
  });

  it('says at each field what is wrong', () => {
    expect(troubleOf(blank, [], NOW)).toEqual({ title: 'empty', messages: 'empty' });
    expect(troubles({ shortcut: 'a b' })).toEqual({ shortcut: 'badShortcut' });
    expect(troubles({ category: 'a/b/c/d/e' })).toEqual({ category: 'tooDeep' });
    expect(troubles({ scope: 'accounts' })).toEqual({ accounts: 'empty' });
    expect(troubles({ messages: said('一{|}二') })).toEqual({ messages: 'breakInside' });
  });

  it('bug: two wordings answer to one shortcut; saving one again is no clash', () => {
    expect(troubles({ shortcut: 'FH' }, [row({})])).toEqual({ shortcut: 'taken' });
    expect(troubleOf(draftOf(row({})), [row({})], NOW)).toEqual({});
  });

  it('is offered through the whole of its last day (bug: it is gone in the morning)', () => {
    expect(troubles({ lastDay: '2026-11-21' })).toEqual({});
    expect(troubles({ lastDay: '2026-11-20' })).toEqual({ lastDay: 'past' });
    expect(endOfDay('2026-02-30')).toBeUndefined();
    expect(dayOf((endOfDay('2026-11-21') ?? 0) - 1)).toBe('2026-11-21');
  });

  it('groups by the whole path in order', () => {
    expect(groupByCategory([row({}), row({ id: 'w2', category: [] }), row({ id: 'w3' })]).map((group) => [group.category, group.rows.length])).toEqual([['发货 / 时效', 2], ['', 1]]);
  });
});
