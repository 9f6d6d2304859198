import type { WordingRow } from '../../archive/schema/wordingRows';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { EmptyLine } from '../../ui/EmptyLine';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { useScopeName } from '../../wordings/useScopeName';
import { dayOf } from '../../wordings/wordingDraft';
import { wordsOf } from '../../wordings/similarWordings';
import { expiringRows } from './expiringRows';
import type { Reader } from './useReader';
import styles from './Wordings.module.css';

/** What ran out (not offered any more) and what will soon. */
export const ExpiryView = ({ rows, reader, noticeDays, onChange }: { readonly rows: readonly WordingRow[] | undefined; readonly reader: Reader; readonly noticeDays: number; readonly onChange: (row: WordingRow) => void }) => {
  const t = useT();
  const scopeName = useScopeName();
  const now = Date.now();
  const shown = expiringRows(rows ?? [], noticeDays, now);
  return (
    <section className={styles.page} aria-label={t('wordings.view.expiry')}>
      <p className={styles.quiet}>{t('wordings.expiryAbout', { days: noticeDays })}</p>
      {rows === undefined && <SkeletonRows rows={4} label={t('wordings.view.expiry')} />}
      {rows !== undefined && shown.length === 0 && <EmptyLine>{t('wordings.noneExpiring')}</EmptyLine>}
      <ul className={styles.pairs}>
        {shown.map((row) => (
          <li key={row.id} data-expired={row.expiresAt <= now || undefined}>
            <div className={styles.pairHead}>
              <div className={styles.side}><b>{row.title}</b> <small>{[row.category.join(' / '), scopeName(row)].filter((word) => word !== '').join(' · ')}</small></div>
              <span className={styles.lastDay}>{row.expiresAt <= now ? t('wordings.expiredOn', { day: dayOf(row.expiresAt - 1) }) : t('wordings.expiresOn', { day: dayOf(row.expiresAt - 1) })}</span>
              <Button size="small" icon="pencil" onPress={() => onChange(row)}>{t(reader.mayDecide ? 'wordings.extend' : 'wording.proposeEdit')}</Button>
            </div>
            <p className={styles.quiet}>{wordsOf(row)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
};
