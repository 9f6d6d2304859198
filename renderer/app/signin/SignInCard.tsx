import type { ReactNode } from 'react';
import { useT } from '../../i18n/useT';
import { Icon, ProductMark, type IconName } from '../../ui/Icon';
import styles from './SignIn.module.css';

const promises = [['link', 'signIn.channels'], ['shield', 'signIn.records'], ['user', 'signIn.mine']] as const;

/** The card of first start, smaller: whose desk this is at the left, what is asked at the right. */
export const SignInCard = ({ title, lead, company, icon, testId, children }: {
  readonly title: string; readonly lead: string; readonly company?: string; readonly icon?: IconName; readonly testId: string; readonly children: ReactNode;
}) => {
  const t = useT();
  return (
    <main className={styles.page} data-testid={testId}>
      <div className={styles.card}>
        <section className={styles.side}>
          <div className={styles.brand}><ProductMark size={36} /><div><strong>{t('app.name')}</strong><span>{t('first.product')}</span></div></div>
          {company !== undefined && <p className={styles.company}>{company}</p>}
          <ul className={styles.promises}>{promises.map(([name, key]) => <li key={key}><Icon name={name} size={14} /><span>{t(key)}</span></li>)}</ul>
        </section>
        <section className={styles.main}>
          <h1>{icon !== undefined && <Icon name={icon} />}{title}</h1>
          <p className={styles.lead}>{lead}</p>
          {children}
        </section>
      </div>
    </main>
  );
};
