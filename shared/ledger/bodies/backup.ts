/** Copies of the record kept elsewhere: the plan, each run, each proof that a copy can be restored. No secret is ever here. */
import { z } from 'zod';
import { backupPlanSchema, erasedListStateSchema, generationIdSchema } from '../../domain/backup';
import { ms } from '../fields';

const why = z.enum(['manual', 'scheduled']);

export const backupBodies = {
  /** `null`: no backups any more; the copies that exist stay where they are. */
  'backup.planned': z.object({ plan: backupPlanSchema.nullable() }),
  /** `head` entries are in it. `bytes`: all files of the copy, `added`: what this run wrote; `skipped`: attachments already damaged here. */
  'backup.done': z.object({ generation: generationIdSchema, head: ms, files: ms, bytes: ms, added: ms, skipped: ms, tookMs: ms, why }),
  'backup.failed': z.object({ code: z.string().max(80), why }),
  /** It was restored aside, verified, and its head and root (hex) were the ones of the day it was made. */
  'backup.proven': z.object({ generation: generationIdSchema, head: ms, root: z.string().regex(/^[0-9a-f]{64}$/), tookMs: ms }),
  /** The proof failed: this copy cannot be relied on. */
  'backup.unproven': z.object({ generation: generationIdSchema, code: z.string().max(80) }),
  /** This desk was made from a copy that held `head` entries; what follows happened here. So many erasures were `repeated` from the list beside the copy. */
  'backup.restored': z.object({ generation: generationIdSchema, head: ms, repeated: ms.optional(), list: erasedListStateSchema.optional() }),
} as const;
