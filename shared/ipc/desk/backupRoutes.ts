/** Commands of the desk port: copies of the record and desks made from them. Long ones tell `backup.progress`. */
import { z } from 'zod';
import { backupPassphraseSchema, backupPlanSchema, generationIdSchema, type ErasedListState } from '../../domain/backup';
import type { Role } from '../../domain/person';
import { defineRoute } from '../route';

export type BackupGeneration = {
  readonly id: string;
  readonly at: number;
  /** Entries in it. */
  readonly head: number;
  readonly files: number;
  readonly bytes: number;
  readonly company: string | null;
};
/** What the folder knows of erasures, as of `at`: they are carried out again on a copy made before them. */
export type ErasedShelf = { readonly list: 'read'; readonly at: number; readonly count: number } | { readonly list: Exclude<ErasedListState, 'read'> };
/** The copies of one ledger in a folder, newest first. */
export type BackupShelf = { readonly repository: string; readonly ledger: string; readonly generations: readonly BackupGeneration[]; readonly unreadable: number; readonly erased: ErasedShelf };
/** `repeat`: erasures are carried out on what was restored; no figures. */
export type BackupWork = { readonly kind: 'copy' | 'prove' | 'restore' | 'repeat'; readonly done: number; readonly total: number };

const folder = z.string().min(1).max(2000);

export const backupRoutes = {
  /**
   * Prepares the folder and keeps the plan. A passphrase is needed for a new folder or one this desk has no key for, and
   * changes it where the key is known. `backup.weakPassphrase {min}`, `backup.wrongPassphrase`, `backup.needsPassphrase`,
   * `backup.folderGone {folder}`, `backup.folderInside`, `vault.locked`.
   */
  'backup.plan': defineRoute<void>()(z.object({ plan: backupPlanSchema, passphrase: backupPassphraseSchema.optional() })),
  'backup.stop': defineRoute<void>()(z.void()),
  /** One at a time: `backup.busy`. `backup.none`, `backup.full {need, free}`, `backup.cancelled`, `backup.folderGone`, `vault.locked`. */
  'backup.run': defineRoute<{ readonly generation: string }>()(z.void()),
  /** Restores the newest copy aside, verifies and compares, removes it again. `backup.damaged {file}`, `backup.differs`. */
  'backup.prove': defineRoute<{ readonly generation: string; readonly head: number }>()(z.void()),
  'backup.cancel': defineRoute<void>()(z.void()),
  'backup.work': defineRoute<BackupWork | null>()(z.void()),
  /** The copies in the folder of the plan. */
  'backup.list': defineRoute<BackupShelf>()(z.void()),
  /** Copies this passphrase opens, on an empty desk only: `backup.notEmpty`. `backup.nothingThere`, `backup.wrongPassphrase`. */
  'backup.look': defineRoute<readonly BackupShelf[]>()(z.object({ folder, passphrase: backupPassphraseSchema })),
  /**
   * Brings a copy here, proves it and carries out again what was erased since it was made; the desk begins with it at the
   * next start of the app. Resolves with how many erasures were `repeated`. Errors like `look` and `prove`.
   */
  'backup.restore': defineRoute<{ readonly repeated: number; readonly list: ErasedListState }>()(z.object({ folder, passphrase: backupPassphraseSchema, repository: z.string().regex(/^[\w-]{1,80}$/), generation: generationIdSchema })),
} as const;

/** Lowest role that may call. On a desk nobody set up yet `look`, `restore` and `cancel` are open to who sits there. */
export const backupPermissions = {
  'backup.plan': 'administrator', 'backup.stop': 'administrator', 'backup.run': 'administrator', 'backup.prove': 'administrator',
  'backup.cancel': 'administrator', 'backup.work': 'administrator', 'backup.list': 'administrator', 'backup.look': 'administrator', 'backup.restore': 'administrator',
} as const satisfies Record<keyof typeof backupRoutes, Role>;
