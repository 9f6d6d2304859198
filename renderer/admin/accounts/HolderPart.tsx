import type { PersonId } from '#shared/domain/ids';
import type { AccountRow } from '../../archive/schema/accountRows';
import type { PersonRow } from '../../archive/schema/personRows';
import { formatFull } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { Select } from '../../ui/Select';
import own from './Custody.module.css';
import styles from './Accounts.module.css';
import { useAdminCommand } from '../useAdminCommand';
import type { CustodyMethod } from './custodyMethods';

/** Who holds the account, since when and by whose hand; issuing it and taking it back. */
export const HolderPart = ({ account, people, mayChange }: { readonly account: AccountRow; readonly people: ReadonlyMap<PersonId, PersonRow>; readonly mayChange: boolean }) => {
  const t = useT();
  const command = useAdminCommand<CustodyMethod>();
  const { held } = account;
  const nameOf = (id: PersonId): string => people.get(id)?.name ?? id;
  const choices = [...people.values()].filter(({ active }) => active).map(({ id, name, role }) => ({ value: id, label: `${name} · ${t(`role.${role}`)}` }));
  return (
    <section className={styles.section} aria-label={t('custody.holder')} data-testid="account-holder">
      <h3>{t('custody.holder')}</h3>
      <dl className={styles.facts}>
        <dt>{t('custody.holder')}</dt><dd>{held === undefined ? t(account.removed ? 'custody.holder.free' : 'custody.holder.none') : nameOf(held.person)}</dd>
        {held !== undefined && <><dt>{t('custody.since')}</dt><dd>{formatFull(held.since)}</dd></>}
        {held?.by !== undefined && <><dt>{t('custody.issuedBy')}</dt><dd>{nameOf(held.by)}</dd></>}
      </dl>
      {mayChange && !account.removed && (
        <div className={own.issue}>
          <Select
            size="small" className={own.person} value={null} placeholder={t(held === undefined ? 'custody.issueTo' : 'custody.issueOther')} aria-label={t(held === undefined ? 'custody.issueTo' : 'custody.issueOther')}
            loading={command.isBusy} options={choices.filter(({ value }) => value !== held?.person)} data-testid="account-issue"
            onChange={(person: PersonId | null) => { if (person !== null) void command.run('account.issue', { account: account.id, person }); }}
          />
          {held !== undefined && <Button size="small" isDisabled={command.isBusy} onPress={() => void command.run('account.takeBack', { account: account.id })} testId="account-take-back">{t('custody.takeBack')}</Button>}
        </div>
      )}
      {command.problem !== undefined && <p className={styles.problem} role="alert">{command.problem}</p>}
    </section>
  );
};
