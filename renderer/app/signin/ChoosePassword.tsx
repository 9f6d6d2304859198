import { useState, type FormEvent } from 'react';
import { AppError } from '#shared/domain/errors';
import { PASSWORD_MIN, passwordLength } from '#shared/domain/person';
import type { SessionState } from '#shared/ipc/session';
import { app } from '../../bridge/app';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { leaveDesk } from '../../state/seat';
import { Button, LinkButton } from '../../ui/Button';
import { PasswordField } from './PasswordField';
import styles from './SignIn.module.css';
import { SignInCard } from './SignInCard';

type Choosing = Extract<SessionState, { readonly kind: 'change' | 'claim' }>;

/** One's own password in place of an initial one, or the first password of a desk that had none. */
export const ChoosePassword = ({ session }: { readonly session: Choosing }) => {
  const t = useT();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const isShort = passwordLength(password) < PASSWORD_MIN;
  const isDifferent = again !== password;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (isShort || isDifferent || isBusy) return;
    setBusy(true);
    setFailure(undefined);
    app.request('session.choose', { password }).catch((cause: unknown) => {
      setFailure(cause instanceof AppError ? errorSentence(cause.code, cause.data) : errorSentence('internal.bug'));
    }).finally(() => setBusy(false));
  };
  const { name } = session.person;
  return (
    <SignInCard title={t(`signIn.${session.kind}.title`)} lead={t(`signIn.${session.kind}.lead`, { name })} icon="key" testId="choose-password">
      <form className={styles.form} onSubmit={submit} noValidate>
        <PasswordField label={t('signIn.new')} value={password} onChange={setPassword} hasFocus isNew hint={t('signIn.new.hint')} problem={failure ?? (isAsked && isShort ? t('password.short') : undefined)} testId="choose-new" />
        <PasswordField label={t('signIn.again')} value={again} onChange={setAgain} isNew problem={isAsked && isDifferent ? t('password.differs') : undefined} testId="choose-again" />
        <Button type="submit" kind="primary" size="large" isDisabled={isBusy} testId="choose-go">{isBusy ? t('signIn.checking') : t('signIn.choose')}</Button>
        {session.kind === 'change' && <p className={styles.foot}><LinkButton onPress={() => leaveDesk('signOut')}>{t('signIn.back')}</LinkButton></p>}
      </form>
    </SignInCard>
  );
};
