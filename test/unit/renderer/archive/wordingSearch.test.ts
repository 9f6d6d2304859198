import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WordingId } from '#shared/domain/ids';
import { loadDictionary, searchKeysOf } from '#renderer/archive/apply/searchKeys';
import { matchWording } from '#renderer/archive/queries/wordingSearch';
import type { WordingRow } from '#renderer/archive/schema/wordingRows';

await loadDictionary();

const wording = (title: string, more: { readonly shortcut?: string; readonly category?: readonly string[]; readonly text?: string } = {}): WordingRow => {
  const value = { id: title as WordingId, title, category: more.category ?? [], shortcut: more.shortcut ?? '', parts: [{ kind: 'text' as const, text: more.text ?? '' }], accounts: [] }; // test id
  return { ...value, search: searchKeysOf(value), version: 1, savedAt: 0 };
};
const rows = [
  wording('发货时间', { shortcut: 'fh', category: ['物流'] }),
  wording('退货地址', { category: ['售后'], text: '请寄到仓库' }),
  wording('银行转账'),
  wording('VIP 会员价', { category: ['价格'] }),
];
const uses = new Map([['发货时间', 3], ['银行转账', 9]]);
const titles = (query: string) => matchWording(query, rows, (id) => uses.get(id) ?? 0).map(({ row }) => row.title);
const marked = (query: string) => matchWording(query, rows).map(({ row, ranges }) => ranges.map(([from, to]) => row.title.slice(from, to)).join('|'));

describe('matchWording', () => {
  it.each([['发货', '发货时间'], ['fahuo', '发货时间'], ['fhsj', '发货时间'], ['fahsj', '发货时间'], ['huosh', '发货时间'], ['yinhang', '银行转账'], ['yh', '银行转账'], ['vip', 'VIP 会员价'], ['hyj', 'VIP 会员价'], ['售后', '退货地址'], ['仓库', '退货地址'], ['ＶＩＰ', 'VIP 会员价']])(
    '%s finds %s', (query, title) => expect(titles(query)[0]).toBe(title));

  it('knows every reading of a character', () => {
    expect(titles('yinxing')).toEqual(['银行转账']);
  });

  it('marks the characters of the title that matched', () => {
    expect(marked('huoshi')).toEqual(['货时']);
    expect(marked('tuih')).toEqual(['退货']);
    expect(marked('会员')).toEqual(['会员']);
    expect(marked('hyj')).toEqual(['会员价']);
  });

  it('puts a shortcut before everything and needs every word', () => {
    const two = [...rows, wording('fh 说明')];
    expect(matchWording('fh', two).map(({ row }) => row.title)).toEqual(['发货时间', 'fh 说明']);
    expect(titles('物流 时间')).toEqual(['发货时间']);
    expect(titles('物流 退')).toEqual([]);
  });

  it('offers the most used ones when nothing is typed, and nothing for nonsense', () => {
    expect(titles('')[0]).toBe('银行转账');
    expect(titles('zzz')).toEqual([]);
    expect(titles('.*')).toEqual([]);
  });

  it('finds the same key by key as at once (bug: typing on loses what the first letters had left out)', () => {
    const letter = fc.constantFrom('f', 'a', 'h', 'u', 'o', 's', 'j', 'x', 'i', 'n', 'g', ' ', '货', 'v', 'p');
    fc.assert(fc.property(fc.array(letter, { maxLength: 6 }), (letters) => {
      const list = [...rows, wording('返现活动', { text: 'fang xin' }), wording('上海发货 vip', { shortcut: 'shfh' })];
      const asked = letters.map((_, end) => matchWording(letters.slice(0, end + 1).join(''), list).map(({ row }) => row.id)).at(-1);
      expect(asked ?? []).toEqual(letters.length === 0 ? [] : matchWording(letters.join(''), [...list]).map(({ row }) => row.id));
    }));
  });

  it('answers a key press over a thousand wordings of twenty characters at once', () => {
    const many = Array.from({ length: 1000 }, (_, n) => wording(`中行重长乐中行重长乐中行重长${n}`));
    expect(matchWording('zzzzzzzzzzzzzzzzzzzzzzq', many)).toEqual([]);
  });
});
