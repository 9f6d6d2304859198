import { useEffect, useState } from 'react';
import type { BackupWork } from '#shared/ipc/desk/backupRoutes';
import { desk } from '../../bridge/desk';

/** What the engine is at now; null for nothing. `asks`: a person is signed in, so a run under way when the page opens is asked for. */
export const useBackupWork = (asks: boolean): BackupWork | null => {
  const [work, setWork] = useState<BackupWork | null>(null);
  useEffect(() => {
    const off = desk.on('backup.progress', setWork);
    // Without an answer the next progress tells it.
    if (asks) desk.call('backup.work').then(setWork, () => undefined);
    return off;
  }, [asks]);
  return work;
};
