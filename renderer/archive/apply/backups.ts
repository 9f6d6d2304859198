import type { BackupEntry } from '../schema/backupRow';
import type { WorkingSet } from './workingSet';

/** Every step of backups is a row; the plan of now is kept by itself. */
export const applyBackup = (work: WorkingSet, entry: BackupEntry): void => {
  const { type, data } = entry;
  const fact = { type, data } as { readonly type: never; readonly data: never }; // both of one entry
  work.backups.push({ back: -entry.seq, at: entry.at, fact, ...(entry.actor.kind === 'person' && { person: entry.actor.id }) });
  if (entry.type === 'backup.planned') work.meta.set('backupPlan', JSON.stringify(entry.data.plan));
};
