/** Bugs these catch: a door number that shows, an order number taken for a card, a plain word changed, an endless regular expression. */
import { describe, expect, it } from 'vitest';
import { createCover } from '#shared/text/cover';

const cover = createCover(['phone', 'address', 'email', 'idNumber', 'bankCard']);

describe('covering inside words', () => {
  it.each([
    ['我手机13812345678，谢谢', '我手机138 **** 5678，谢谢'],
    ['寄到杭州市西湖区文三路 478号3幢501室，收件人小王', '寄到杭州市西湖区文三路 ***，收件人小王'],
    ['上海市浦东新区世纪花园12弄3号楼602', '上海市浦东新区世纪花园***'],
    ['邮箱 wang.lei@example.com', '邮箱 w***@example.com'],
    ['卡号 6222 0200 0000 0000 000', '卡号 **** **** **** 0000'],
    ['订单 20261122153000123 到哪了', '订单 20261122153000123 到哪了'],
    ['今天 18:00 前付款今天发出，一共 299 元', '今天 18:00 前付款今天发出，一共 299 元'],
    ['路上堵车，3 点到', '路上堵车，3 点到'],
  ])('%s', (said, shown) => { expect(cover(said)).toBe(shown); });

  it('answers alike the second time, and soon for what is made to be slow', () => {
    const nasty = `${'路1'.repeat(20_000)}号${'9'.repeat(5_000)}@${'a.'.repeat(5_000)}`;
    expect(cover(nasty)).toBe(cover(nasty));
    expect(createCover([])('13812345678')).toBe('13812345678');
  });
});
