import type { AccountId } from '#shared/domain/ids';
import { useAccountHistory } from '../../archive/queries/useAccountHistory';
import { formatFull, formatShort, formatTime } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { StateDot } from '../../ui/StateDot';
import styles from './Accounts.module.css';
import { stateReason, stateWord } from './statusText';

const SHOWN = 30;

const moment = (at: number): string => {
  const short = formatShort(at);
  return short.includes(':') ? formatTime(at, true) : `${short.slice(-5)} ${formatTime(at)}`;
};

/** How this account was connected, newest first, as the ledger has it. */
export const AccountHistory = ({ account }: { readonly account: AccountId }) => {
  const t = useT();
  const rows = useAccountHistory(account, SHOWN);
  return (
    <section className={styles.section}>
      <h3>{t('detail.history')}{rows !== undefined && rows.length > 0 && <span>{t('detail.history.aside', { count: rows.length })}</span>}</h3>
      {rows?.length === 0 && <p className={styles.quiet}>{t('detail.history.empty')}</p>}
      <ol className={styles.history} data-testid="account-history">
        {rows?.map((row) => {
          const reason = stateReason(row.status);
          return (
            <li key={row.back}>
              <time dateTime={new Date(row.at).toISOString()} title={formatFull(row.at)}>{moment(row.at)}</time>
              <StateDot state={row.status.state} /><span>{stateWord(t, row.status)}</span>
              {reason !== undefined && <p>{reason}</p>}
            </li>
          );
        })}
      </ol>
    </section>
  );
};
