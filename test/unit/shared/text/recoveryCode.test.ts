import { expect, it } from 'vitest';
import { isWholeRecoveryCode, plainRecoveryCode, RECOVERY_BYTES, recoveryCodeOf } from '#shared/text/recoveryCode';

it('a recovery code survives handwriting: case, dashes, O and 0, l and 1 (bug: written down, never accepted)', () => {
  const code = recoveryCodeOf(Uint8Array.from({ length: RECOVERY_BYTES }, (_, at) => at * 13 + 32));
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/u);
  expect(plainRecoveryCode(` ${code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('-', ' ')} `)).toBe(code.replaceAll('-', ''));
  expect([isWholeRecoveryCode(code), isWholeRecoveryCode(code.slice(0, -1))]).toEqual([true, false]);
});
