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

/** The list of erasures beside the copies: there, missing (made by an older version, or taken away), or not to be opened. */
export const erasedListStateSchema = z.enum(['read', 'none', 'damaged']);
export type ErasedListState = z.infer<typeof erasedListStateSchema>;

const DAY_MS = 24 * 60 * 60 * 1000;

/** A copy nobody ever restored is a hope: after this long without a proof the desk says so. */
export const PROOF_DUE_MS = 30 * DAY_MS;
/** A plan is overdue without a copy for this long. */
export const COPY_DUE_MS = 3 * DAY_MS;

/**
 * `<dataDir>/restore.json`: a copy lies proven in `<dataDir>/restore/` and takes the desk's place at the next start of the
 * app. Written by the engine, used up by main, which leaves it as `restored.json` for the engine to put on record.
 */
export const restoreMarkerSchema = z.object({
  v: z.literal(1), generation: generationIdSchema, head: z.number().int().nonnegative(), at: z.number(),
  /** Erasures carried out again on the copy before it was put here. */
  repeated: z.number().int().nonnegative().optional(), list: erasedListStateSchema.optional(),
}).readonly();
export type RestoreMarker = z.infer<typeof restoreMarkerSchema>;
export const RESTORE_MARKER = 'restore.json';
export const RESTORED_MARKER = 'restored.json';
export const RESTORE_FOLDER = 'restore';
