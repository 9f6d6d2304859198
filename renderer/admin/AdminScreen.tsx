import { Suspense, type ReactNode } from 'react';
import { mayUseAccount } from '#shared/rules/custody';
import { useAccounts } from '../archive/queries/useAccounts';
import { useBackups } from '../archive/queries/useBackups';
import { usePeople } from '../archive/queries/usePeople';
import { useT } from '../i18n/useT';
import { useWithLive } from '../state/liveStatus';
import { useRole, useSession } from '../state/session';
import { showAdmin, showHelp, useView } from '../state/view';
import { Icon } from '../ui/Icon';
import { Theme } from '../ui/theme';
import { AccountsPage } from './accounts/AccountsPage';
import { overdueOf } from './backup/proofDue';
import { needsAction } from './accounts/attention';
import { custodyOf, isFaulty } from './accounts/custodyOf';
import { useCustodyGrounds } from './accounts/useCustodyGrounds';
import { useNewFlagRules, useNewRegulationRules } from './rules/useNewRules';
import { useUnsaved } from './rules/ruleDrafts';
import styles from './Admin.module.css';
import { adminPages, adminSections, pageOf, type AdminPage } from './adminPages';

const useCounts = (): Partial<Record<AdminPage, number>> => {
  const accounts = useWithLive(useAccounts());
  const people = usePeople();
  const overdue = overdueOf(useBackups(), Date.now());
  const grounds = useCustodyGrounds();
  const role = useRole();
  const isAdministrator = role === 'administrator';
  const [flags, regulation] = [useNewFlagRules().length, useNewRegulationRules().length];
  const me = useSession(({ info }) => info?.person?.id);
  return {
    // Secrets and profiles are the administrator's to mend; an account with several faults is one.
    accounts: accounts?.filter((row) => mayUseAccount(role, me, row.held?.person) && (needsAction(row.status) || (isAdministrator && isFaulty(custodyOf(row, grounds))))).length ?? 0,
    ...(isAdministrator && { flags, regulation }),
    backup: Number(overdue.proof) + Number(overdue.copy),
    people: [...people?.values() ?? []].filter((row) => row.active && row.pending !== undefined).length,
  };
};

/** Administration: what a role may open, by section. Opens at adding an account when asked to. */
export const AdminScreen = () => {
  const t = useT();
  const place = useView((view) => view.adminPlace);
  const person = useSession(({ info }) => info?.person);
  const counts = useCounts();
  const pages = adminPages.filter((page) => page.roles.includes(person?.role ?? 'agent'));
  // A page of another role's is answered with what everybody has.
  const open = pages.find(({ page }) => page === pageOf(place))?.page ?? 'settings';
  const isUnsaved = useUnsaved();
  const item = ({ page }: (typeof adminPages)[number]): ReactNode => {
    const count = counts[page] ?? 0;
    return <button key={page} type="button" aria-current={page === open ? 'page' : undefined} onClick={() => showAdmin(page)} data-testid={`admin-${page}`}>{t(`admin.${page}`)}{isUnsaved(page) && <i role="img" aria-label={t('rules.isUnsaved')} title={t('rules.isUnsaved')} data-testid={`admin-${page}-unsaved`} />}{count > 0 && <span>{count}</span>}</button>;
  };
  const shown = pages.find(({ page }) => page === open);
  return (
    <Theme>
      <main className={styles.admin}>
        <nav className={styles.nav} aria-label={t('admin.label')}>
          {adminSections.map((section) => {
            const items = pages.filter((page) => page.section === section);
            return items.length > 0 && <div key={section}><h2>{t(`admin.section.${section}`)}</h2>{items.map(item)}</div>;
          })}
          <button type="button" className={styles.help} onClick={() => showHelp()} data-testid="admin-help"><Icon name="question" size={14} />{t('manual.here')}</button>
        </nav>
        <div className={styles.content}>
          {open === 'accounts' && person !== undefined && <AccountsPage key={place} startsAdding={place === 'addAccount'} mayChange={person?.role === 'administrator'} />}
          {shown?.Page !== undefined && <Suspense fallback={null}><shown.Page /></Suspense>}
        </div>
      </main>
    </Theme>
  );
};
