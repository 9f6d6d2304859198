import { useRetention } from '../../archive/queries/useRetention';
import { useT } from '../../i18n/useT';
import { useRole } from '../../state/session';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { AskErasure } from './AskErasure';
import { HoldList } from './HoldList';
import { PeriodForm } from './PeriodForm';
import { RequestList } from './RequestList';
import page from '../../ui/Page.module.css';
import styles from './Retention.module.css';

/** Lawful erasure, holds and periods of keeping. */
export const RetentionPage = () => {
  const t = useT();
  const role = useRole();
  const matters = useRetention();
  const waiting = matters?.requests.filter(({ state }) => state === 'asked' || state === 'approved') ?? [];
  const past = matters?.requests.filter(({ state }) => state !== 'asked' && state !== 'approved').toReversed() ?? [];
  return (
    <section className={page.text} aria-label={t('retention.title')} data-testid="retention-page">
      <h1>{t('retention.title')}</h1>
      <p className={page.lead}>{t('retention.about')}</p>
      {matters === undefined ? <SkeletonRows rows={6} label={t('retention.title')} /> : (
        <>
          <h2>{t('retention.waiting')}</h2>
          <RequestList requests={waiting} />
          <h2>{t('retention.erase')}</h2>
          <AskErasure />
          <h2>{t('retention.holds')}</h2>
          <HoldList holds={matters.holds.filter(({ lifted }) => lifted === undefined)} />
          {role === 'administrator' && <><h2>{t('retention.periods')}</h2><p className={styles.note}>{t('retention.periods.about')}</p><PeriodForm key={JSON.stringify(matters.rules)} rules={matters.rules} /></>}
          <h2>{t('retention.history')}</h2>
          <RequestList requests={past} />
        </>
      )}
    </section>
  );
};
