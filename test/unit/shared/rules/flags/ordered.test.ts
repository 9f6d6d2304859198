/** What was ordered against what was asked for [ORD-2]: both ways, for a check that cries wolf is switched off. */
import { describe, expect, it } from 'vitest';
import { agrees, orderDifferences, wishesIn, type ItemsIn } from '#shared/rules/flags/ordered';

const names = ['羊毛大衣', '羽绒服', '牛仔裤'];
const itemsIn: ItemsIn = (text) => names.flatMap((value) => (text.includes(value) ? [{ value, from: text.indexOf(value), to: text.indexOf(value) + value.length }] : []));
const differ = (asked: readonly string[], said: string, allow: readonly string[] = []): readonly string[] =>
  orderDifferences(asked.flatMap(wishesIn), said, itemsIn, allow).map((one) => `${one.aspect} ${one.asked}→${said.slice(one.from, one.to)}`);

describe('ordered is not what was asked for', () => {
  it.each([
    [['我要黑色的'], '跟您核对一下订单：羊毛大衣，白色，L码', ['colour 黑→白色']],
    [['要那件羊毛大衣', 'L码'], '已帮您下单羊毛大衣M码', ['size l→M']],
    [['我要L码'], '您拍的是Ｍ码，确认订单信息无误吗', ['size l→Ｍ']],
    [['拍两件'], '订单信息：羽绒服 ×1', ['pieces 2→×1']],
    [['我要羽绒服'], '已为您下单牛仔裤 38码', ['item 羽绒服→牛仔裤']],
    [['我要红色的', '换成黑色吧'], '已给您备注：红色', ['colour 黑→红色']],
    [['不要红色，要黑色'], '订单如下：红色 XL码 1件', ['colour 黑→红色']],
    [['要XXL的', '黑色'], '帮您拍下了 黑色 XL码', ['size 2xl→XL']],
    [['我要藍色'], '已为您下单：黑色', ['colour 蓝→黑色']],
    [['那就买42码'], '您订的是41码', ['size 42→41']],
  ])('%j, then %s', (asked, said, found) => { expect(differ(asked, said)).toEqual(found); });
});

describe('is as it was asked for, or nobody can tell', () => {
  it.each([
    [['我要黑色的'], '跟您核对一下订单：羊毛大衣，黑色，L码'],
    [['我要蓝色'], '订单信息：藏蓝色 1件'],
    [['我要2XL'], '已为您下单：XXL码'],
    [['有黑色的吗'], '您拍的是白色'],
    [['黑色还是白色好看'], '已帮您下单白色'],
    [['要黑色和白色各一件'], '已帮您下单白色'],
    [['我不要黑色'], '已帮您下单黑色的以外的白色'],
    [['我要退那件黑色的'], '帮您登记了，白色那件也一起退'],
    [['收到的是黑色，我要的是白色'], '已帮您备注：黑色换白色'],
    [['我要黑色'], '这款有白色和黑色，您喜欢哪个'],
    [['我要黑色'], '白色今天也有货哦'],
    [['我要黑色'], '核对一下订单：您要黑色还是白色'],
    [['我要羽绒服黑色', '我还要羊毛大衣'], '已为您下单羊毛大衣白色'],
    [['我要羽绒服'], '订单如下：羽绒服一件，牛仔裤一件'],
    [['如果是黑色我就买'], '已帮您下单白色'],
    [['我明白的，就要L码'], '已为您下单 L码'],
    [["I'm ok，要M的"], '已帮您下单 M码'],
    [['重要的是黑色要有货'], '已帮您下单 黑色'],
  ])('%j, then %s', (asked, said) => { expect(differ(asked, said)).toEqual([]); });

  it('where an allow-phrase says so', () => {
    expect(differ(['我要黑色星期五的那款，白色'], '已帮您下单白色', ['黑色星期五'])).toEqual([]);
    expect(differ(['我要白色'], '已帮您下单黑色星期五特惠款', ['黑色星期五'])).toEqual([]);
  });
});

it('a yes is a yes and no wish', () => {
  expect(['对的', '是的，没错', '好的谢谢', '没问题！'].map(agrees)).toEqual([true, true, true, true]);
  expect(['对了我要红色', '不对', '好的那换成红色'].map(agrees)).toEqual([false, false, false]);
});
