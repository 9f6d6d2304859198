/** What an administrator decides about copies of the record, and what a copy is called. */
import { z } from 'zod';

/** Time and chance, sortable by name: `20261121T153000Z-1a2b3c4d`. */
export const generationIdSchema = z.string().regex(/^\d{8}T\d{6}Z-[0-9a-f]{8}$/);

export const MINUTES_A_DAY = 24 * 60;

export const backupPlanSchema = z.object({
  folder: z.string().min(1).max(2000),
  /** Minute of the local day; `null`: only by hand. */
  daily: z.number().int().min(0).max(MINUTES_A_DAY - 1).nullable(),
  /** So many copies stay, the oldest goes first. */
  keep: z.number().int().min(1).max(60),
}).readonly();
export type BackupPlan = z.infer<typeof backupPlanSchema>;

/** Characters of a backup passphrase. Nobody can open a copy without it. */
export const BACKUP_PASSPHRASE_MIN = 8;
export const backupPassphraseSchema = z.string().min(1).max(256);

const DAY_MS = 24 * 60 * 60 * 1000;

/** A copy nobody ever restored is a hope: after this long without a proof the desk says so. */
export const PROOF_DUE_MS = 30 * DAY_MS;
/** A plan is overdue without a copy for this long. */
export const COPY_DUE_MS = 3 * DAY_MS;
