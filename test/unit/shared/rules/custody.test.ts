import { describe, expect, it } from 'vitest';
import type { CustodyPolicy } from '#shared/domain/custody';
import { mayUseAccount, profileBreaches, rotationOf } from '#shared/rules/custody';
import { awayOnShift, dayEnd, monthOf } from '#shared/rules/presence';
import { scheduleOf } from '#shared/rules/schedule';

const DAY = 86_400_000;
const policy: CustodyPolicy = { clause: 'ACC-7', rotateDays: 90, rotateNoticeDays: 7, absenceGraceSeconds: 180, absenceLimit: 5 };
const shop = { secretKeys: ['token'], secretAt: 1_000 };

describe('rotation', () => {
  it('is due to the millisecond, announced a week before, and an account may differ from the company', () => {
    expect(rotationOf(shop, policy, 1_000 + 83 * DAY - 1).state).toBe('fine');
    expect(rotationOf(shop, policy, 1_000 + 83 * DAY).state).toBe('soon');
    expect(rotationOf(shop, policy, 1_000 + 90 * DAY)).toEqual({ state: 'overdue', dueAt: 1_000 + 90 * DAY });
    expect(rotationOf({ ...shop, policy: { rotateDays: 120 } }, policy, 1_000 + 90 * DAY).state).toBe('fine');
    expect(rotationOf({ ...shop, policy: { rotateDays: 0 } }, policy, 1_000 + 900 * DAY).state).toBe('none');
    expect(rotationOf({ ...shop, secretKeys: [] }, policy, 1_000 + 900 * DAY).state).toBe('none');
  });
});

describe('profile policy', () => {
  const facts = { company: '青禾(杭州)', name: '林小雨' };
  const of = (nickname: string | undefined, pattern: string, avatars?: readonly string[]) =>
    profileBreaches({ nickname: pattern, avatars }, { isKnown: true, nickname, avatar: 'blob-a' }, facts).map(({ kind }) => kind);

  it('takes what is known word by word and signs of a regular expression as they stand', () => {
    expect(of('青禾(杭州)-林小雨-0571-88880000', '{company}-{name}-{phone}')).toEqual([]);
    expect(of('青禾杭州-林小雨-0571-88880000', '{company}-{name}-{phone}')).toEqual(['nickname']);
    expect(of('青禾(杭州)-林小雨-回头客', '{company}-{name}-{phone}')).toEqual(['nickname']);
    expect(of('售后-林小雨', '{department}-{name}')).toEqual([]);
    expect(of('-林小雨', '{department}-{name}')).toEqual(['nickname']);
  });

  it('does not mind full width or spaces at the ends, and says what was expected', () => {
    expect(of(' 青禾（杭州）-林小雨 ', '{company}-{name}')).toEqual([]);
    const [breach] = profileBreaches({ nickname: '{company}-{name}-{phone}' }, { isKnown: true, nickname: '小雨' }, facts);
    expect(breach).toEqual({ kind: 'nickname', expected: '青禾(杭州)-林小雨-{phone}', actual: '小雨' });
  });

  it('judges pictures by the allowed set, and nobody before the platform has told us anything', () => {
    expect(of('x', '', ['blob-b'])).toEqual(['avatarOther']);
    expect(of('x', '', ['blob-a'])).toEqual([]);
    expect(of('x', '', [])).toEqual([]);
    expect(profileBreaches({ avatars: ['blob-a'] }, { isKnown: true }, {})).toEqual([{ kind: 'avatarMissing' }]);
    expect(profileBreaches({ nickname: '{name}' }, { isKnown: false }, facts)).toEqual([]);
  });
});

describe('absence on shift', () => {
  const schedule = scheduleOf('shifts', { offsetMinutes: 480, weekend: [0, 6], holidays: [], makeUpDays: [] }, { days: 'every', spans: [{ from: '09:00', to: '12:00' }, { from: '13:30', to: '18:00' }] });
  const at = (time: string): number => Date.parse(`2026-11-20T${time}:00+08:00`);

  it('counts only time on shift and moves its edges there', () => {
    expect(awayOnShift(schedule, at('11:00'), at('14:00'), 0)).toEqual({ from: at('11:00'), to: at('14:00'), shiftMs: 90 * 60_000 });
    expect(awayOnShift(schedule, at('08:00'), at('12:30'), 0)).toEqual({ from: at('09:00'), to: at('12:00'), shiftMs: 180 * 60_000 });
    expect(awayOnShift(schedule, at('12:05'), at('13:20'), 0)).toBeNull();
    expect(awayOnShift(schedule, at('11:58'), at('13:20'), 180_000)).toBeNull();
  });

  it('ends days and months where the shifts are kept', () => {
    expect(dayEnd(schedule, at('23:59'))).toBe(Date.parse('2026-11-21T00:00:00+08:00'));
    expect(monthOf(480, Date.parse('2026-11-30T17:00:00Z'))).toBe('2026-12');
  });
});

it('an agent uses their own accounts and those nobody holds, who watches over them uses all', () => {
  expect([mayUseAccount('agent', 'a', 'a'), mayUseAccount('agent', 'a', undefined), mayUseAccount('agent', 'a', 'b'), mayUseAccount('supervisor', 'a', 'b')]).toEqual([true, true, false, true]);
});
