import type { BackupWork } from '#shared/ipc/desk/backupRoutes';
import { desk } from '../../bridge/desk';
import { formatSize } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import styles from './Backup.module.css';

/** How far a copy, a drill or a restore is, and the way out of it. */
export const WorkBar = ({ work }: { readonly work: BackupWork }) => {
  const t = useT();
  const label = t(`backup.working.${work.kind}`);
  return (
    <div className={styles.work} role="status" data-testid="backup-work">
      <span>{label}</span>
      <progress aria-label={label} {...(work.total > 0 && { value: work.done, max: work.total })} />
      {work.total > 0 && <span>{t('backup.progress', { done: formatSize(work.done), total: formatSize(work.total) })}</span>}
      <Button size="small" onPress={() => { desk.call('backup.cancel').catch(() => undefined /* it ended by itself */); }} testId="backup-cancel">{t('backup.cancel')}</Button>
    </div>
  );
};
