import { Modal } from 'antd';
import { useState } from 'react';
import type { AccountId } from '#shared/domain/ids';
import type { AccountRow } from '../../archive/schema/accountRows';
import { formatFull } from '../../i18n/format';
import { translateMaybe } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { channelName, useGlyph } from '../../state/forms';
import { AccountTile } from '../../ui/AccountTile';
import { Button, IconButton } from '../../ui/Button';
import { restingDialog } from '../../ui/theme';
import { AccountAlert } from './AccountAlert';
import { AbsencePart } from './AbsencePart';
import { AccountHistory } from './AccountHistory';
import styles from './Accounts.module.css';
import { custodyOf, type Custody, type CustodyGrounds } from './custodyOf';
import { rotationText } from './custodyText';
import own from './Custody.module.css';
import type { EditFocus } from './editFocus';
import { HolderPart } from './HolderPart';
import { ProfilePart } from './ProfilePart';
import { RegisterHistory } from './RegisterHistory';
import { useAdminCommand } from '../useAdminCommand';


const Settings = ({ account }: { readonly account: AccountRow }) => {
  const t = useT();
  const entries = Object.entries(account.settings).filter(([, value]) => value !== '');
  return (
    <section className={styles.section}>
      <h3>{t('detail.settings')}</h3>
      <dl className={styles.facts}>
        {entries.map(([key, value]) => (
          <div key={key} className={styles.fact}>
            <dt>{translateMaybe(`channel.${account.channel}.${key}`) ?? key}</dt>
            <dd>{translateMaybe(`channel.${account.channel}.${key}.${String(value)}`) ?? String(value)}</dd>
          </div>
        ))}
        <dt>{t('detail.identity')}</dt><dd>{account.nickname ?? account.self ?? '—'}</dd>
      </dl>
    </section>
  );
};

const Secrets = ({ account, custody, now }: { readonly account: AccountRow; readonly custody: Custody; readonly now: number }) => {
  const t = useT();
  return (
    <section className={styles.section}>
      <h3>{t('detail.secrets')}<span>{t('detail.secrets.aside')}</span></h3>
      <dl className={styles.facts}>
        {account.secretKeys.length === 0
          ? <div className={styles.fact}><dt>{t('accounts.col.secret')}</dt><dd>{t('detail.secrets.none')}</dd></div>
          : account.secretKeys.map((key) => (
            <div key={key} className={styles.fact}><dt>{translateMaybe(`channel.${account.channel}.${key}`) ?? key}</dt><dd>{t(account.removed ? 'custody.secret.gone' : 'detail.secrets.kept')}</dd></div>
          ))}
        {account.secretAt !== undefined && <><dt>{t('custody.rotation.at')}</dt><dd>{formatFull(account.secretAt)}</dd></>}
        {custody.rotation.dueAt !== undefined && <><dt>{t('custody.rotation.due')}</dt><dd className={own.tone} data-tone={custody.rotation.state} data-testid="rotation">{rotationText(t, custody.rotation, now)}</dd></>}
        <dt>{t('detail.added')}</dt><dd>{formatFull(account.addedAt)}</dd>
      </dl>
    </section>
  );
};

const RemoveDialog = ({ account, onClose, onRemove }: { readonly account: AccountRow; readonly onClose: () => void; readonly onRemove: () => void }) => {
  const t = useT();
  return (
    <Modal {...restingDialog} open centered width={440} title={t('detail.remove.title', { name: account.name })} okText={t('detail.remove.confirm')} cancelText={t('detail.remove.cancel')} okButtonProps={{ danger: true }} onOk={onRemove} onCancel={onClose}>
      {t('detail.remove.body')}
    </Modal>
  );
};

/** One account beside the register: what is wrong and what to do, its past, its settings, and what can be done with it. */
export const AccountDetail = ({ account, grounds, mayChange, onClose, onEdit, onPolicy }: {
  readonly account: AccountRow; readonly grounds: CustodyGrounds; readonly onPolicy: () => void; readonly mayChange: boolean; readonly onClose: () => void; readonly onEdit: (focus: EditFocus) => void;
}) => {
  const t = useT();
  const glyph = useGlyph();
  const command = useAdminCommand<'account.pause' | 'account.resume' | 'account.remove' | 'account.reconnect'>();
  const [isRemoving, setRemoving] = useState(false);
  const id: AccountId = account.id;
  const custody = custodyOf(account, grounds);
  const isKept = !account.removed;
  return (
    <aside className={styles.detail} aria-label={account.name} data-testid="account-detail">
      <div className={styles.who}>
        <AccountTile glyph={glyph(account.channel)} color={account.mark.color} state={account.removed ? undefined : account.status.state} />
        <div><h2>{account.name}</h2><small>{channelName(account.channel)} · {t('detail.code', { code: account.mark.code })}</small></div>
        <IconButton icon="close" label={t('detail.close')} onPress={onClose} />
      </div>
      <div className={styles.body}>
        {isKept && <AccountAlert account={account} mayChange={mayChange} onEdit={onEdit} onResume={() => void command.run('account.resume', { account: id })} onReconnect={() => void command.run('account.reconnect', { account: id })} />}
        <HolderPart account={account} people={grounds.people} mayChange={mayChange} />
        {isKept && <ProfilePart account={account} custody={custody} mayChange={mayChange} onEdit={onPolicy} />}
        <Secrets account={account} custody={custody} now={grounds.now} />
        <AbsencePart rows={custody.absences} policy={grounds.policy} />
        <RegisterHistory account={id} people={grounds.people} />
        <AccountHistory account={id} />
        <Settings account={account} />
      </div>
      {command.problem !== undefined && <p className={styles.problem} role="alert">{command.problem}</p>}
      {isKept && <div className={styles.buttons}>
        <Button isDisabled={!mayChange} onPress={() => setRemoving(true)} testId="account-remove">{t('detail.remove')}</Button>
        {account.paused
          ? <Button isDisabled={!mayChange || command.isBusy} onPress={() => void command.run('account.resume', { account: id })} testId="account-resume">{t('detail.resume')}</Button>
          : <Button isDisabled={!mayChange || command.isBusy} onPress={() => void command.run('account.pause', { account: id })} testId="account-pause">{t('detail.pause')}</Button>}
        <Button kind="primary" isDisabled={!mayChange} onPress={() => onEdit('settings')} testId="account-edit">{t('detail.edit')}</Button>
      </div>}
      {isRemoving && <RemoveDialog account={account} onClose={() => setRemoving(false)} onRemove={() => { setRemoving(false); void command.run('account.remove', { account: id }); onClose(); }} />}
    </aside>
  );
};
