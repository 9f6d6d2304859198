import { useState, type FormEvent } from 'react';
import { AppError } from '#shared/domain/errors';
import { PASSWORD_MIN, passwordLength } from '#shared/domain/person';
import { desk } from '../bridge/desk';
import { errorSentence } from '../i18n/translate';
import { useT } from '../i18n/useT';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import styles from './ProfileDialog.module.css';
import { PasswordField } from './signin/PasswordField';
import { useWait } from './signin/useWait';

type Failure = { readonly field: 'old' | 'new'; readonly sentence: string };

/** Where a refusal is shown: at the old password when that is wrong, else at the new one. */
const failureOf = (cause: unknown): Failure => {
  const { code, data } = cause instanceof AppError ? cause : new AppError('internal.bug');
  return { field: code === 'person.wrongPassword' ? 'old' : 'new', sentence: errorSentence(code, data) };
};

const waitOf = (cause: unknown): number => (cause instanceof AppError && typeof cause.data['waitMs'] === 'number' ? cause.data['waitMs'] : 0);

const Done = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT();
  return (
    <div className={styles.form}>
      <p role="status">{t('me.password.done')}</p>
      <div className={styles.buttons}><Button kind="primary" onPress={onClose} testId="profile-close">{t('common.close')}</Button></div>
    </div>
  );
};

/** One's own password: the present one, then the new one twice. */
export const ProfileDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT();
  const [fields, setFields] = useState({ old: '', password: '', again: '' });
  const [isAsked, setAsked] = useState(false);
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle');
  const [failure, setFailure] = useState<Failure>();
  const wait = useWait();
  const isShort = passwordLength(fields.password) < PASSWORD_MIN;
  const isDifferent = fields.again !== fields.password;
  const set = (part: Partial<typeof fields>): void => setFields((was) => ({ ...was, ...part }));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAsked(true);
    if (fields.old === '' || isShort || isDifferent || state === 'busy' || wait.seconds > 0) return;
    setState('busy');
    setFailure(undefined);
    try {
      await desk.call('person.changePassword', { old: fields.old, password: fields.password });
      setState('done');
    } catch (cause) {
      setState('idle');
      setFailure(failureOf(cause));
      wait.start(waitOf(cause));
    }
  };
  const oldProblem = wait.seconds > 0 ? t('me.password.wait', { seconds: wait.seconds }) : failure?.field === 'old' ? failure.sentence : isAsked && fields.old === '' ? t('password.missing') : undefined;
  return (
    <Dialog title={t('me.password.title')} closeLabel={t('common.close')} onClose={onClose}>
      {state === 'done' ? <Done onClose={onClose} /> : (
        <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
          <PasswordField label={t('me.password.old')} value={fields.old} onChange={(old) => set({ old })} hasFocus problem={oldProblem} testId="profile-old" />
          <PasswordField label={t('signIn.new')} value={fields.password} onChange={(password) => set({ password })} isNew hint={t('signIn.new.hint')} problem={failure?.field === 'new' ? failure.sentence : isAsked && isShort ? t('password.short') : undefined} testId="profile-new" />
          <PasswordField label={t('signIn.again')} value={fields.again} onChange={(again) => set({ again })} isNew problem={isAsked && isDifferent ? t('password.differs') : undefined} testId="profile-again" />
          <div className={styles.buttons}>
            <Button onPress={onClose}>{t('me.password.cancel')}</Button>
            <Button type="submit" kind="primary" isDisabled={state === 'busy' || wait.seconds > 0} testId="profile-save">{t('me.password.do')}</Button>
          </div>
        </form>
      )}
    </Dialog>
  );
};
