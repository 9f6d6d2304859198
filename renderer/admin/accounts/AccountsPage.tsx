import { Input } from 'antd';
import { useState } from 'react';
import type { AccountId } from '#shared/domain/ids';
import { useAccounts } from '../../archive/queries/useAccounts';
import { useT } from '../../i18n/useT';
import { useIsDemonstration } from '../../state/forms';
import { useWithLive } from '../../state/liveStatus';
import { Button, LinkButton } from '../../ui/Button';
import { EmptyLine } from '../../ui/EmptyLine';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { AccountDetail } from './AccountDetail';
import { AccountDialog, type DialogTarget } from './AccountDialog';
import styles from './Accounts.module.css';
import { AccountTable } from './AccountTable';
import { filterAccounts, needsAction, type AccountFilter } from './attention';

const Chip = ({ label, count, isOn, isHot, onPress }: {
  readonly label: string; readonly count: number; readonly isOn: boolean; readonly isHot?: boolean; readonly onPress: () => void;
}) => (
  <button type="button" className={styles.chip} aria-pressed={isOn} data-hot={(isHot && count > 0) || undefined} onClick={onPress}>{label}<b>{count}</b></button>
);

const everything: AccountFilter = { chip: 'all', text: '' };

/** The register of accounts: who they are, how they are connected, what needs a person. */
export const AccountsPage = ({ startsAdding, mayChange }: { readonly startsAdding: boolean; readonly mayChange: boolean }) => {
  const t = useT();
  const accounts = useWithLive(useAccounts());
  const isDemonstration = useIsDemonstration();
  const [filter, setFilter] = useState(everything);
  const [chosen, setChosen] = useState<AccountId>();
  const [dialog, setDialog] = useState<DialogTarget | undefined>(startsAdding && mayChange ? { kind: 'add' } : undefined);
  const isDemo = (row: { readonly channel: Parameters<typeof isDemonstration>[0] }): boolean => isDemonstration(row.channel);
  const rows = accounts ?? [];
  const shown = filterAccounts(rows, filter, isDemo);
  const detail = rows.find((row) => row.id === chosen);
  const chips = [
    { chip: 'all', label: t('accounts.all'), count: rows.length },
    { chip: 'attention', label: t('accounts.attention'), count: rows.filter((row) => needsAction(row.status)).length, isHot: true },
    { chip: 'demo', label: t('accounts.demo'), count: rows.filter(isDemo).length },
  ] as const;
  return (
    <div className={styles.page} data-detail={detail !== undefined || undefined}>
      <section className={styles.list} aria-label={t('admin.accounts')}>
        <div className={styles.head}>
          <h1>{t('admin.accounts')}</h1><span className={styles.aside}>{t('accounts.count', { count: rows.length })}</span>
          <span className={styles.grow} />
          {!mayChange && <span className={styles.aside}>{t('accounts.notAllowed')}</span>}
          <Button kind="primary" icon="plus" isDisabled={!mayChange} onPress={() => setDialog({ kind: 'add' })} testId="account-add">{t('accounts.add')}</Button>
        </div>
        <div className={styles.filter}>
          {chips.map((each) => <Chip key={each.chip} {...each} isOn={filter.chip === each.chip} onPress={() => setFilter({ ...filter, chip: each.chip })} />)}
          <span className={styles.grow} />
          <Input className={styles.search} size="small" allowClear value={filter.text} placeholder={t('accounts.search')} aria-label={t('accounts.search')} onChange={(event) => setFilter({ ...filter, text: event.target.value })} />
        </div>
        <div className={styles.scroll}>
          {accounts === undefined && <SkeletonRows rows={8} label={t('admin.accounts')} />}
          {shown.length > 0 && <AccountTable rows={shown} chosen={chosen} onChoose={setChosen} />}
          {accounts !== undefined && rows.length === 0 && (
            <div className={styles.empty}><EmptyLine action={mayChange && <LinkButton onPress={() => setDialog({ kind: 'add' })}>{t('accounts.add')}</LinkButton>}>{t('accounts.empty')}</EmptyLine></div>
          )}
          {rows.length > 0 && shown.length === 0 && (
            <div className={styles.empty}><EmptyLine action={<LinkButton onPress={() => setFilter(everything)}>{t('accounts.clearFilter')}</LinkButton>}>{t('accounts.emptyFilter')}</EmptyLine></div>
          )}
        </div>
        <div className={styles.foot}><span>{t('accounts.shown', { shown: shown.length, total: rows.length })}</span><span className={styles.grow} /><span>{t('accounts.foot')}</span></div>
      </section>
      {detail !== undefined && <AccountDetail account={detail} mayChange={mayChange} onClose={() => setChosen(undefined)} onEdit={(focus) => setDialog({ kind: 'edit', account: detail, focus })} />}
      {dialog !== undefined && <AccountDialog target={dialog} others={rows} onClose={(added) => { setDialog(undefined); if (added !== undefined) setChosen(added); }} />}
    </div>
  );
};
