import { useState, type FormEvent } from 'react';
import type { ConversationId, TransferId } from '#shared/domain/ids';
import { desk } from '../../bridge/desk';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { useColleagues } from '../composer/useColleagues';
import { PersonSelect } from './AskHelpDialog';
import { useCommand } from './useCommand';
import styles from './ColleagueDialogs.module.css';

const newTransfer = (): TransferId => crypto.randomUUID() as TransferId; // the window makes the idempotency keys

/** Asks a colleague to take the conversation over, with what they need to know. */
export const TransferDialog = ({ conversation, onClose }: { readonly conversation: ConversationId; readonly onClose: () => void }) => {
  const t = useT();
  const colleagues = useColleagues();
  const [chosen, setChosen] = useState<string>();
  const [summary, setSummary] = useState('');
  const [transfer] = useState(newTransfer);
  const command = useCommand();
  const to = colleagues.find((one) => one.id === chosen) ?? colleagues[0];
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (to === undefined || summary.trim() === '') return;
    if (await command.run(() => desk.call('transfer.offer', { transfer, conversation, to: to.id, summary }))) onClose();
  };
  return (
    <Dialog title={t('transfer.title')} closeLabel={t('common.close')} onClose={onClose}>
      {to === undefined ? <p className={styles.alone}>{t('collab.nobodyElse')}</p> : (
        <form className={styles.form} onSubmit={(event) => void submit(event)} data-testid="transfer-dialog">
          <PersonSelect label={t('transfer.to')} value={to.id} colleagues={colleagues} onChange={setChosen} />
          <label className={styles.field}><span>{t('transfer.summary')}</span><textarea data-autofocus rows={4} maxLength={4000} value={summary} placeholder={t('transfer.summary.hint')} onChange={(event) => setSummary(event.target.value)} data-testid="transfer-summary" /></label>
          <p className={styles.aside}>{t('transfer.keeps')}</p>
          {command.error !== undefined && <p className={styles.error} role="alert">{errorSentence(command.error.code, command.error.data)}</p>}
          <div className={styles.buttons}>
            <Button onPress={onClose}>{t('common.cancel')}</Button>
            <Button kind="primary" type="submit" isDisabled={summary.trim() === '' || command.isRunning} testId="transfer-send">{t('transfer.send')}</Button>
          </div>
        </form>
      )}
    </Dialog>
  );
};
