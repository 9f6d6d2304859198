import { useState, type FormEvent } from 'react';
import type { ConversationId, HelpId } from '#shared/domain/ids';
import { SUPERVISORS } from '../../archive/schema/inboxRows';
import { desk } from '../../bridge/desk';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import type { Colleague } from '../composer/mentions';
import { useColleagues } from '../composer/useColleagues';
import { useCommand } from './useCommand';
import styles from './ColleagueDialogs.module.css';

const newHelp = (): HelpId => crypto.randomUUID() as HelpId; // the window makes the idempotency keys

/** A question to one colleague or to the supervisors, shown at the conversation and in their inbox. */
export const AskHelpDialog = ({ conversation, onClose }: { readonly conversation: ConversationId; readonly onClose: () => void }) => {
  const t = useT();
  const colleagues = useColleagues();
  const [to, setTo] = useState<string>(SUPERVISORS);
  const [question, setQuestion] = useState('');
  const [help] = useState(newHelp);
  const command = useCommand();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const helper = colleagues.find((one) => one.id === to);
    const asked = helper === undefined ? { kind: 'supervisors' as const } : { kind: 'person' as const, person: helper.id };
    if (question.trim() !== '' && await command.run(() => desk.call('help.ask', { help, conversation, to: asked, question }))) onClose();
  };
  return (
    <Dialog title={t('help.title')} closeLabel={t('common.close')} onClose={onClose}>
      <form className={styles.form} onSubmit={(event) => void submit(event)} data-testid="help-dialog">
        <PersonSelect label={t('help.to')} value={to} colleagues={colleagues} onChange={setTo} first={{ id: SUPERVISORS, name: t('help.supervisors') }} />
        <label className={styles.field}><span>{t('help.question')}</span><textarea data-autofocus rows={3} maxLength={4000} value={question} placeholder={t('help.question.hint')} onChange={(event) => setQuestion(event.target.value)} data-testid="help-question" /></label>
        {command.error !== undefined && <p className={styles.error} role="alert">{errorSentence(command.error.code, command.error.data)}</p>}
        <div className={styles.buttons}>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" isDisabled={question.trim() === '' || command.isRunning} testId="help-send">{t('help.send')}</Button>
        </div>
      </form>
    </Dialog>
  );
};

/** One of the colleagues; `first` stands on top for "anybody of a kind". */
export const PersonSelect = ({ label, value, colleagues, onChange, first }: {
  readonly label: string; readonly value: string; readonly colleagues: readonly Colleague[]; readonly onChange: (id: string) => void; readonly first?: { readonly id: string; readonly name: string };
}) => (
  <label className={styles.field}>
    <span>{label}</span>
    <select value={value} onChange={(event) => onChange(event.target.value)} data-testid="colleague-select">
      {first !== undefined && <option value={first.id}>{first.name}</option>}
      {colleagues.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
    </select>
  </label>
);
