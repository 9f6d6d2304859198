import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBlanks, findBlanks, joinMessages, splitMessages, strayMarks, textOfPieces, wordingPieces } from '#shared/text/wordingText';

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

  it('never lets a value become a mark (bug: a customer called {?x} keeps the reply from being sent)', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('{', '}', '?', '|', 'a', '亲', '\n') }), (name) => {
      expect(findBlanks(fill('{customer}', { customer: `x${name}` }))).toEqual([]);
    }));
  });
});

describe('several messages in one text', () => {
  it('come apart as they were put together (bug: the second message goes out inside the first)', () => {
    const message = fc.string({ unit: fc.constantFrom('a', '好', ' ', '\n', '{', '}', '?'), minLength: 1 }).map((text) => text.trim()).filter((text) => text !== '');
    fc.assert(fc.property(fc.array(message, { maxLength: 5 }), (messages) => {
      expect(splitMessages(joinMessages(messages))).toEqual(messages);
    }));
  });

  it('may be parted by hand, on a line or inside one', () => {
    expect(splitMessages('一\n{|}\n二 {|} 三\n\n{|}\n{|}\n')).toEqual(['一', '二', '三']);
  });
});

it('strayMarks tells what would go out as it stands (bug: a customer reads "{custmer}您好")', () => {
  expect(strayMarks('{custmer}您好，{shop}{?单号}{?}\n{|}\n{}')).toEqual(['{custmer}', '{?}', '{}']);
});
