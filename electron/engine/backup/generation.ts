/** The list of files of one copy, and what it must be like when it is restored. Kept sealed like every object. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { generationIdSchema } from '#shared/domain/backup';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Where a file goes when it is restored, relative to the data folder; nothing outside of these. */
const restoredPath = z.string().regex(/^(?:ledger\/(?:ledger\.json|ledger\.pub|checkpoints\.log|segments\/\d{8,}\.zxl(?:\.gz)?|blobs\/[0-9a-f]{2}\/[0-9a-f]{64})|sign-in\.json)$/);

export const generationSchema = z.object({
  v: z.literal(1),
  id: generationIdSchema,
  at: z.number(),
  ledger: z.string(),
  company: z.string().nullable(),
  /** Entries, the root of their tree (hex), and the signed note over both. */
  head: z.number().int().nonnegative(),
  root: sha256,
  note: z.string(),
  vkeys: z.array(z.string()).readonly(),
  files: z.array(z.object({
    path: restoredPath, sha256, bytes: z.number().int().nonnegative(), object: sha256,
    /** Of the file copied: one that did not change since is not read again. */
    mtimeMs: z.number().optional(),
  }).readonly()).readonly(),
  /** Attachments that were damaged here already and are not in the copy. */
  skipped: z.array(z.string()).readonly(),
}).readonly();
export type Generation = z.infer<typeof generationSchema>;
export type CopiedFile = Generation['files'][number];

const stampOf = (at: number): string =>
  `${new Date(at).toISOString().replace(/\.\d+Z$/, 'Z').replaceAll(/[-:]/g, '')}-${(at % 1000).toString(16).padStart(3, '0')}`;

/** When an id was made, to the millisecond. */
const momentOf = (id: string): number =>
  Date.parse(id.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z.*$/, '$1-$2-$3T$4:$5:$6Z')) + Number.parseInt(id.slice(17, 20), 16);

/** Sorts behind `newest` also when the clock went back since. */
export const newGenerationId = (at: number, newest: string | undefined): string =>
  `${stampOf(newest === undefined ? at : Math.max(at, momentOf(newest) + 1))}${randomBytes(3).toString('hex').slice(0, 5)}`;

export const bytesOf = ({ files }: Generation): number => files.reduce((sum, { bytes }) => sum + bytes, 0);
