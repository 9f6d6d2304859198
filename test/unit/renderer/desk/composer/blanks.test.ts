import { describe, expect, it } from 'vitest';
import { nextBlank, previousBlank } from '#renderer/desk/composer/blanks';

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
