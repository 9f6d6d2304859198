/** Messages between main and the engine (parentPort). Main introduces ports, answers for the vault and for passwords. */
import type { Alert } from '../domain/alert';
import type { Role } from '../domain/person';
import type { Wording } from '../domain/wording';
import type { EntryData } from '../ledger/entry';
import type { PasswordVerdict } from './session';

/** A person as the ledger has them; `hadPassword`: one was set for them at some time. */
export type RosterPerson = { readonly id: string; readonly name: string; readonly role: Role; readonly active: boolean; readonly hadPassword: boolean };
/** What sign-in needs of the ledger. */
export type Roster = { readonly people: readonly RosterPerson[]; readonly idleMinutes: number; readonly company: string | null };

/** What happened at the sign-in screen, for the records. */
export type SessionFact = {
  readonly [T in 'session.opened' | 'session.closed' | 'session.failed']: { readonly type: T; readonly data: EntryData<T> }
}['session.opened' | 'session.closed' | 'session.failed'] | { readonly type: 'person.passwordSet'; readonly data: EntryData<'person.passwordSet'> } | { readonly type: 'person.recoveryMade'; readonly data: EntryData<'person.recoveryMade'> };

/** `set` keeps a verifier (`initial`: must be changed at sign-in), `verify` tries one, `remove` forgets it. */
export type PasswordAsk =
  | { readonly op: 'set'; readonly person: string; readonly password: string; readonly initial: boolean }
  | { readonly op: 'verify'; readonly person: string; readonly password: string }
  | { readonly op: 'remove'; readonly person: string };

export type FromMain =
  | { readonly kind: 'boot'; readonly dataDir: string; readonly seat: string; readonly app: string; readonly vaultOpen: boolean; readonly test?: { readonly flushMs?: number }; readonly defaults?: { readonly wordings: readonly Wording[] } }
  /** A capability for one window: `archive` may read, `desk` may command as that person. Ports travel alongside. */
  | { readonly kind: 'port'; readonly port: 'archive' | 'desk'; readonly person: { readonly id: string; readonly role: Role } | null }
  /** Nobody sits here any more: every desk port is void, what still comes through one is refused. */
  | { readonly kind: 'closeDesks' }
  | { readonly kind: 'session'; readonly fact: SessionFact }
  | { readonly kind: 'vaultReply'; readonly id: number; readonly ok: string | null; readonly error?: string }
  | { readonly kind: 'passwordReply'; readonly id: number; readonly verdict: PasswordVerdict | null; readonly error?: { readonly code: string; readonly data: Readonly<Record<string, string | number | boolean>> } }
  | { readonly kind: 'vaultOpened' }
  | { readonly kind: 'stop' };

/** Customers waiting in all, and for each agent those that are theirs to answer. */
export type WaitingCounts = { readonly all: number; readonly agents: Readonly<Record<string, number>> };

export type ToMain =
  /** The ledger is open: archive ports are served from here on. */
  | { readonly kind: 'readable' }
  /** Share of the records read anew, 0..1, told while that takes long. */
  | { readonly kind: 'reading'; readonly progress: number }
  | { readonly kind: 'ready'; readonly roster: Roster }
  /** Somebody came, left, or may do something else now; or the idle time changed. */
  | { readonly kind: 'roster'; readonly roster: Roster }
  /** The set-up made its administrator. */
  | { readonly kind: 'person'; readonly person: { readonly id: string; readonly name: string; readonly role: Role } }
  | { readonly kind: 'vault'; readonly id: number; readonly op: 'get' | 'set' | 'delete'; readonly key: string; readonly value?: string }
  | { readonly kind: 'password'; readonly id: number; readonly ask: PasswordAsk }
  /** Waiting customers for tray and badge. */
  | { readonly kind: 'waiting'; readonly counts: WaitingCounts }
  /** What calls for attention now, and what no longer does (conversations, or accounts that came back). */
  | { readonly kind: 'alerts'; readonly raised: readonly Alert[]; readonly settled: readonly string[] }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'fatal'; readonly code: string; readonly data: Readonly<Record<string, string | number | boolean>> };
