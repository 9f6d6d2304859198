/** One-time recovery codes: twenty letters and digits nobody mistakes for another (Crockford), a hundred bits. Pure. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 5;
const PER_GROUP = 4;

/** Random bytes a code is made of. */
export const RECOVERY_BYTES = GROUPS * PER_GROUP;

/** `7KQ2-…`, of `RECOVERY_BYTES` random bytes; five bits of each are used. */
export const recoveryCodeOf = (bytes: Uint8Array): string =>
  Array.from({ length: GROUPS }, (_, group) => Array.from(bytes.subarray(group * PER_GROUP, (group + 1) * PER_GROUP), (byte) => LETTERS[byte % LETTERS.length]).join('')).join('-');

/** A code as typed or pasted, in one spelling: no dashes or spaces, O is 0, I and L are 1. */
export const plainRecoveryCode = (typed: string): string =>
  typed.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/gu, '').replace(/O/gu, '0').replace(/[IL]/gu, '1');

export const isWholeRecoveryCode = (typed: string): boolean => plainRecoveryCode(typed).length === RECOVERY_BYTES;
