import type { CustodyPolicy } from '#shared/domain/custody';
import type { AbsenceRow } from '../../archive/schema/accountRows';
import { formatShort } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import styles from './Accounts.module.css';
import own from './Custody.module.css';
import { absenceSpan, absenceText } from './custodyText';

/** This month's absences on shift, and how far that is from a review. */
export const AbsencePart = ({ rows, policy, nameOf }: { readonly rows: readonly AbsenceRow[]; readonly policy: CustodyPolicy; readonly nameOf?: (row: AbsenceRow) => string | undefined }) => {
  const t = useT();
  return (
    <section className={styles.section} aria-label={t('custody.absence')} data-testid="absences">
      <h3>{t('custody.absence')}{rows.length > 0 && <span data-bad={rows.length >= policy.absenceLimit || undefined} className={own.count}>{absenceText(t, rows.length, policy.absenceLimit)}</span>}</h3>
      {rows.length === 0 && <p className={styles.quiet}>{t('custody.absence.none')}</p>}
      <ol className={own.register}>
        {rows.map((row) => (
          <li key={row.back}><time dateTime={new Date(row.from).toISOString()}>{formatShort(row.from).includes(':') ? t('custody.today') : formatShort(row.from)}</time><span>{absenceSpan(t, row)}{nameOf !== undefined && <small>{nameOf(row)}</small>}</span></li>
        ))}
      </ol>
    </section>
  );
};
