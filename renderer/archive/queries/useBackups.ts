import { backupPlanSchema, type BackupPlan } from '#shared/domain/backup';
import type { BackupFact, BackupRow } from '../schema/backupRow';
import { useLive } from './useLive';

const SHOWN = 40;
/** The last proof may be far behind daily copies. */
const LOOKED_THROUGH = 2000;

export type BackupFacts = {
  readonly plan: BackupPlan | null;
  /** Newest first. */
  readonly rows: readonly BackupRow[];
  readonly lastDone: BackupRow | undefined;
  readonly lastProven: BackupRow | undefined;
};

const newest = (rows: readonly BackupRow[], type: BackupFact['type']): BackupRow | undefined => rows.find(({ fact }) => fact.type === type);

const planOf = (value: unknown): BackupPlan | null => {
  const parsed = typeof value === 'string' ? backupPlanSchema.nullable().safeParse(JSON.parse(value)) : undefined;
  return parsed?.success ? parsed.data : null;
};

/** The plan and what became of it; undefined until read. */
export const useBackups = (): BackupFacts | undefined =>
  useLive('backups', async (db) => {
    const [meta, rows] = await Promise.all([db.meta.get('backupPlan'), db.backups.orderBy('back').limit(LOOKED_THROUGH).toArray()]);
    return { plan: planOf(meta?.value), rows: rows.slice(0, SHOWN), lastDone: newest(rows, 'backup.done'), lastProven: newest(rows, 'backup.proven') };
  });
