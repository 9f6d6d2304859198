import { useDeskData } from '../desk/shell/DeskData';
import { useT } from '../i18n/useT';
import { chooseScope } from '../state/filters';
import { showAdmin, showDesk } from '../state/view';
import { Icon } from '../ui/Icon';
import { StateDot } from '../ui/StateDot';
import { PersonMenu } from './PersonMenu';
import styles from './TitleStatus.module.css';

const Waiting = () => {
  const t = useT();
  const { total } = useDeskData().load;
  const show = (scope: 'waiting' | 'overdue'): void => {
    showDesk();
    chooseScope(scope);
  };
  return (
    <span className={styles.group} title={t('title.waitingHelp')}>
      <button type="button" className={styles.item} onClick={() => show('waiting')} data-testid="waiting-count"><Icon name="clock" size={14} />{t('title.waiting')} <b>{total.waiting}</b></button>
      {total.overdue > 0 && <button type="button" className={styles.item} data-hot onClick={() => show('overdue')} data-testid="overdue-count">{t('title.overdue')} <b>{total.overdue}</b></button>}
    </span>
  );
};

const Accounts = () => {
  const t = useT();
  const { accounts, isReady } = useDeskData();
  const wanted = accounts.filter((account) => !account.paused);
  const usable = wanted.filter(({ status }) => status.state === 'online' || status.state === 'degraded').length;
  const shape = wanted.length > 0 && usable === wanted.length ? 'on' : usable > 0 ? 'half' : 'off';
  if (!isReady) return null;
  return (
    <button type="button" className={styles.item} data-narrow onClick={() => showAdmin('accounts')} data-testid="accounts-usable">
      <StateDot shape={shape} />{accounts.length === 0 ? t('title.noAccounts') : t('title.accounts', { usable, total: wanted.length })}
    </button>
  );
};

/** How many wait and are late (over all accounts), how many accounts work, and who sits here. */
export const TitleStatus = () => (
  <div className={styles.status}>
    <Waiting />
    <Accounts />
    <PersonMenu />
  </div>
);
