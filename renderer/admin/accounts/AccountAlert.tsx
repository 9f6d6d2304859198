import { useState } from 'react';
import type { AccountRow } from '../../archive/schema/accountRows';
import { formatShort } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { VaultDialog } from '../VaultDialog';
import type { EditFocus } from './editFocus';
import styles from './Accounts.module.css';
import { needsAction } from './attention';
import { stateReason, stateWord } from './statusText';

/** What is wrong with an account and the one thing to do about it; nothing while it is online. */
export const AccountAlert = ({ account, mayChange, onEdit, onResume, onReconnect }: {
  readonly account: AccountRow; readonly mayChange: boolean; readonly onEdit: (focus: EditFocus) => void;
  readonly onResume: () => void; readonly onReconnect: () => void;
}) => {
  const t = useT();
  const [isUnlocking, setUnlocking] = useState(false);
  const { status } = account;
  if (status.state === 'online') return null;
  const isBad = needsAction(status);
  const reason = stateReason(status);
  return (
    <div className={styles.alert} data-tone={isBad ? undefined : 'warn'} role="status">
      <b><Icon name={isBad ? 'key' : 'link'} size={14} />{stateWord(t, status)} · {t('detail.since', { time: formatShort(account.statusAt) })}</b>
      {reason !== undefined && <span>{t('detail.reason', { reason: reason.replace(/[。.]$/u, '') })} </span>}
      <span>{t('detail.records.safe')}</span>
      <div className={styles.actions}>
        {status.action === 'editSettings' && <Button size="small" kind="primary" isDisabled={!mayChange} onPress={() => onEdit('settings')}>{t('detail.action.editSettings')}</Button>}
        {status.action === 'changeSecret' && <Button size="small" kind="primary" isDisabled={!mayChange} onPress={() => onEdit('secret')}>{t('detail.action.changeSecret')}</Button>}
        {status.action === 'unlockVault' && <Button size="small" kind="primary" onPress={() => setUnlocking(true)}>{t('detail.action.unlockVault')}</Button>}
        {status.action === 'resume' && <Button size="small" kind="primary" isDisabled={!mayChange} onPress={onResume}>{t('detail.action.resume')}</Button>}
        {status.action === 'loginOnDevice' && <span>{t('detail.action.loginOnDevice')}</span>}
        {status.action === 'wait' && <span>{t('detail.action.wait')}</span>}
        {status.state !== 'paused' && status.state !== 'sealed' && <Button size="small" onPress={onReconnect} testId="account-reconnect">{t('detail.reconnect')}</Button>}
      </div>
      {isUnlocking && <VaultDialog onClose={() => setUnlocking(false)} />}
    </div>
  );
};
