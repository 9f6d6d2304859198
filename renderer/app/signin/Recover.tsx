import { useId, useState, type FormEvent } from 'react';
import { AppError } from '#shared/domain/errors';
import { PASSWORD_MIN, passwordLength } from '#shared/domain/person';
import type { SeatPerson } from '#shared/ipc/session';
import { isWholeRecoveryCode } from '#shared/text/recoveryCode';
import { app } from '../../bridge/app';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { Button, LinkButton } from '../../ui/Button';
import { PasswordField } from './PasswordField';
import styles from './SignIn.module.css';
import { SignInCard } from './SignInCard';
import { useWait } from './useWait';

type Fields = { readonly code: string; readonly password: string; readonly again: string };

/** What is not right yet, as a sentence per field; undefined where it is. */
const useProblems = ({ code, password, again }: Fields) => {
  const t = useT();
  return {
    code: isWholeRecoveryCode(code) ? undefined : t('recovery.incomplete'),
    password: passwordLength(password) < PASSWORD_MIN ? t('password.short') : undefined,
    again: again === password ? undefined : t('password.differs'),
  };
};

/** A new password by the one-time code, at the door. It signs in when it was right. */
export const Recover = ({ person, company, onBack }: { readonly person: SeatPerson; readonly company?: string; readonly onBack: () => void }) => {
  const t = useT();
  const id = useId();
  const [fields, setFields] = useState<Fields>({ code: '', password: '', again: '' });
  const [isAsked, setAsked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<'wrong' | { readonly sentence: string }>();
  const wait = useWait();
  const problems = useProblems(fields);
  const set = (part: Partial<Fields>): void => setFields((was) => ({ ...was, ...part }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (isBusy || wait.seconds > 0 || Object.values(problems).some((problem) => problem !== undefined)) return;
    setBusy(true);
    setFailure(undefined);
    app.request('recovery.use', { person: person.id, code: fields.code, password: fields.password }).then((verdict) => {
      if (verdict.ok) return;
      setFailure('wrong');
      wait.start(verdict.waitMs);
    }, (cause: unknown) => setFailure({ sentence: cause instanceof AppError ? errorSentence(cause.code, cause.data) : errorSentence('internal.bug') })).finally(() => setBusy(false));
  };
  const refused = failure === undefined ? undefined : failure === 'wrong' ? (wait.seconds > 0 ? t('signIn.wait', { seconds: wait.seconds }) : t('recovery.wrong')) : failure.sentence;
  const codeProblem = refused ?? (isAsked ? problems.code : undefined);
  return (
    <SignInCard {...(company !== undefined && { company })} title={t('recovery.useTitle')} lead={t('recovery.useLead', { name: person.name })} icon="key" testId="recover">
      <form className={styles.form} onSubmit={submit} noValidate>
        <div className={styles.field}>
          <label htmlFor={id}>{t('recovery.title')}</label>
          <div className={styles.input} data-bad={codeProblem !== undefined || undefined}>
            <input id={id} className={styles.codeInput} value={fields.code} autoFocus maxLength={60} spellCheck={false} autoComplete="off" placeholder="XXXX-XXXX-XXXX-XXXX-XXXX" aria-invalid={codeProblem !== undefined || undefined} aria-describedby={`${id}-below`} onChange={(event) => set({ code: event.target.value })} data-testid="recover-code" />
          </div>
          <p id={`${id}-below`} className={styles.below} data-bad={codeProblem !== undefined || undefined} role={codeProblem === undefined ? undefined : 'alert'}>{codeProblem}</p>
        </div>
        <PasswordField label={t('signIn.new')} value={fields.password} onChange={(password) => set({ password })} isNew hint={t('signIn.new.hint')} {...(isAsked && problems.password !== undefined && { problem: problems.password })} testId="recover-new" />
        <PasswordField label={t('signIn.again')} value={fields.again} onChange={(again) => set({ again })} isNew {...(isAsked && problems.again !== undefined && { problem: problems.again })} testId="recover-again" />
        <Button type="submit" kind="primary" size="large" isDisabled={isBusy || wait.seconds > 0} testId="recover-go">{isBusy ? t('signIn.checking') : t('recovery.use')}</Button>
        <p className={styles.foot}><LinkButton onPress={onBack}>{t('signIn.back')}</LinkButton></p>
      </form>
    </SignInCard>
  );
};
