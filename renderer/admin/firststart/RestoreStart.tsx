import { useT } from '../../i18n/useT';
import { LinkButton } from '../../ui/Button';
import { Theme } from '../../ui/theme';
import { RestorePane } from '../backup/RestorePane';
import styles from './FirstStart.module.css';
import { Side } from './Side';

/** First start with the records of another computer instead of a new company. */
export const RestoreStart = ({ onBack }: { readonly onBack: () => void }) => {
  const t = useT();
  return (
    <Theme>
      <main className={styles.page}>
        <div className={styles.card}>
          <Side current={0} />
          <section className={styles.main} aria-label={t('restore.title')}>
            <h1>{t('restore.title')}</h1>
            <p className={styles.lead}>{t('restore.about')}</p>
            <RestorePane asks={false} />
            <div className={styles.end}><LinkButton onPress={onBack} testId="restore-back">{t('restore.back')}</LinkButton></div>
          </section>
        </div>
      </main>
    </Theme>
  );
};
