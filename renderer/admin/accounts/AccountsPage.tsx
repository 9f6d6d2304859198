import { Input } from 'antd';
import { useMemo, useState } from 'react';
import type { AccountId } from '#shared/domain/ids';
import { mayUseAccount } from '#shared/rules/custody';
import { useRegister } from '../../archive/queries/useAccounts';
import type { AccountRow } from '../../archive/schema/accountRows';
import { useT } from '../../i18n/useT';
import { useIsDemonstration } from '../../state/forms';
import { useRole, useSession } from '../../state/session';
import { useWithLive } from '../../state/liveStatus';
import { Button, LinkButton } from '../../ui/Button';
import { EmptyLine } from '../../ui/EmptyLine';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { clearable } from '../../ui/theme';
import { AccountDetail } from './AccountDetail';
import { AccountDialog, type DialogTarget } from './AccountDialog';
import styles from './Accounts.module.css';
import { AccountTable } from './AccountTable';
import { filterAccounts, fitsChip, type AccountFilter, type ChipTests } from './attention';
import { custodyOf } from './custodyOf';
import { CustodyPolicyDialog } from './CustodyPolicyDialog';
import { ProfileDialog } from './ProfileDialog';
import { useCustodyGrounds } from './useCustodyGrounds';

const Chip = ({ chip, label, count, isOn, isHot, onPress }: {
  readonly chip: string; readonly label: string; readonly count: number; readonly isOn: boolean; readonly isHot?: boolean; readonly onPress: () => void;
}) => (
  <button type="button" className={styles.chip} data-chip={chip} aria-pressed={isOn} data-hot={(isHot && count > 0) || undefined} onClick={onPress}>{label}<b>{count}</b></button>
);

const everything: AccountFilter = { chip: 'all', text: '' };

/** What the person here may see: an agent their own accounts and those nobody holds. */
const useSeenRegister = (): readonly AccountRow[] | undefined => {
  const rows = useWithLive(useRegister());
  const role = useRole();
  const me = useSession(({ info }) => info?.person?.id);
  return useMemo(() => rows?.filter(({ held }) => mayUseAccount(role, me, held?.person)), [rows, role, me]);
};

/** The register of accounts: who they are, how they are connected, what needs a person. */
export const AccountsPage = ({ startsAdding, mayChange }: { readonly startsAdding: boolean; readonly mayChange: boolean }) => {
  const t = useT();
  const accounts = useSeenRegister();
  const grounds = useCustodyGrounds();
  const isDemonstration = useIsDemonstration();
  const [filter, setFilter] = useState(everything);
  const [chosen, setChosen] = useState<AccountId>();
  const [dialog, setDialog] = useState<DialogTarget | undefined>(startsAdding && mayChange ? { kind: 'add' } : undefined);
  const [open, setOpen] = useState<'profile' | 'rules'>();
  const rows = accounts ?? [];
  const tests: ChipTests = { isDemo: (row) => isDemonstration(row.channel), custodyOf: (row) => custodyOf(row, grounds) };
  const shown = filterAccounts(rows, filter, tests);
  const present = rows.filter(({ removed }) => !removed);
  const detail = rows.find((row) => row.id === chosen);
  const labels = { all: 'accounts.all', attention: 'accounts.attention', breach: 'custody.chip.breach', due: 'custody.chip.due', demo: 'accounts.demo', removed: 'custody.chip.removed' } as const;
  const chips = (['all', 'attention', 'breach', 'due', 'demo', 'removed'] as const).map((chip) => (
    { chip, label: t(labels[chip]), count: rows.filter((row) => fitsChip(row, chip, tests)).length, isHot: chip === 'attention' || chip === 'breach' || chip === 'due' }));
  return (
    <div className={styles.page} data-detail={detail !== undefined || undefined}>
      <section className={styles.list} aria-label={t('admin.accounts')}>
        <div className={styles.head}>
          <h1>{t('admin.accounts')}</h1><span className={styles.aside}>{t('accounts.count', { count: present.length })}</span>
          <span className={styles.grow} />
          {!mayChange && <span className={styles.aside}>{t('accounts.notAllowed')}</span>}
          {mayChange && <Button onPress={() => setOpen('rules')} testId="custody-rules">{t('custody.rules')}</Button>}
          <Button kind="primary" icon="plus" isDisabled={!mayChange} onPress={() => setDialog({ kind: 'add' })} testId="account-add">{t('accounts.add')}</Button>
        </div>
        <div className={styles.filter}>
          {chips.map((each) => <Chip key={each.chip} {...each} isOn={filter.chip === each.chip} onPress={() => setFilter({ ...filter, chip: each.chip })} />)}
          <span className={styles.grow} />
          <Input className={styles.search} size="small" allowClear={clearable} value={filter.text} placeholder={t('accounts.search')} aria-label={t('accounts.search')} onChange={(event) => setFilter({ ...filter, text: event.target.value })} />
        </div>
        <div className={styles.scroll}>
          {accounts === undefined && <SkeletonRows rows={8} label={t('admin.accounts')} />}
          {shown.length > 0 && <AccountTable rows={shown} grounds={{ custodyOf: tests.custodyOf, limit: grounds.policy.absenceLimit, now: grounds.now }} chosen={chosen} onChoose={setChosen} />}
          {accounts !== undefined && rows.length === 0 && (
            <div className={styles.empty}><EmptyLine action={mayChange && <LinkButton onPress={() => setDialog({ kind: 'add' })}>{t('accounts.add')}</LinkButton>}>{t('accounts.empty')}</EmptyLine></div>
          )}
          {rows.length > 0 && shown.length === 0 && (
            <div className={styles.empty}><EmptyLine action={<LinkButton onPress={() => setFilter(everything)}>{t('accounts.clearFilter')}</LinkButton>}>{t('accounts.emptyFilter')}</EmptyLine></div>
          )}
        </div>
        <div className={styles.foot}><span>{t('accounts.shown', { shown: shown.length, total: rows.length })}</span><span className={styles.grow} /><span>{t('accounts.foot')}</span></div>
      </section>
      {detail !== undefined && <AccountDetail account={detail} grounds={grounds} mayChange={mayChange} onPolicy={() => setOpen('profile')} onClose={() => setChosen(undefined)} onEdit={(focus) => setDialog({ kind: 'edit', account: detail, focus })} />}
      {open === 'profile' && detail !== undefined && <ProfileDialog account={detail} grounds={grounds} onClose={() => setOpen(undefined)} />}
      {open === 'rules' && <CustodyPolicyDialog policy={grounds.policy} onClose={() => setOpen(undefined)} />}
      {dialog !== undefined && <AccountDialog target={dialog} others={present} onClose={(added) => { setDialog(undefined); if (added !== undefined) setChosen(added); }} />}
    </div>
  );
};
