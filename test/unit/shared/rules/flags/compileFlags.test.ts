import { describe, expect, it } from 'vitest';
import { compileFlags } from '#shared/rules/flags/compileFlags';
import type { PriceList } from '#shared/rules/flags/priceList';
import { compiled, packOf, shippedPack, tables, told } from './shippedRules';

const prices: PriceList = { version: 1, file: '', rows: [
  { name: '蓝白校服套装', aliases: ['校服'], lowest: 9_900, list: 12_900 }, { name: '驼色双面羊绒大衣', aliases: ['羊绒大衣'], lowest: 89_900, list: 129_900 },
] };
const shop = compileFlags(shippedPack, prices, tables);
const ids = (text: string, side: 'ours' | 'customer' = 'ours') => shop.find(text, side).map(({ rule }) => rule.id);

describe('the shipped rules', () => {
  it.each([
    '这款女装很好看', '女装逼真的花纹', '他妈妈的手机壳', '你妈妈喜欢这个颜色吗', '三黄片一天三次', '给女儿买的校服', '陆小姐您好，陆续发出', 'usb 接口在侧面', '可以用微信支付', '订单号 2026112213800138000 已发出',
    '最大码是 XXL', '不能保证今天到货', '快递单号 SF1234567890123', '请问您的尺码是多少', '保证金会原路退回', '一共 1250 元', '有什么不清楚的地方请问我', '收件人王若曦，电话13810001234，地址：文三路398号', '加好友了吗', 'https://a.example/x?y=1+Q6sek8bf92', '到了联系您 13810001234',
  ])('find nothing in “%s” (a false alarm teaches everybody to click it away)', (text) => expect(ids(text)).toEqual([]));

  it.each([
    ['加我微信吧', 'diversion-contact'], ['加 微 信 聊', 'diversion-contact'], ['加.微.信', 'diversion-contact'], ['加，微，信', 'diversion-contact'], ['＋薇：abc12345', 'diversion-contact'], ['薇❤️ abc12345', 'diversion-contact'],
    ['力口微亻言', 'diversion-contact'], ['加薇芯', 'diversion-contact'], ['加我威❤聊', 'diversion-contact'], ['V信：Lily_2026', 'diversion-contact'], ['vx13800138000', 'diversion-contact'], ['扣扣：１２３４５６７８', 'diversion-contact'], ['qq 一二三四五六七', 'diversion-contact'],
    ['加個微信', 'diversion-contact'], ['我的手机号一三八零零一三八零零零', 'diversion-contact'], ['打这个 138-0013-8000', 'phone-call'], ['联系 1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣', 'phone-call'],
    ['直接转我支付宝', 'diversion-payment'], ['傻 逼', 'abuse'], ['傻-逼', 'abuse'], ['S B', 'abuse'], ['您这个SB', 'abuse'], ['全网最低价哦', 'superlative'], ['我们的進貨價很高', 'discount-floor'], ['百分之百有效', 'guarantee'], ['绝对明天能到', 'guarantee'],
  ])('find “%s”: %s', (text, rule) => expect(ids(text)).toContain(rule));

  it('hear the customer with ears of their own', () => {
    expect(ids('我要投诉你们，骗子', 'customer')).toEqual(['complaint-words']);
    expect(ids('我要投诉你们', 'ours')).toEqual([]);
    expect(ids('你微信多少', 'customer')).toEqual(['diversion-asked']);
    expect(ids('垃圾袋在哪里', 'customer')).toEqual([]);
  });

  it.each([
    ['校服卖 88 元', ['88 元']], ['校服 99 元', []], ['校服一百一十块', []], ['校服九十八块钱', ['九十八块钱']], ['羊绒大衣八百五，校服 100 元', []], ['羊绒大衣 ¥850 可以吗', ['¥850']],
    ['校服两件 200 元', []], ['校服两件 150 元', ['150 元']], ['校服优惠 20 元', []], ['运费 10 元，校服 109 元', []], ['尺码表 88 元', []], ['88 元的校服', ['88 元']], ['蓝白校服套装 98块9', ['98块9']], ['校服原价 199 元', []], ['羊绒大衣 899 元。袜子 10 元', []],
  ])('compare “%s” with the price list', (text, wrong) => {
    expect(shop.find(text, 'ours').filter(({ rule }) => rule.kind === 'wrongQuote').flatMap(({ spans }) => spans.map(({ from, to }) => text.slice(from, to)))).toEqual(wrong);
  });
});

describe('a rule', () => {
  it('finds the longest word, and an allow-phrase wins where it holds the word or is longer', () => {
    const flags = compiled([{ words: ['最低', '最低价', '全网最低价'] }, { words: ['妈的'], allow: ['他妈妈'], kind: 'promise' }]);
    expect(told(flags, '全网最低价')).toEqual(['r0: 全网最低价']);
    expect(told(flags, '他妈妈的')).toEqual([]);
    expect(told(flags, '他妈妈说他妈的')).toEqual(['r1: 妈的']);
  });

  it('does not put a word together over the end of a sentence (“他妈，的确” is no curse)', () => {
    const flags = compiled([{ words: ['他妈的', '垃圾'], isLoose: true }]);
    expect(told(flags, '问了他妈，的确好')).toEqual([]);
    expect(told(flags, '垃，圾')).toEqual([]);
    expect(told(flags, '垃 * 圾')).toEqual(['r0: 垃 * 圾']);
    expect(told(compiled([{ words: ['垃圾'] }]), '垃 圾')).toEqual([]);
  });

  it('tells places in units of the text itself, past surrogates, full width and invisible characters', () => {
    const flags = compiled([{ words: ['vip价'], isLoose: true }]);
    const text = '😀😀ＶＩ\u200bＰ 價😀';
    expect(told(flags, text)).toEqual(['r0: ＶＩ\u200bＰ 價']);
  });

  it('by sound wants three characters and the rule’s word', () => {
    const flags = compiled([{ words: ['加微信', '傻子'], isBySound: true }]);
    expect(told(flags, '家威新')).toEqual(['r0: 家威新']);
    expect(told(flags, '沙子')).toEqual([]);
  });

  it('that is off or of the other side finds nothing, and words of others stay what they are', () => {
    const flags = compiled([{ words: ['甲'], isOn: false }, { words: ['乙'], side: 'customer' }]);
    expect(told(flags, '甲乙')).toEqual([]);
    expect(told(flags, '甲乙', 'customer')).toEqual(['r1: 乙']);
  });

  it('refuses a pattern that could be slow or finds everything', () => {
    for (const pattern of ['{gap:0-20}', '((a))', '{gap:0-20}a{gap:0-20}b{gap:0-20}c', '{digits:1-99}', '(a|', 'a{2,}', '{id:6-20}']) expect(() => packOf([{ patterns: [pattern] }]), pattern).toThrow();
    expect(told(compiled([{ patterns: ['(微信|vx){gap:0-4}{id:5-20}'] }]), '我vx是 Lily_26，不是 abc')).toEqual(['r0: vx是 Lily_26']);
    expect(told(compiled([{ patterns: ['a.c'] }]), 'abc a.c')).toEqual(['r0: a.c']);
  });

  it('is not made slow by a text made to be slow', () => {
    const flags = compiled([{ words: ['啊啊啊'], allow: ['啊啊啊啊'], isLoose: true, patterns: ['微信{gap:0-20}{id:5-20}', '{digits:5-11}元'] }]);
    const nasty = ['啊'.repeat(20_000), '微信'.repeat(10_000), '1 '.repeat(10_000), '微信a'.repeat(6_000)];
    for (const text of nasty) expect(flags.find(text, 'ours').length).toBeLessThanOrEqual(1);
  });
});
