import { Icon } from '../../ui/Icon';
import { useT } from '../../i18n/useT';
import styles from './FirstStart.module.css';

const steps = [['first.step1', 'first.step1.about'], ['first.step2', 'first.step2.about'], ['first.step3', 'first.step3.about']] as const;
const promises = [['box', 'first.promise1'], ['shield', 'first.promise2'], ['lock', 'first.promise3']] as const;

/** What the three steps are and what the desk promises; `current` counts from 0. */
export const Side = ({ current }: { readonly current: number }) => {
  const t = useT();
  return (
    <section className={styles.side}>
      <div className={styles.brand}>
        <svg viewBox="0 0 22 22" aria-hidden="true">
          <rect x="1" y="1" width="20" height="20" rx="5" fill="var(--brand)" />
          <path d="M6.5 6v5.5h9V6M6.5 11.5V16M15.5 11.5V16" fill="none" stroke="#fff" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" />
          <circle cx="11" cy="7" r="1.4" fill="#fff" />
        </svg>
        <div><strong>{t('app.name')}</strong><span>{t('first.product')}</span></div>
      </div>
      <ol className={styles.steps}>
        {steps.map(([title, about], index) => (
          <li key={title} className={styles.step} aria-current={index === current ? 'step' : undefined}>
            <span className={styles.number}>{index + 1}</span>
            <div><b>{t(title)}</b><p>{t(about)}</p></div>
          </li>
        ))}
      </ol>
      <ul className={styles.promises}>
        {promises.map(([icon, key]) => <li key={key}><Icon name={icon} size={14} /><span>{t(key)}</span></li>)}
      </ul>
    </section>
  );
};
