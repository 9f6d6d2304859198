import type { BackupRow } from '../../archive/schema/backupRow';
import { usePeople } from '../../archive/queries/usePeople';
import { formatCount, formatMoment, formatSize } from '../../i18n/format';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import styles from './Backup.module.css';

const useWords = (): ((row: BackupRow) => string) => {
  const t = useT();
  return ({ fact }) => {
    switch (fact.type) {
      case 'backup.planned': return t(fact.data.plan === null ? 'backup.fact.ended' : 'backup.fact.planned');
      case 'backup.done': {
        const { head, bytes, added, skipped } = fact.data;
        const done = t('backup.fact.done', { head: formatCount(head), bytes: formatSize(bytes), added: formatSize(added) });
        return skipped > 0 ? done + t('backup.fact.skipped', { count: skipped }) : done;
      }
      case 'backup.failed': return t('backup.fact.failed', { reason: errorSentence(fact.data.code, { folder: '', file: '', what: '' }) });
      case 'backup.proven': return t('backup.fact.proven', { head: formatCount(fact.data.head) });
      case 'backup.unproven': return t('backup.fact.unproven', { reason: errorSentence(fact.data.code, { file: '', what: '' }) });
      case 'backup.restored': {
        const { head, repeated = 0, list } = fact.data;
        const again = repeated > 0 ? t('backup.fact.repeated', { count: repeated }) : '';
        const missing = list === 'none' ? t('backup.fact.listMissing') : list === 'damaged' ? t('backup.fact.listDamaged') : '';
        return t('backup.fact.restored', { head: formatCount(head) }) + again + missing;
      }
    }
  };
};

/** What became of backups, newest first. */
export const BackupHistory = ({ rows }: { readonly rows: readonly BackupRow[] }) => {
  const t = useT();
  const people = usePeople();
  const words = useWords();
  if (rows.length === 0) return <p className={styles.note}>{t('backup.history.empty')}</p>;
  return (
    <ul className={styles.history} data-testid="backup-history">
      {rows.map((row) => (
        <li key={row.back} data-bad={row.fact.type === 'backup.failed' || row.fact.type === 'backup.unproven' || undefined}>
          <time>{formatMoment(row.at)}</time><b>{words(row)}</b><span>{row.person === undefined ? t('backup.bySystem') : people?.get(row.person)?.name}</span>
        </li>
      ))}
    </ul>
  );
};
