import { describe, expect, it } from 'vitest';
import { fieldOf, sendTimes, timeOf } from '#renderer/desk/composer/sendTimes';

const at = (hour: number, minute = 0): number => new Date(2026, 10, 21, hour, minute).getTime();

describe('times for a later reply', () => {
  it('leaves out what has passed or is but minutes away', () => {
    expect(sendTimes(at(10)).map(({ key }) => key)).toEqual(['inHour', 'tonight', 'tomorrow']);
    expect(sendTimes(at(17, 55)).map(({ key }) => key)).toEqual(['inHour', 'tomorrow']);
    expect(sendTimes(at(20)).map(({ key, at: due }) => `${key} ${fieldOf(due)}`)).toEqual(['inHour 2026-11-21T21:00', 'tomorrow 2026-11-22T09:00']);
  });

  it('reads its own field back and refuses the past and what is no time', () => {
    expect(timeOf(fieldOf(at(15, 30)), at(10))).toBe(at(15, 30));
    expect(timeOf(fieldOf(at(9)), at(10))).toBeUndefined();
    expect(timeOf('', at(10))).toBeUndefined();
  });
});
