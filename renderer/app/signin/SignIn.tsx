import { useRef, useState, type FormEvent } from 'react';
import { AppError } from '#shared/domain/errors';
import type { SeatPerson, SessionState } from '#shared/ipc/session';
import { app } from '../../bridge/app';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { leaveDesk } from '../../state/seat';
import { Button, LinkButton } from '../../ui/Button';
import { PasswordField } from './PasswordField';
import { PeopleTiles } from './PeopleTiles';
import styles from './SignIn.module.css';
import { Recover } from './Recover';
import { SignInCard } from './SignInCard';
import { useWait } from './useWait';

type Waiting = Extract<SessionState, { readonly kind: 'signIn' | 'locked' }>;

/** Who is offered first: who locked the desk, else who was here last, else the only one. */
const firstChoice = (session: Waiting): string | undefined => {
  const wish = session.kind === 'locked' ? session.person.id : session.last;
  return session.people.find(({ id }) => id === wish)?.id ?? (session.people.length === 1 ? session.people[0]?.id : undefined);
};

/** Nobody else could reset their password. */
const isOnlyAdministrator = (people: readonly SeatPerson[], id: string | undefined): boolean => {
  const administrators = people.filter(({ role }) => role === 'administrator');
  return administrators.length === 1 && administrators[0]?.id === id;
};

const neighbour = (people: readonly SeatPerson[], chosen: string | undefined, by: 1 | -1): string | undefined => {
  const at = people.findIndex(({ id }) => id === chosen);
  return people[at < 0 ? 0 : (at + by + people.length) % people.length]?.id;
};

/** The form's one failure: a wrong password waits, anything else has its sentence. */
const useAttempt = () => {
  const [isChecking, setChecking] = useState(false);
  const [failure, setFailure] = useState<'wrong' | { readonly sentence: string }>();
  const wait = useWait();
  const attempt = async (person: string, password: string): Promise<boolean> => {
    setChecking(true);
    setFailure(undefined);
    try {
      const verdict = await app.request('session.signIn', { person, password });
      if (verdict.ok) return true;
      setFailure('wrong');
      wait.start(verdict.waitMs);
      return false;
    } catch (cause) {
      setFailure({ sentence: errorSentence(cause instanceof AppError ? cause.code : 'internal.bug', cause instanceof AppError ? cause.data : {}) });
      return false;
    } finally {
      setChecking(false);
    }
  };
  return { isChecking, failure, seconds: wait.seconds, attempt, forget: () => setFailure(undefined) };
};

const lead = (session: Waiting) =>
  session.kind === 'locked' ? `signIn.locked.${session.why}` as const : session.people.length === 1 ? 'signIn.leadOne' as const : 'signIn.lead' as const;

/** The desk's door after the app started, after sign-out, and while it is locked: a person and a password. */
export const SignIn = ({ session }: { readonly session: Waiting }) => {
  const t = useT();
  const { people } = session;
  const [choice, setChoice] = useState(() => firstChoice(session));
  const [password, setPassword] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const [isRecovering, setRecovering] = useState(false);
  const { isChecking, failure, seconds, attempt, forget } = useAttempt();
  const chosen = people.find(({ id }) => id === choice);
  const isUnlock = session.kind === 'locked' && session.person.id === choice;
  const choose = (id: string | undefined): void => {
    setChoice(id);
    setPassword('');
    forget();
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (chosen === undefined || password === '' || isChecking || seconds > 0) return;
    if (await attempt(chosen.id, password)) return;
    setPassword('');
    field.current?.focus();
  };
  const problem = failure === undefined ? undefined : failure === 'wrong' ? (seconds > 0 ? t('signIn.wait', { seconds }) : t('signIn.wrong')) : failure.sentence;
  const missing = people.some(({ hasPassword }) => hasPassword) ? (chosen?.hasPassword === false ? t('signIn.noPassword', { name: chosen.name }) : undefined) : t('signIn.noneHasPassword');
  if (isRecovering && chosen !== undefined) return <Recover person={chosen} {...(session.company !== undefined && { company: session.company })} onBack={() => setRecovering(false)} />;
  return (
    <SignInCard company={session.company} title={t(session.kind === 'locked' ? 'signIn.locked' : 'signIn.title')} lead={t(lead(session))} icon={session.kind === 'locked' ? 'lock' : undefined} testId="sign-in">
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <PeopleTiles people={people} chosen={choice} onChoose={(id) => { choose(id); field.current?.focus(); }} />
        <PasswordField
          ref={field} label={t('signIn.password')} value={password} onChange={setPassword} hasFocus problem={problem ?? missing} isDisabled={chosen === undefined || !chosen.hasPassword}
          onArrow={people.length > 1 ? (by) => choose(neighbour(people, choice, by)) : undefined} testId="sign-in-password"
        />
        <Button type="submit" kind="primary" size="large" isDisabled={chosen === undefined || password === '' || isChecking || seconds > 0} testId="sign-in-go">
          {isChecking ? t('signIn.checking') : t(isUnlock ? 'signIn.unlock' : 'signIn.go')}
        </Button>
        <p className={styles.foot}>
          <span>{chosen?.hasRecovery === true ? t('signIn.forgotCode') : t(isOnlyAdministrator(people, choice) ? 'signIn.forgotLast' : 'signIn.forgot')}</span>
          {chosen?.hasRecovery === true && <LinkButton onPress={() => setRecovering(true)} testId="recover-open">{t('recovery.open')}</LinkButton>}
          {session.kind === 'locked' && <LinkButton onPress={() => leaveDesk('signOut')} testId="sign-out">{t('me.signOut')}</LinkButton>}
        </p>
      </form>
    </SignInCard>
  );
};
