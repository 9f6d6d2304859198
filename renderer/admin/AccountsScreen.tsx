import { useState } from 'react';
import { useAccounts } from '../archive/queries/useAccounts';
import { useT } from '../i18n/useT';
import { useView } from '../state/view';
import { Theme } from '../ui/theme';
import { AccountsPage } from './accounts/AccountsPage';
import { needsAction } from './accounts/attention';
import styles from './Admin.module.css';
import { RecordsPage } from './records/RecordsPage';
import { useEngineInfo } from './records/useEngineInfo';

type Page = 'accounts' | 'records';

/** Administration: the register of accounts and the proof of the records. Opens at adding an account when asked to. */
export const AccountsScreen = () => {
  const t = useT();
  const place = useView((view) => view.adminPlace);
  const { info } = useEngineInfo();
  const accounts = useAccounts();
  const [page, setPage] = useState<Page>('accounts');
  const attention = accounts?.filter((row) => needsAction(row.status)).length ?? 0;
  const mayChange = info?.person?.role === 'administrator';
  const item = (target: Page, label: string, count = 0) => (
    <button type="button" aria-current={page === target ? 'page' : undefined} onClick={() => setPage(target)} data-testid={`admin-${target}`}>{label}{count > 0 && <span>{count}</span>}</button>
  );
  return (
    <Theme>
      <main className={styles.admin}>
        <nav className={styles.nav} aria-label={t('admin.label')}>
          <h2>{t('admin.section.company')}</h2>
          {item('accounts', t('admin.accounts'), attention)}
          <h2>{t('admin.section.data')}</h2>
          {item('records', t('admin.records'))}
        </nav>
        <div className={styles.content}>
          {page === 'accounts' && info !== undefined && <AccountsPage key={place} startsAdding={place === 'addAccount'} mayChange={mayChange} />}
          {page === 'records' && <RecordsPage />}
        </div>
      </main>
    </Theme>
  );
};
