import { describe, expect, it } from 'vitest';
import type { PersonId } from '#shared/domain/ids';
import { findMention, matchColleagues, notePartsOf, noteTextOf, type Colleague } from '#renderer/desk/composer/mentions';

const colleague = (id: string, name: string, ...readings: readonly string[]): Colleague => ({ id: id as PersonId, name, readings }); // test id
const zhou = colleague('p1', '周敏', 'zhoumin', 'zm');
const zhouLong = colleague('p2', '周敏敏', 'zhouminmin', 'zmm');
const lu = colleague('p3', '陆航', 'luhang', 'lh');
const all = [zhou, zhouLong, lu];

describe('naming a colleague', () => {
  it('asks at the caret after @, not in an address and not after a blank', () => {
    expect(findMention('请 @zm', 5)).toEqual({ start: 2, end: 5, query: 'zm' });
    expect(findMention('写给 a@b', 6)).toBeNull();
    expect(findMention('@周敏 好', 5)).toBeNull();
  });

  it('matches by name, pinyin and initials, the name first', () => {
    expect(matchColleagues('zm', all)).toEqual([zhou, zhouLong]);
    expect(matchColleagues('航', all)).toEqual([lu]);
    expect(matchColleagues('', all)).toEqual(all);
    expect(matchColleagues('x', all)).toEqual([]);
  });

  it('takes the longest name (bug: 周敏敏 is told as 周敏) and leaves strangers as text; the words come back as typed', () => {
    const text = '@周敏敏 和@陆航，@无名氏 也看下 a@b';
    const parts = notePartsOf(text, all);
    expect(parts.flatMap((part) => (part.kind === 'mention' ? [part.target] : []))).toEqual(['p2', 'p3']);
    expect(noteTextOf(parts)).toBe(text);
  });
});
