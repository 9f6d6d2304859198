import { beforeAll, describe, expect, it } from 'vitest';
import { formatDay, formatShort, formatSize, formatSpan, formatSpanWords } from '#renderer/i18n/format';
import { startI18n } from '#renderer/i18n/translate';

const at = (year: number, month: number, day: number, hour = 14, minute = 12): number => new Date(year, month - 1, day, hour, minute).getTime();

describe('times as a person reads them', () => {
  const now = at(2026, 11, 21, 15, 0);
  beforeAll(() => startI18n('zh-CN'));

  it('says the least that is clear (bug: a time of last year looks like today)', () => {
    expect(formatShort(at(2026, 11, 21), now)).toBe('14:12');
    expect(formatShort(at(2026, 11, 20, 23, 59), now)).toBe('昨天');
    expect(formatShort(at(2026, 11, 3), now)).toBe('11-03');
    expect(formatShort(at(2025, 12, 2), now)).toBe('2025-12-02');
    expect(formatShort(at(2025, 12, 31), at(2026, 1, 1, 0, 5))).toBe('昨天');
  });

  it('names days with weekday, and the year when it is another', () => {
    expect(formatDay(at(2026, 11, 21), now)).toBe('今天 11月21日 星期六');
    expect(formatDay(at(2026, 11, 20), now)).toBe('11月20日 星期五');
    expect(formatDay(at(2025, 11, 20), now)).toContain('2025年');
  });

  it('never shows time that has not passed and never a negative clock', () => {
    expect(formatSpan(59_999)).toBe('0:59');
    expect(formatSpan(-5)).toBe('0:00');
    expect(formatSpan(5 * 3_600_000 + 12 * 60_000)).toBe('5 时 12 分');
    expect(formatSpan(76 * 3_600_000)).toBe('3 天 4 时');
    expect(formatSpanWords(84_000)).toBe('1 分 24 秒');
    // Nobody says “3 minutes 0 seconds”.
    expect(formatSpanWords(180_000)).toBe('3 分钟');
    expect(formatSpanWords(9 * 3_600_000)).toBe('9 小时');
  });

  it('sizes', () => {
    expect(formatSize(1)).toBe('1 KB');
    expect(formatSize(24.6 * 1024 * 1024)).toBe('24.6 MB');
  });
});
