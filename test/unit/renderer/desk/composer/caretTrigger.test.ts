import { describe, expect, it } from 'vitest';
import { findTrigger } from '#renderer/desk/composer/caretTrigger';

const at = (text: string): string | null => {
  const caret = text.indexOf('|');
  return findTrigger(text.replace('|', ''), caret)?.query ?? null;
};

describe('findTrigger', () => {
  it('finds the query at the caret, anywhere in the text', () => {
    expect(at('/|')).toBe('');
    expect(at('/fh|')).toBe('fh');
    expect(at('两条一起拍，保证最低价，/fh|')).toBe('fh');
    expect(at('好的/发货|')).toBe('发货');
    expect(at('第一行\n/fh| 后面还有')).toBe('fh');
  });

  it('bug: a link, a date or and/or opens the popup', () => {
    expect(at('https://|')).toBeNull();
    expect(at('https:/|')).toBeNull();
    expect(at('2024/11|')).toBeNull();
    expect(at('and/or|')).toBeNull();
    expect(at('<b>好</b>|')).toBeNull();
  });

  it('bug: the popup stays open after the query was left', () => {
    expect(at('/fh 好|')).toBeNull();
    expect(at('/fh\n|')).toBeNull();
    expect(at('|/fh')).toBeNull();
    expect(at(`/${'a'.repeat(30)}|`)).toBeNull();
  });

  it('bug: the full-width semicolon as punctuation opens the popup', () => {
    expect(at('您好；|')).toBeNull();
    expect(at('您好；明天|')).toBeNull();
    expect(at('您好；fh|')).toBe('fh');
    expect(at('；|')).toBe('');
    expect(at('；发货|')).toBe('发货');
  });

  it('gives the range that the wording replaces', () => {
    expect(findTrigger('你好，/fh，再见', 6)).toEqual({ start: 3, end: 6, query: 'fh' });
  });
});
