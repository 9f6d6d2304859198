/** Who sits at this desk, as main tells it to the window. */
import type { Role } from '../domain/person';

/** Somebody who may sit down here. `hasPassword`: a verifier for them is on this computer. */
export type SeatPerson = { readonly id: string; readonly name: string; readonly role: Role; readonly hasPassword: boolean; /** A recovery code of theirs is out. */ readonly hasRecovery?: boolean };
export type SignedIn = { readonly id: string; readonly name: string; readonly role: Role };

/**
 * `opening` nothing known yet · `firstStart` nobody was ever here · `claim` a desk from before there were passwords:
 * its administrator chooses one · `signIn` nobody sits here · `locked` somebody does, but went away · `change` signed
 * in with an initial password: choose one first · `open` at work. Only `open` (and `firstStart`, for the set-up) has
 * a desk port.
 */
export type SessionState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'firstStart' }
  | { readonly kind: 'claim'; readonly person: SignedIn }
  | { readonly kind: 'signIn'; readonly people: readonly SeatPerson[]; readonly last?: string; readonly company?: string }
  | { readonly kind: 'locked'; readonly person: SignedIn; readonly people: readonly SeatPerson[]; readonly why: 'lock' | 'idle' | 'suspend'; readonly company?: string }
  | { readonly kind: 'change'; readonly person: SignedIn }
  | { readonly kind: 'open'; readonly person: SignedIn };

/** `waitMs` until another try is looked at; 0 when at once. */
export type PasswordVerdict = { readonly ok: true; readonly mustChange: boolean } | { readonly ok: false; readonly waitMs: number };
