import type { PersonId } from '#shared/domain/ids';
import type { EntryData, EntryOf } from '#shared/ledger/entry';

type BackupType = 'backup.planned' | 'backup.done' | 'backup.failed' | 'backup.proven' | 'backup.unproven' | 'backup.restored';
export type BackupEntry = EntryOf<BackupType>;
export type BackupFact = { readonly [T in BackupType]: { readonly type: T; readonly data: EntryData<T> } }[BackupType];

/** A step of backups; newest first by key. */
export type BackupRow = { readonly back: number; readonly at: number; readonly person?: PersonId; readonly fact: BackupFact };
