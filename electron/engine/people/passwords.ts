import type { PasswordVerdict } from '#shared/ipc/session';

/** Verifiers of passwords as the engine needs them; they live in main (electron/vault), in a test in memory. */
export type Passwords = {
  /** Durable when it resolves. `initial`: it must be changed at the first sign-in. `person.weakPassword {min}`. */
  readonly set: (person: string, password: string, initial: boolean) => Promise<void>;
  /** A wrong one counts and delays the next try, as at the sign-in screen. */
  readonly verify: (person: string, password: string) => Promise<PasswordVerdict>;
  readonly remove: (person: string) => Promise<void>;
};
