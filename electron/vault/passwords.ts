/**
 * Verifiers of passwords. One scrypt gives a key; from it come, each by HKDF, the verifier that is kept and the key
 * that opens the vault for this person where the system keeps none. Wrong tries are answered ever later, also over a
 * restart. Nothing here logs, and no error carries a password.
 */
import { hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { AppError } from '#shared/domain/errors';
import { PASSWORD_MIN, passwordLength } from '#shared/domain/person';
import type { Roster } from '#shared/ipc/engineBoot';
import type { PasswordVerdict } from '#shared/ipc/session';
import { plainRecoveryCode, RECOVERY_BYTES, recoveryCodeOf } from '#shared/text/recoveryCode';
import { readPasswordFile, writePasswordFile, type PasswordFile, type Verifier } from './passwordFile';
import { deriveKey, KEY_BYTES, newKdf, type Kdf } from './sealing';
import type { Vault } from './vault';

const FREE_TRIES = 2;
const FIRST_WAIT_MS = 2_000;
const MOST_WAIT_MS = 5 * 60_000;

/** How long the next try waits after this many wrong ones in a row, ms. */
export const waitAfter = (count: number): number => (count <= FREE_TRIES ? 0 : Math.min(MOST_WAIT_MS, FIRST_WAIT_MS * 2 ** (count - FREE_TRIES - 1)));

type Derived = { readonly hash: Buffer; readonly opener: Buffer };

const part = (key: Buffer, label: string): Buffer => Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), label, KEY_BYTES));

const derive = async (password: string, kdf: Kdf): Promise<Derived> => {
  const key = await deriveKey(password, kdf);
  return { hash: part(key, 'zuoxi:verifier'), opener: part(key, 'zuoxi:vault-opener') };
};

/** Under this name a recovery code opens the vault, where the system keeps no key. */
const recoveryOpener = (person: string): string => `recovery:${person}`;

const isSame = (verifier: Verifier, { hash }: Derived): boolean => timingSafeEqual(Buffer.from(verifier.hash, 'hex'), hash);

export type PasswordsOptions = { readonly path: string; readonly vault: Pick<Vault, 'addOpener' | 'removeOpener' | 'openWith'>; readonly now: () => number };

export class PasswordBook {
  /** Tries go through one after the other: side by side they would share one delay. */
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(private readonly options: PasswordsOptions, private file: PasswordFile, readonly wasDamaged: boolean) {}

  static async open(options: PasswordsOptions): Promise<PasswordBook> {
    const { file, isDamaged } = await readPasswordFile(options.path, options.now());
    return new PasswordBook(options, file, isDamaged);
  }

  /** The roster the engine gave last, maybe of an earlier run. */
  roster(): Roster | undefined { return this.file.roster; }
  last(): string | undefined { return this.file.last; }
  has(person: string): boolean { return this.file.verifiers[person] !== undefined; }
  failures(person: string): number { return this.file.verifiers[person]?.failures.count ?? 0; }

  readonly keepRoster = (roster: Roster): Promise<void> => this.inTurn(async () => {
    if (JSON.stringify(roster) !== JSON.stringify(this.file.roster)) await this.keep({ ...this.file, roster });
  });

  readonly keepLast = (last: string): Promise<void> => this.inTurn(async () => {
    if (last !== this.file.last) await this.keep({ ...this.file, last });
  });

  /** Durable when it resolves; opens the vault for this person from then on. `person.weakPassword`, `person.samePassword`. */
  readonly set = (person: string, password: string, initial: boolean): Promise<void> => this.inTurn(() => this.setNow(person, password, initial));

  private async setNow(person: string, password: string, initial: boolean): Promise<void> {
    if (passwordLength(password) < PASSWORD_MIN) throw new AppError('person.weakPassword', { min: PASSWORD_MIN });
    const before = this.file.verifiers[person];
    // An initial password that stays would be one two people know.
    if (before?.mustChange && !initial && isSame(before, await derive(password, before.kdf))) throw new AppError('person.samePassword');
    const kdf = newKdf();
    const derived = await derive(password, kdf);
    const verifier: Verifier = { kdf, hash: derived.hash.toString('hex'), mustChange: initial, failures: { count: 0, until: 0 } };
    await this.keep({ ...this.file, verifiers: { ...this.file.verifiers, [person]: verifier } });
    await this.options.vault.addOpener(person, derived.opener);
  }

  /** True opens the vault too. A try before its time is neither looked at nor counted. `session.noPassword`. */
  readonly verify = (person: string, password: string): Promise<PasswordVerdict> => this.inTurn(async () => {
    const verifier = this.file.verifiers[person];
    if (verifier === undefined) throw new AppError('session.noPassword');
    const left = Math.min(MOST_WAIT_MS, verifier.failures.until - this.options.now());
    if (left > 0) return { ok: false, waitMs: left };
    const derived = await derive(password, verifier.kdf);
    if (!isSame(verifier, derived)) return { ok: false, waitMs: await this.fail(person, verifier) };
    if (verifier.failures.count > 0) await this.change(person, { ...verifier, failures: { count: 0, until: 0 } });
    // A vault made or opened since then learns this person's key now.
    if (await this.options.vault.openWith(person, derived.opener)) await this.options.vault.addOpener(person, derived.opener);
    return { ok: true, mustChange: verifier.mustChange };
  });

  readonly remove = (person: string): Promise<void> => this.inTurn(async () => {
    const { [person]: _gone, ...verifiers } = this.file.verifiers;
    await this.keep({ ...this.file, verifiers });
    await this.options.vault.removeOpener(person);
    await this.dropRecovery(person);
  });

  hasRecovery(person: string): boolean { return this.file.recovery?.[person] !== undefined; }

  /** A new one-time code; its verifier is durable when it resolves, the code itself is nowhere else. An older one is void. */
  readonly makeRecovery = (person: string): Promise<string> => this.inTurn(async () => {
    const code = recoveryCodeOf(randomBytes(RECOVERY_BYTES));
    const kdf = newKdf();
    const derived = await derive(plainRecoveryCode(code), kdf);
    await this.keepRecovery(person, { kdf, hash: derived.hash.toString('hex'), mustChange: false, failures: { count: 0, until: 0 } });
    await this.options.vault.addOpener(recoveryOpener(person), derived.opener);
    return code;
  });

  /** The right code sets the password, opens the vault where it can, and is used up. Wrong ones wait as passwords do. `session.noRecovery`, `person.weakPassword`. */
  readonly useRecovery = (person: string, code: string, password: string): Promise<PasswordVerdict> => this.inTurn(async () => {
    const verifier = this.file.recovery?.[person];
    if (verifier === undefined) throw new AppError('session.noRecovery');
    // Before the code is looked at: a password too short must not cost the only one.
    if (passwordLength(password) < PASSWORD_MIN) throw new AppError('person.weakPassword', { min: PASSWORD_MIN });
    const left = Math.min(MOST_WAIT_MS, verifier.failures.until - this.options.now());
    if (left > 0) return { ok: false, waitMs: left };
    const derived = await derive(plainRecoveryCode(code), verifier.kdf);
    if (!isSame(verifier, derived)) {
      const count = verifier.failures.count + 1;
      const waitMs = waitAfter(count);
      await this.keepRecovery(person, { ...verifier, failures: { count, until: this.options.now() + waitMs } });
      return { ok: false, waitMs };
    }
    await this.options.vault.openWith(recoveryOpener(person), derived.opener);
    await this.setNow(person, password, false);
    await this.dropRecovery(person);
    return { ok: true, mustChange: false };
  });

  private keepRecovery(person: string, verifier: Verifier): Promise<void> {
    return this.keep({ ...this.file, recovery: { ...this.file.recovery, [person]: verifier } });
  }

  private async dropRecovery(person: string): Promise<void> {
    if (!this.hasRecovery(person)) return;
    const { [person]: _used, ...recovery } = this.file.recovery ?? {};
    await this.keep({ ...this.file, recovery });
    await this.options.vault.removeOpener(recoveryOpener(person));
  }

  private async fail(person: string, verifier: Verifier): Promise<number> {
    const count = verifier.failures.count + 1;
    const waitMs = waitAfter(count);
    await this.change(person, { ...verifier, failures: { count, until: this.options.now() + waitMs } });
    return waitMs;
  }

  private change(person: string, verifier: Verifier): Promise<void> {
    return this.keep({ ...this.file, verifiers: { ...this.file.verifiers, [person]: verifier } });
  }

  private async keep(file: PasswordFile): Promise<void> {
    await writePasswordFile(this.options.path, file);
    this.file = file;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined); // told to whoever asked
    return result;
  }
}
