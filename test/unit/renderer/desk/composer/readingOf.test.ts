import { describe, expect, it } from 'vitest';
import { loadDictionary, searchKeysOf } from '#renderer/archive/apply/searchKeys';
import { readingOf } from '#renderer/desk/composer/readingOf';

await loadDictionary();

const row = (title: string) => ({ title, search: searchKeysOf({ id: 'w', title, category: [], shortcut: '', parts: [], accounts: [] } as never) }); // only the title matters

describe('readingOf', () => {
  it('reads the matched characters, not the others', () => {
    expect(readingOf(row('合并发货'), [[2, 4]])).toBe('fa huo');
    expect(readingOf(row('返还运费险说明'), [[0, 2]])).toMatch(/^fan (huan|hai)$/);
  });

  it('bug: letters and digits in a title shift the readings', () => {
    expect(readingOf(row('XL 码发货'), [[4, 6]])).toBe('fa huo');
    expect(readingOf(row('Hello'), [])).toBe('');
  });

  it('without a match reads the first two', () => {
    expect(readingOf(row('退货地址'), [])).toBe('tui huo');
  });
});
