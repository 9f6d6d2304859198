import { describe, expect, it } from 'vitest';
import { ordersIn, prepareNames, wrongWindowSigns, type GuardContext, type NameOwner } from '#shared/rules/wrongWindow';

const owners: readonly NameOwner[] = [
  { id: 'shop/li', kind: 'customer', names: ['李明华', '李老师 · 师大附中'] },
  { id: 'shop/wang', kind: 'customer', names: ['王若曦（杭州）'] },
  { id: 'shop/anna', kind: 'customer', names: ['Ann', 'Anna Petrova'] },
  { id: 'shop/thanks', kind: 'customer', names: ['谢谢', '1001', '店'] },
  { id: 'a1', kind: 'shop', names: ['青禾旗舰店'] },
  { id: 'a2', kind: 'shop', names: ['青禾奥莱店'] },
];
const index = prepareNames(owners);
const here: GuardContext = { own: ['shop/wang', 'a1'], ownNames: ['王若曦', '青禾旗舰店'], ownOrders: new Set(['20261120000011']), otherOrders: new Map([['SO20261120000099', 'shop/li']]) };
const signs = (text: string, context: GuardContext = here): readonly string[] => wrongWindowSigns(index, context, text).map(({ kind, word }) => `${kind}:${word}`);

describe('signs of the wrong window', () => {
  it('another customer’s name or remark, also by its head before a bracket', () => {
    expect(signs('李明华您好，李老师也问过')).toEqual(['customer:李明华', 'customer:李老师']);
    expect(signs('王若曦您好', { ...here, own: ['shop/li'], ownNames: ['李明华'] })).toEqual(['customer:王若曦']);
  });

  it('is silent about the customer’s own name, common words, bare numbers and Latin names inside words', () => {
    expect(signs('王若曦您好，谢谢，1001 号店 announcement')).toEqual([]);
    expect(signs('Ann 已付款')).toEqual(['customer:Ann']);
  });

  it('is silent about a name two people bear when one of them is here (bug: nobody may call a namesake by name)', () => {
    const both = prepareNames([...owners, { id: 'shop/wang', kind: 'customer', names: ['李明华'] }]);
    expect(wrongWindowSigns(both, here, '李明华您好')).toEqual([]);
  });

  it('another shop, not one’s own', () => {
    expect(signs('我们青禾旗舰店没有这款，青禾奥莱店有')).toEqual(['shop:青禾奥莱店']);
  });

  it('an order of another conversation, or one built like this customer’s and not theirs; no phone number, no parcel of another shape', () => {
    expect(signs('订单 20261120000011 已发，SO20261120000099 也发了')).toEqual(['order:SO20261120000099']);
    expect(signs('订单 20261120000012 已发')).toEqual(['order:20261120000012']);
    expect(signs('快递 SF1234567890123，电话 13800138000')).toEqual([]);
    expect(signs('订单 99999999999999', { ...here, ownOrders: new Set() })).toEqual([]);
    expect(ordersIn('单号：20261120000011。').map(({ word }) => word)).toEqual(['20261120000011']);
  });

  it('looks at each letter a bounded number of times at ten thousand customers (bug: typing stutters in a large shop)', () => {
    let asked = 0;
    const many = prepareNames(Array.from({ length: 10_000 }, (_, at) => ({ id: `c${at}`, kind: 'customer' as const, names: [`赵${String.fromCodePoint(0x4e00 + at)}${String.fromCodePoint(0x5000 + (at % 9000))}`, `Customer ${at}`] })));
    const counting = { ...many, byLength: new Map([...many.byLength].map(([length, names]) => [length, Object.assign(Object.create(Map.prototype) as Map<string, never>, { has: (word: string) => { asked += 1; return names.has(word); }, get: (word: string) => names.get(word) })])) };
    const text = '您好，您的订单已经发出，预计后天送达，请注意查收。'.repeat(20);
    expect(wrongWindowSigns(counting, here, text)).toEqual([]);
    expect(asked).toBeLessThan(text.length * 12);
  });
});
