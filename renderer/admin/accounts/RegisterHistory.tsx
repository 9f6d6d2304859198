import { useState } from 'react';
import type { AccountId, PersonId } from '#shared/domain/ids';
import { useCustodyFacts } from '../../archive/queries/useCustody';
import type { PersonRow } from '../../archive/schema/personRows';
import { formatFull } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { LinkButton } from '../../ui/Button';
import styles from './Accounts.module.css';
import { registerText } from './custodyText';
import own from './Custody.module.css';

const FIRST = 12;
const MORE = 200;

/** Who held the account, its secrets and settings over time: the register, newest first. */
export const RegisterHistory = ({ account, people }: { readonly account: AccountId; readonly people: ReadonlyMap<PersonId, PersonRow> }) => {
  const t = useT();
  const [limit, setLimit] = useState(FIRST);
  const rows = useCustodyFacts(account, limit);
  return (
    <section className={styles.section} aria-label={t('custody.register')}>
      <h3>{t('custody.register')}</h3>
      {rows?.length === 0 && <p className={styles.quiet}>{t('custody.register.empty')}</p>}
      <ol className={own.register} data-testid="account-register">
        {rows?.map((row) => (
          <li key={row.back} data-type={row.type}>
            <time dateTime={new Date(row.at).toISOString()} title={formatFull(row.at)}>{formatFull(row.at).slice(0, -3)}</time>
            <span>{registerText(row, people)}{row.by !== undefined && <small>{t('people.fact.by', { name: people.get(row.by)?.name ?? row.by })}</small>}</span>
          </li>
        ))}
      </ol>
      {rows?.length === FIRST && limit === FIRST && <LinkButton onPress={() => setLimit(MORE)}>{t('custody.register.more')}</LinkButton>}
    </section>
  );
};
