/** Messages between main and the engine (parentPort). Main introduces ports and answers for the vault. */
import type { Role } from '../domain/person';
import type { Wording } from '../domain/wording';

export type FromMain =
  | { readonly kind: 'boot'; readonly dataDir: string; readonly seat: string; readonly app: string; readonly vaultOpen: boolean; readonly test?: { readonly flushMs?: number }; readonly defaults?: { readonly wordings: readonly Wording[] } }
  /** A capability for one window: `archive` may read, `desk` may command as that person. Ports travel alongside. */
  | { readonly kind: 'port'; readonly port: 'archive' | 'desk'; readonly person: { readonly id: string; readonly role: Role } | null }
  | { readonly kind: 'vaultReply'; readonly id: number; readonly ok: string | null; readonly error?: string }
  | { readonly kind: 'vaultOpened' }
  | { readonly kind: 'stop' };

export type ToMain =
  | { readonly kind: 'ready'; readonly person: { readonly id: string; readonly name: string; readonly role: Role } | null }
  | { readonly kind: 'person'; readonly person: { readonly id: string; readonly name: string; readonly role: Role } }
  | { readonly kind: 'vault'; readonly id: number; readonly op: 'get' | 'set' | 'delete'; readonly key: string; readonly value?: string }
  /** Waiting customers for tray and badge. */
  | { readonly kind: 'waiting'; readonly count: number }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'fatal'; readonly code: string; readonly data: Readonly<Record<string, string | number | boolean>> };
