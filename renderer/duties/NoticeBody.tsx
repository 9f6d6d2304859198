import type { NoticeRow } from '../archive/schema/dutyRows';
import { useT } from '../i18n/useT';
import styles from './Duties.module.css';
import { FileLinks } from './Files';

/** What a notice says. Plain text: nothing in it is markup. */
export const NoticeBody = ({ row }: { readonly row: NoticeRow }) => {
  const t = useT();
  return (
    <>
      {row.withdrawn !== undefined && <p className={styles.hint}>{t('notices.withdrawnWhy', { reason: row.withdrawn.reason ?? '' })}</p>}
      <p className={styles.words}>{row.text}</p>
      <FileLinks files={row.attachments ?? []} />
    </>
  );
};
