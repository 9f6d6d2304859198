import { useState } from 'react';
import { useT } from '../../i18n/useT';
import { useTask } from '../../state/useTask';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import styles from './Quality.module.css';

/** Asks for a reason that is kept, then does it; stays open with the sentence when it failed. */
export const ReasonDialog = ({ title, hint, label, go, onGo, onClose }: {
  readonly title: string; readonly hint: string; readonly label: string; readonly go: string; readonly onGo: (reason: string) => Promise<void>; readonly onClose: () => void;
}) => {
  const t = useT();
  const task = useTask();
  const [reason, setReason] = useState('');
  return (
    <Dialog title={title} closeLabel={t('quality.close')} onClose={onClose}>
      <div className={styles.panel}>
        <p>{hint}</p>
        <label className={styles.comment}><span>{label}</span><textarea autoFocus rows={3} maxLength={1000} value={reason} onChange={({ target }) => setReason(target.value)} data-testid="reason" /></label>
        {task.problem !== undefined && <p className={styles.problem} role="alert">{task.problem}</p>}
      </div>
      <footer className={styles.foot}>
        <Button onPress={onClose}>{t('quality.cancel')}</Button>
        <Button kind="primary" isDisabled={reason.trim() === '' || task.isBusy} onPress={() => task.run(async () => { await onGo(reason.trim()); onClose(); })} testId="reason-go">{go}</Button>
      </footer>
    </Dialog>
  );
};
