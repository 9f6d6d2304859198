import { Input, Modal } from 'antd';
import { useState } from 'react';
import { app } from '../bridge/app';
import { useVaultState } from '../bridge/useBridge';
import { useT } from '../i18n/useT';
import { restingDialog, Theme } from '../ui/theme';
import { sentenceOf } from '../i18n/sentenceOf';
import styles from './Admin.module.css';

/** Opens the sealed secrets with the passphrase, or chooses one where none was chosen yet. */
export const VaultDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT();
  const vault = useVaultState();
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const isNew = vault?.kind === 'none';
  const submit = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      if (isNew) await app.request('vault.create', { passphrase });
      else if (!(await app.request('vault.unlock', { passphrase })).ok) { setProblem(t('vault.wrong')); return; }
      onClose();
    } catch (cause) {
      setProblem(sentenceOf(cause));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Theme>
      <Modal
        {...restingDialog}
        open centered width={420} title={t(isNew ? 'vault.create.title' : 'vault.title')} okText={t(isNew ? 'vault.create.do' : 'vault.unlock')} cancelText={t('vault.later')}
        onCancel={onClose} onOk={() => void submit()} confirmLoading={isBusy} okButtonProps={{ disabled: passphrase === '' }}
      >
        <p className={styles.vaultText}>{vault?.kind === 'lost' ? t('vault.lost') : t(isNew ? 'vault.create.body' : 'vault.body')}</p>
        <Input.Password
          autoFocus value={passphrase} aria-label={t('vault.passphrase')} placeholder={t('vault.passphrase')} status={problem === undefined ? undefined : 'error'}
          onChange={(event) => setPassphrase(event.target.value)} onPressEnter={(event) => { if (!event.nativeEvent.isComposing && passphrase !== '') void submit(); }} data-testid="vault-passphrase"
        />
        <p role="alert" className={styles.vaultProblem}>{problem}</p>
      </Modal>
    </Theme>
  );
};
