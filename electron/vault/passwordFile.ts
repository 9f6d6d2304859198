/**
 * The file of the verifiers (`<dataDir>/sign-in.json`, 0600 by main's umask). Not in the vault: where the system keeps
 * no key the vault itself is opened by a password. Not in the ledger: that one is exported and handed over.
 */
import { rename } from 'node:fs/promises';
import { z } from 'zod';
import { roleSchema } from '#shared/domain/person';
import { readIfPresent, writeAtomic } from '../engine/platform/atomicFile';
import { kdfSchema } from './sealing';

const verifierSchema = z.object({
  kdf: kdfSchema,
  /** Hex of 32 bytes derived from the password's key; the key itself is nowhere. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  mustChange: z.boolean(),
  /** Wrong tries in a row, and until when (ms) the next is not looked at. */
  failures: z.object({ count: z.number().int().nonnegative(), until: z.number() }).readonly(),
}).readonly();
export type Verifier = z.infer<typeof verifierSchema>;

/** A copy of the ledger's roster: the sign-in screen is there before the engine is. */
const rosterSchema = z.object({
  people: z.array(z.object({ id: z.string(), name: z.string(), role: roleSchema, active: z.boolean(), hadPassword: z.boolean() }).readonly()).readonly(),
  idleMinutes: z.number(),
  company: z.string().nullable(),
}).readonly();

const passwordFileSchema = z.object({
  version: z.literal(1),
  verifiers: z.record(z.string(), verifierSchema).readonly(),
  /** Of one-time recovery codes, by person. */
  recovery: z.record(z.string(), verifierSchema).readonly().optional(),
  roster: rosterSchema.optional(),
  last: z.string().optional(),
}).readonly();
export type PasswordFile = z.infer<typeof passwordFileSchema>;

export const emptyPasswordFile: PasswordFile = { version: 1, verifiers: {} };

/** Empty when there is none; what cannot be read is put aside, and told by `isDamaged`. */
export const readPasswordFile = async (path: string, now: number): Promise<{ readonly file: PasswordFile; readonly isDamaged: boolean }> => {
  const bytes = await readIfPresent(path);
  if (bytes === null) return { file: emptyPasswordFile, isDamaged: false };
  try {
    return { file: passwordFileSchema.parse(JSON.parse(bytes.toString('utf8'))), isDamaged: false };
  } catch {
    await rename(path, `${path.replace(/\.json$/, '')}.damaged-${now}.json`);
    return { file: emptyPasswordFile, isDamaged: true };
  }
};

export const writePasswordFile = (path: string, file: PasswordFile): Promise<void> => writeAtomic(path, `${JSON.stringify(file)}\n`);
