import { useState, type FormEvent, type ReactNode } from 'react';
import { useT } from '../i18n/useT';
import { useTask } from '../state/useTask';
import { Button } from '../ui/Button';
import styles from './Duties.module.css';

/** Words, a choice where there is one, and a button: one step of a matter. `send` rejects with what went wrong. */
export const StepForm = <V extends string>({ label, placeholder, button, choices, isWordless = false, send, onCancel, testId, children }: {
  readonly label: string; readonly placeholder?: string; readonly button: string;
  readonly choices?: { readonly label: string; readonly all: readonly V[]; readonly nameOf: (value: V) => string };
  /** The words may be left out. */
  readonly isWordless?: boolean;
  readonly send: (words: string, choice: V | undefined) => Promise<void>; readonly onCancel?: () => void; readonly testId: string; readonly children?: ReactNode;
}) => {
  const t = useT();
  const task = useTask();
  const [words, setWords] = useState('');
  const [choice, setChoice] = useState<V | undefined>(choices?.all[0]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isWordless && words.trim() === '') return;
    task.run(async () => {
      await send(words.trim(), choice);
      setWords('');
    });
  };
  return (
    <form className={styles.form} onSubmit={submit} data-testid={testId}>
      {choices !== undefined && (
        <fieldset className={styles.checks}><legend>{choices.label}</legend>
          {choices.all.map((each) => <label key={each}><input type="radio" name={testId} checked={choice === each} onChange={() => setChoice(each)} />{choices.nameOf(each)}</label>)}
        </fieldset>
      )}
      <label className={styles.field}><span>{label}</span><textarea rows={2} maxLength={4000} value={words} placeholder={placeholder} onChange={(event) => setWords(event.target.value)} data-testid={`${testId}-words`} /></label>
      {children}
      {task.problem !== undefined && <p className={styles.problem} role="alert">{task.problem}</p>}
      <div className={styles.buttons}>
        {onCancel !== undefined && <Button onPress={onCancel}>{t('common.cancel')}</Button>}
        <Button kind="primary" type="submit" isDisabled={task.isBusy || (!isWordless && words.trim() === '')} testId={`${testId}-send`}>{button}</Button>
      </div>
    </form>
  );
};
