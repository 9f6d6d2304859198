import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBlanks, nextBlank, previousBlank } from '#renderer/desk/composer/blanks';
import { countBlanks, textOfPieces, wordingPieces } from '#renderer/desk/composer/wordingFill';

const label = (name: string): string => `<${name}>`;
const fill = (text: string, variables = {}): string => textOfPieces(wordingPieces(text, variables, label));

describe('wordingPieces', () => {
  it('fills variables and keeps blanks', () => {
    const pieces = wordingPieces('{customer}您好，{?件数} 件由 {shop} 发出', { customer: '王老师', shop: '青禾' }, label);
    expect(pieces.map((piece) => piece.kind)).toEqual(['variable', 'text', 'blank', 'text', 'variable', 'text']);
    expect(textOfPieces(pieces)).toBe('王老师您好，{?件数} 件由 青禾 发出');
    expect(countBlanks(pieces)).toBe(1);
  });

  it('bug: an unknown order number leaves a hole in the sentence instead of a blank', () => {
    expect(fill('订单 {order} 已发出')).toBe('订单 {?<order>} 已发出');
    expect(fill('{agent} 为您服务', { agent: '  ' })).toBe('{?<agent>} 为您服务');
  });

  it('bug: a customer whose name looks like a blank blocks every reply', () => {
    expect(findBlanks(fill('{customer}', { customer: '{?你好}' }))).toEqual([]);
  });

  it('leaves braces it does not know alone', () => {
    expect(fill('{unknown} {} {?} {"a":1}')).toBe('{unknown} {} {?} {"a":1}');
  });

  it('loses no character of any text without variables', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      fc.pre(!/\{(customer|shop|agent|date|order)\}/.test(text));
      expect(fill(text)).toBe(text);
    }));
  });
});

describe('blanks', () => {
  const text = '{?甲} 和 {?乙}';
  it('Tab goes forward and round, Shift+Tab backward and round', () => {
    expect(nextBlank(text, 0)?.label).toBe('甲');
    expect(nextBlank(text, 4)?.label).toBe('乙');
    expect(nextBlank(text, text.length)?.label).toBe('甲');
    expect(previousBlank(text, text.length)?.label).toBe('乙');
    expect(previousBlank(text, 7)?.label).toBe('甲');
    expect(previousBlank(text, 0)?.label).toBe('乙');
    expect(nextBlank('没有', 0)).toBeNull();
  });
});
