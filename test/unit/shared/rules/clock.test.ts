import { describe, expect, it } from 'vitest';
import { clockOf, isOverdue, labelOf } from '#shared/rules/clock';
import { rulePackSchema, waitingTargetMs } from '#shared/rules/rulePack';
import pack from '../../../../resources/rules/default.json';

const target = 180_000;

describe('clockOf', () => {
  it.each([[0, 'ok'], [107_999, 'ok'], [108_000, 'warn'], [179_999, 'warn'], [180_000, 'overdue'], [999_000, 'overdue']] as const)(
    'is after %i ms %s', (elapsed, state) => expect(clockOf(1_000_000, 1_000_000 + elapsed, target).state).toBe(state));

  it('shows the time past the target once it is overdue', () => {
    expect(clockOf(1000, 1000 + 264_000, target)).toMatchObject({ label: { kind: 'short', text: '1:24' } });
  });

  it('is none when nobody waits and never negative when clocks differ', () => {
    expect(clockOf(0, 5_000, target)).toMatchObject({ state: 'none', p: 0 });
    expect(clockOf(10_000, 5_000, target)).toMatchObject({ state: 'ok', elapsed: 0 });
  });

  it('changes to hours and minutes at one hour', () => {
    expect(labelOf(3_599_999)).toEqual({ kind: 'short', text: '59:59' });
    expect(labelOf(18_720_000)).toEqual({ kind: 'long', hours: 5, minutes: 12 });
  });

  it('agrees with isOverdue at the very moment', () => {
    expect(isOverdue(1000, 1000 + target, target)).toBe(true);
    expect(isOverdue(1000, 999 + target, target)).toBe(false);
    expect(isOverdue(0, target * 9, target)).toBe(false);
  });
});

describe('the default rule pack', () => {
  it('is valid, allows three minutes, and a channel may have its own time', () => {
    const parsed = rulePackSchema.parse(pack);
    expect(waitingTargetMs(parsed, 'onebot')).toBe(180_000);
    expect(waitingTargetMs({ ...parsed, waiting: { ...parsed.waiting, perChannel: { mail: 86_400 } } }, 'mail')).toBe(86_400_000);
    expect(waitingTargetMs(parsed, 'constructor')).toBe(180_000);
  });

  it('is refused when a rule names a clause that is not there', () => {
    expect(rulePackSchema.safeParse({ ...pack, clauses: [] }).success).toBe(false);
  });
});
