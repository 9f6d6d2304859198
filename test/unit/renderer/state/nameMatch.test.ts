import { describe, expect, it } from 'vitest';
import { rankName } from '#renderer/state/nameMatch';
import { readingsOfName } from '#renderer/state/nameReadings';

const rank = (typed: string, name: string, extra: readonly string[] = []): number | undefined => rankName(typed, name, readingsOfName(name), extra);

describe('quick switcher', () => {
  it('finds a name by initials, full pinyin and any mix (bug: only one of them works)', () => {
    for (const typed of ['cxw', 'chenxiaowen', 'chenxw', 'cxiaow', 'CXW', 'chen xiao']) expect(rank(typed, '陈晓雯'), typed).toBe(2);
    expect(rank('xw', '陈晓雯')).toBe(3);
    expect(rank('cxz', '陈晓雯')).toBeUndefined();
  });

  it('reads a surname as one and knows the other reading too (bug: 单雪 is only dan)', () => {
    expect(rank('sx', '单雪')).toBe(2);
    expect(rank('shanxue', '单雪')).toBe(2);
    expect(rank('dx', '单雪')).toBe(2);
  });

  it('puts what is written before what is spelled (bug: "li" shows 林 before Li Wei)', () => {
    const names = ['林美', 'Li Wei', 'Berlin 店', '李老师'];
    const sorted = names.flatMap((name) => { const at = rank('li', name); return at === undefined ? [] : [{ name, at }]; }).sort((a, b) => a.at - b.at);
    expect(sorted.map(({ name }) => name)).toEqual(['Li Wei', 'Berlin 店', '林美', '李老师']);
  });

  it('takes full-width letters and finds by the account last', () => {
    expect(rank('ｃｘｗ', '陈晓雯')).toBe(2);
    expect(rank('旗舰', '陈晓雯', ['青禾旗舰店'])).toBe(4);
    expect(rank('', '陈晓雯')).toBe(0);
  });
});
