import { describe, expect, it } from 'vitest';
import { isCourtesy, isCourtesyText } from '#shared/rules/courtesy';

describe('isCourtesyText', () => {
  it.each(['谢谢', '好的', '嗯嗯', 'ok', 'OK！', '收到', '好的，谢谢你了啊。', '嗯嗯好的谢谢', '谢谢亲～', '谢谢🙏', '👌', '好的👍🏻', 'Thank you very much!', 'ｏｋ', '收到，辛苦了', '太好了，十分感谢！', '好 的', '知道了谢谢'])(
    '%s ends an exchange', (text) => expect(isCourtesyText(text)).toBe(true));

  it.each(['', '   ', '好的吗', '好的？', '收到了吗', '在吗', '你好', '谢谢，那邮费多少', '好的，还有一个问题', '可以', '行', '对', '1', '不', '😡', '谢谢你的地址发我', '好评返现', 'ok?', 'okr', '嗯？', '。。。', '谢'.repeat(60)])(
    '"%s" wants an answer or a look', (text) => expect(isCourtesyText(text)).toBe(false));

  // A pattern with nested repeats takes minutes for this, in the engine and in every window.
  it.each(['好'.repeat(39), '嗯'.repeat(39), 'k'.repeat(39)])('is not held up by %sx', (text) => {
    expect(isCourtesyText(`${text}x`)).toBe(false);
  });
});

describe('isCourtesy', () => {
  const media = { name: 'a', mime: 'image/png', state: 'remote' as const };
  it('takes words and known faces together', () => {
    expect(isCourtesy([{ kind: 'text', text: '好的' }, { kind: 'emoji', id: '66', name: '爱心' }])).toBe(true);
    expect(isCourtesy([{ kind: 'emoji', id: '66', name: '[玫瑰]' }])).toBe(true);
    expect(isCourtesy([{ kind: 'quote', id: 'm1' as never }, { kind: 'text', text: '收到' }])).toBe(true);
  });
  it('never overlooks a picture, a file, an unknown face or something not understood', () => {
    expect(isCourtesy([{ kind: 'text', text: '谢谢' }, { kind: 'image', media }])).toBe(false);
    expect(isCourtesy([{ kind: 'emoji', id: '1', name: '发怒' }])).toBe(false);
    expect(isCourtesy([{ kind: 'unsupported', type: 'x', raw: null }])).toBe(false);
    expect(isCourtesy([])).toBe(false);
  });
});
